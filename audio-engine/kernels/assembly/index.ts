// Everything kernels.wasm exports. Kernels keep no state of their own (no mutable globals, no static buffers):
// many threads run instances of this module over one shared memory, so all state lives in blocks that the host
// allocates and passes in.
export { heapBase } from './probe';
export * from './loudness';
export { equaliser_bytes, equaliser_latency, equaliser_process, equaliser_reset } from '../../effects/equaliser/kernel';
