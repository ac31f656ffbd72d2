/** A strip's node: its targets and ramps, its meter, its output buffers and, on a track, the ring that feeds it. */
import { STRIP_TARGETS, type StripDescription } from '../graph/index.ts';
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { LaneSet } from './automation-lanes.ts';
import { NodeMemory } from './node-memory.ts';
import { FEED_BYTES, FeedWord, METER_BYTES, QUANTUM_BYTES } from './plan-layout.ts';

/** Of a strip block: see kernels/assembly/strip.ts. */
const AUTOMATION_BYTE = 376;

export interface StripRoom {
  sampleRate: number;
  capacityQuanta: number;
  ringQuanta: number;
}

export class StripNode {
  readonly memory: NodeMemory;
  readonly id: string;
  readonly channels: 1 | 2;
  readonly block: Pointer;
  readonly meter: Pointer;
  readonly output: Pointer;
  /** Only on a track; otherwise 0. */
  readonly feed: Pointer;
  /** Head, tail and fades of the song: only on the master, otherwise 0. */
  readonly song: Pointer;
  /** Room for two quanta, which the strip's inserts share: only one of them runs at a time. */
  readonly dry: Pointer;
  readonly #targets: Float64Array;
  readonly #song: Float64Array | null;
  readonly #lanes: LaneSet;
  readonly #capacityQuanta: number;
  #tap: Pointer = 0;

  constructor(kernels: Kernels, allocator: Allocator, strip: StripDescription, room: StripRoom) {
    this.id = strip.id;
    this.channels = strip.channels;
    this.memory = new NodeMemory(allocator);
    this.#capacityQuanta = room.capacityQuanta;
    this.block = this.memory.allocate(kernels.call.strip_bytes!());
    this.meter = this.memory.allocate(METER_BYTES);
    this.output = this.memory.allocate(room.capacityQuanta * QUANTUM_BYTES);
    this.dry = this.memory.allocate(2 * QUANTUM_BYTES);
    this.feed = strip.trackId === null ? 0 : this.#allocateFeed(kernels, room.ringQuanta);
    this.#targets = new Float64Array(kernels.memory.buffer, this.block, STRIP_TARGETS);
    this.#lanes = new LaneSet(kernels, this.memory, this.block + AUTOMATION_BYTE, true);
    this.song = strip.song ? this.memory.allocate(kernels.call.song_bytes!()) : 0;
    this.#song = strip.song ? new Float64Array(kernels.memory.buffer, this.song, strip.song.length) : null;
    this.write(strip);
    if (this.song) kernels.call.song_reset!(this.song);
    kernels.call.strip_init!(this.block, this.meter, strip.channels, room.sampleRate);
  }

  /** Targets, while the node may be running. */
  write(strip: StripDescription): void {
    this.#targets.set(strip.targets);
    if (strip.song) this.#song?.set(strip.song);
    this.automate(strip);
  }

  /** Lanes, while the node may be running. False where it follows them already. */
  automate(strip: StripDescription): boolean {
    return this.#lanes.set(strip.automation);
  }

  /** Buffer of what stands before the fader, or 0 while nobody needs it. */
  get tap(): Pointer {
    return this.#tap;
  }

  openTap(): void {
    this.#tap ||= this.memory.allocate(this.#capacityQuanta * QUANTUM_BYTES);
  }

  #allocateFeed(kernels: Kernels, ringQuanta: number): Pointer {
    const feed = this.memory.allocate(FEED_BYTES);
    const ring = this.memory.allocate(ringQuanta * QUANTUM_BYTES);
    const words = new Int32Array(kernels.memory.buffer, feed, 16);
    words[FeedWord.ringPointer] = ring;
    words[FeedWord.ringMask] = ringQuanta - 1;
    words[FeedWord.channels] = this.channels;
    return feed;
  }
}
