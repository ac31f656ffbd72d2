// Everything kernels.wasm exports. Kernels keep no state of their own (no mutable globals, no static buffers):
// many threads run instances of this module over one shared memory, so all state lives in blocks that the host
// allocates and passes in.
export { heapBase } from './probe';
export * from './loudness';
export { equaliser_at_rest, equaliser_bytes, equaliser_latency, equaliser_process, equaliser_process_pair, equaliser_reset, equaliser_room } from '../../effects/equaliser/kernel';
export * from './true-peak';
export * from './correlation';
export { clip_bytes, clip_clear, clip_init, clip_mix } from './clip';
export { insert_bytes, insert_init } from './crossfade';
export { automation_bytes } from './automation';
export { run_map_bytes } from './run-clock';
export { strip_bytes, strip_init } from './strip';
export { edge_bytes, edge_init } from './edge';
export { resetPlan, runPlan } from './run-plan';
export { runTeam, team_bytes, team_help, team_init, team_leave, team_session } from './team';
export * from './resampler';
export { compressor_at_rest, compressor_bytes, compressor_latency, compressor_process, compressor_process_pair, compressor_reset } from '../../effects/compressor/kernel';
export { peaks_columns } from './peaks';
export { limiter_at_rest, limiter_bytes, limiter_latency, limiter_process, limiter_reset } from '../../effects/limiter/kernel';
export * from './dither';
export { monitor_bytes, monitor_init, monitor_process } from './monitor';
export { fft_bytes, fft_forward, fft_init, fft_inverse, fft_power } from './fft';
export { window_blackman_harris, window_hann } from './window';
export * from './resampler-halfband';
export { utility_at_rest, utility_bytes, utility_latency, utility_process, utility_reset } from '../../effects/utility/kernel';
export { convolution_at_rest, convolution_bytes, convolution_latency, convolution_process, convolution_reset } from '../../effects/convolution/kernel';
export { convolution_prepare, convolution_resource_bytes, convolution_work_bytes } from './impulse';
export { saturator_at_rest, saturator_bytes, saturator_latency, saturator_process, saturator_reset } from '../../effects/saturator/kernel';
export { gate_at_rest, gate_bytes, gate_latency, gate_process, gate_reset } from '../../effects/gate/kernel';
export { deesser_at_rest, deesser_bytes, deesser_latency, deesser_process, deesser_reset } from '../../effects/deesser/kernel';
export { multiband_at_rest, multiband_bytes, multiband_latency, multiband_process, multiband_reset } from '../../effects/multiband/kernel';
export { transient_at_rest, transient_bytes, transient_latency, transient_process, transient_reset } from '../../effects/transient/kernel';
export { delay_at_rest, delay_bytes, delay_latency, delay_process, delay_reset } from '../../effects/delay/kernel';
export { reverb_at_rest, reverb_bytes, reverb_latency, reverb_process, reverb_reset } from '../../effects/reverb/kernel';
export { modulation_at_rest, modulation_bytes, modulation_latency, modulation_process, modulation_reset } from '../../effects/modulation/kernel';
export { analyser_at_rest, analyser_bytes, analyser_latency, analyser_process, analyser_reset } from '../../effects/analyser/kernel';
export { imager_at_rest, imager_bytes, imager_latency, imager_process, imager_reset } from '../../effects/imager/kernel';
