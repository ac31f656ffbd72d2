/**
 * Makes an impulse response ready for the convolution kernel. What comes back is the address that a plan puts into
 * the insert's context as its `resource`; it is only read from then on, so inserts with the same response can share one.
 */
import type { Allocator, Kernels, Pointer } from '../../kernels/index.ts';

/** As `media`'s `loadImpulse` gives it: interleaved, at the session's rate. */
export interface Impulse {
  readonly samples: Float64Array;
  /** 1: both sides alike; 2: left, right; 4: left to left, left to right, right to left, right to right. */
  readonly channels: 1 | 2 | 4;
  readonly lengthSamples: number;
}

/** Of the next response: memory that was freed is given out again, so an address says too little. */
let nextSerial = 1;

/**
 * Allocates and fills the resource, on the thread that owns the allocator, while nothing is rendered with it. Takes
 * about 5 ms a second of stereo; what is longer than eight seconds is cut there. Throws where the memory is full.
 */
export function prepareImpulse(
  kernels: Kernels,
  allocator: Allocator,
  impulse: Impulse,
  sampleRate: number,
): Pointer {
  const { samples, channels, lengthSamples } = impulse;
  const { call, memory } = kernels;
  const resource = allocator.allocate(call.convolution_resource_bytes!(lengthSamples, channels, sampleRate));
  const work = allocator.allocate(call.convolution_work_bytes!());
  const input = allocator.allocate(lengthSamples * channels * 8);
  new Float64Array(memory.buffer, input, lengthSamples * channels).set(
    samples.subarray(0, lengthSamples * channels),
  );
  call.convolution_prepare!(resource, work, input, lengthSamples, channels, sampleRate, nextSerial++);
  allocator.free(input);
  allocator.free(work);
  return resource;
}

/** Gives the memory back: after the audio thread has taken a plan that no longer names the resource. */
export function freeImpulse(allocator: Allocator, resource: Pointer): void {
  allocator.free(resource);
}
