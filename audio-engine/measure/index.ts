/** Loudness, true peak and correlation: live in the engine and over whole files. */
export { LAG_FRAMES, lagOf, MOST_LAG } from './lag.ts';
export {
  LIVE_HISTORY_STEPS,
  type LoudnessHistory,
  LoudnessMeter,
  type LoudnessReading,
  paddedChannels,
} from './loudness-meter.ts';
export { type MeasurableSource, type MeasureOptions, measureAudio } from './measure-audio.ts';
export { AudioMeter, type AudioMeterOptions, type KernelHome, type Measurement } from './measurement.ts';
export { changeDb, edgeHz, PowerSpectrum, type Spectrum, thirdOctaves } from './power-spectrum.ts';
export { PSR_QUIET_LUFS, psrOver } from './psr.ts';
export { ThirdOctaveMeter } from './third-octaves.ts';
export { type TruePeakKind, TruePeakMeter } from './true-peak-meter.ts';
