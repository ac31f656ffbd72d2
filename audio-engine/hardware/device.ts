/**
 * What plays sound, whatever it is: a sound card through naudiodon, or a clock where there is none. A device
 * asks for one block after the other; everything about music happens in `render`.
 */

/** Fills a block of interleaved float32, as many channels as the device has. Called on the device's thread; it must not allocate. */
export type FillBlock = (block: Float32Array) => void;

export interface DeviceEvents {
  /** Sound broke up `count` times: a sentence says where. */
  onXrun(count: number, sentence: string): void;
  /** The device is gone; it will not ask again. Called at most once. */
  onLost(sentence: string): void;
}

export interface AudioDevice {
  readonly kind: 'naudiodon' | 'clocked';
  readonly name: string;
  readonly sampleRate: number;
  readonly blockFrames: number;
  /** Outputs that are open, at least 2. */
  readonly channels: number;
  /** Frames between the newest one handed over and the one that is heard, right after a block was taken. */
  readonly latencyFrames: number;
  /** Throws a ThresholdError where the device refuses. */
  start(fill: FillBlock, events: DeviceEvents): void;
  /** Resolves when the device is closed, or false when it hangs and only the end of the process frees it. Idempotent. */
  stop(): Promise<boolean>;
}

export interface DeviceOptions {
  sampleRate: number;
  /** A power of two from 64 to 4096. */
  blockFrames: number;
  /** Blocks that may wait in the device's queue. */
  queue: number;
  /** Outputs: an even number. Default 2. */
  channels?: number;
}

/** Outputs of a clock, which has no sockets: as many as a large interface. */
export const CLOCKED_OUTPUTS = 16;

/** No gap in any condition measured: about 43 ms at 48 kHz. */
export const MIXING_BLOCK_FRAMES = 512;
export const MIXING_QUEUE = 4;

export function isBlockFrames(frames: number): boolean {
  return Number.isInteger(frames) && frames >= 64 && frames <= 4096 && (frames & (frames - 1)) === 0;
}
