/** A plan without files: tracks play arrays, written straight into their rings. */
import { type DescribeOptions, describePlan, type PlanDescription } from '../../audio-engine/graph/index.ts';
import { type Allocator, type Kernels, loadKernels } from '../../audio-engine/kernels/index.ts';
import {
  FeedWord,
  type InstalledPlan,
  ParameterRing,
  PlanHost,
  QUANTUM,
} from '../../audio-engine/render/index.ts';
import {
  createDocument,
  createStrip,
  createTrack,
  type SessionDocument,
  type Strip,
} from '../../audio-engine/session/index.ts';

export function testDocument(
  strips: Record<string, Partial<Strip> & { channels?: 1 | 2 }>,
  sampleRate = 48000,
): SessionDocument {
  const document = createDocument({ id: 's', name: 'Test', sampleRate, createdAt: '2026-01-01T00:00:00Z' });
  for (const [id, { channels = 2, ...strip }] of Object.entries(strips)) {
    document.tracks[id] = createTrack({ id, name: id, color: 'clay', channels, order: id });
    document.strips[id] = { ...createStrip(id), ...strip };
    document.clips[id] = {};
    document.effects[id] = {};
  }
  return document;
}

export class Rig {
  readonly kernels: Kernels;
  readonly host: PlanHost;
  readonly ring: ParameterRing;
  /** What tracks play, interleaved stereo from the run's start on; silence after its end. */
  readonly sources = new Map<string, Float64Array>();
  /** What came out so far. */
  readonly heard = new Map<string, number[]>();
  plan: InstalledPlan;
  quantum = 0;
  readonly allocator: Allocator;
  /** How plans are run. */
  runPlan: (plan: number, first: number, count: number) => void;
  readonly #ids: string[];

  constructor(
    description: (host: PlanHost) => PlanDescription,
    ids: string[] = ['master'],
    sampleRate = 48000,
    shares = 1,
  ) {
    const { kernels, allocator } = loadKernels();
    this.kernels = kernels;
    this.allocator = allocator;
    this.runPlan = (plan, first, count) => kernels.call.runPlan!(plan, first, count);
    this.host = new PlanHost(kernels, allocator, {
      sampleRate,
      capacityQuanta: 1024,
      ringQuanta: 1024,
      shares,
    });
    this.ring = new ParameterRing(kernels.memory, this.host.run);
    this.plan = this.host.install(description(this.host));
    this.#ids = ids;
    for (const id of ids) this.heard.set(id, []);
  }

  static of(
    document: SessionDocument,
    ids?: string[],
    options: Partial<DescribeOptions> = {},
    shares = 1,
  ): Rig {
    return new Rig((host) => describe(host, document, options), ids, document.session.sampleRate, shares);
  }

  /** Bytes of shared memory in use. */
  get used(): number {
    return this.allocator.used;
  }

  /** Installs another plan and lets go of the one before. */
  swap(document: SessionDocument, options: Partial<DescribeOptions> = {}): void {
    const next = this.host.install(describe(this.host, document, options));
    this.host.release(this.plan);
    this.plan = next;
  }

  run(quanta: number, chunk = 16): void {
    for (let left = quanta; left > 0; ) {
      const count = Math.min(chunk, left);
      for (const [id, feed] of this.plan.feeds) this.#feed(feed, this.sources.get(id), count);
      this.runPlan(this.plan.pointer, this.quantum, count);
      for (const id of this.#ids) {
        const at = id === 'mix' ? this.plan.mix : this.plan.outputs.get(id)!;
        const heard = this.heard.get(id)!;
        for (const value of new Float64Array(this.kernels.memory.buffer, at, count * QUANTUM * 2))
          heard.push(value);
      }
      this.quantum += count;
      left -= count;
    }
  }

  /** What an output gave so far on one side. */
  side(id: string, side: 0 | 1): number[] {
    return this.heard.get(id)!.filter((_, i) => i % 2 === side);
  }

  #feed(feed: number, source: Float64Array | undefined, count: number): void {
    const words = new Int32Array(this.kernels.memory.buffer, feed, 16);
    const mask = words[FeedWord.ringMask]!;
    for (let q = this.quantum; q < this.quantum + count; q++) {
      const at = words[FeedWord.ringPointer]! + (q & mask) * QUANTUM * 16;
      const to = new Float64Array(this.kernels.memory.buffer, at, QUANTUM * 2).fill(0);
      if (source) to.set(source.subarray(q * QUANTUM * 2, (q + 1) * QUANTUM * 2));
    }
    Atomics.store(words, FeedWord.filledUntil, this.quantum + count);
  }
}

function describe(
  host: PlanHost,
  document: SessionDocument,
  options: Partial<DescribeOptions>,
): PlanDescription {
  return describePlan(document, { latencyOf: host.latencyOf, ...options });
}

/** Interleaved stereo of a constant. */
export function constant(value: number, frames: number): Float64Array {
  return new Float64Array(frames * 2).fill(value);
}
