/** Our own side of the row `strips`: a document with equal strips, compiled and run as the engine runs it. */
import { bandParameter } from '../../audio-engine/effects/equaliser/parameters.ts';
import { describePlan } from '../../audio-engine/graph/index.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { FeedWord, PlanHost, QUANTUM } from '../../audio-engine/render/index.ts';
import {
  createDocument,
  createStrip,
  createTrack,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import { BANDS, BLOCK_FRAMES, COMPRESSOR, noise, SAMPLE_RATE, STRIPS } from './strips-shape.ts';

/** Bands 2 to 7 are the shelves and bells of a new equaliser. */
const FIRST_BAND = 2;
const RING_QUANTA = 64;
const QUANTA = BLOCK_FRAMES / QUANTUM;

/** A session of that many equal strips, with neither files nor clips. */
export function stripsDocument(count: number): SessionDocument {
  const document = createDocument({
    id: 'b',
    name: 'Bench',
    sampleRate: SAMPLE_RATE,
    createdAt: '2026-01-01T00:00:00Z',
  });
  const bands: Record<string, number> = {};
  BANDS.forEach((band, index) => {
    const number = FIRST_BAND + index;
    bands[bandParameter(number, 'FrequencyHz')] = band.frequencyHz;
    bands[bandParameter(number, 'GainDb')] = band.gainDb;
    bands[bandParameter(number, 'Q')] = band.q;
  });
  for (let s = 0; s < count; s++) {
    const id = `strip-${String(s).padStart(3, '0')}`;
    document.tracks[id] = createTrack({ id, name: id, color: 'clay', channels: 2, order: id });
    document.strips[id] = { ...createStrip(id), inputTrimDb: -0.5, faderDb: -6, pan: 0.1 };
    document.clips[id] = {};
    const shared = { bypassed: false, presetName: null, sideChain: null, impulse: null };
    document.effects[id] = {
      [`${id}-eq`]: { id: `${id}-eq`, kind: 'equaliser', order: 'a', parameters: bands, ...shared },
      [`${id}-comp`]: { id: `${id}-comp`, kind: 'compressor', order: 'b', parameters: COMPRESSOR, ...shared },
    };
  }
  return document;
}

export class OurStrips {
  readonly #run: (quanta: number) => void;
  readonly #fill: (silent: boolean) => void;

  constructor() {
    const { kernels, allocator } = loadKernels();
    const host = new PlanHost(kernels, allocator, {
      sampleRate: SAMPLE_RATE,
      capacityQuanta: QUANTA,
      ringQuanta: RING_QUANTA,
    });
    const plan = host.install(describePlan(stripsDocument(STRIPS), { latencyOf: host.latencyOf }));
    const words = [...plan.feeds.values()].map((feed) => new Int32Array(kernels.memory.buffer, feed, 16));
    const samples = noise(1, RING_QUANTA * QUANTUM);
    this.#fill = (silent) => {
      for (const feed of words) {
        const ring = new Float64Array(kernels.memory.buffer, feed[FeedWord.ringPointer]!, samples.length * 2);
        for (let i = 0; i < ring.length; i++) ring[i] = silent ? 0 : samples[i >> 1]!;
      }
    };
    let quantum = 0;
    const runPlan = kernels.call.runPlan!;
    this.#run = (quanta) => {
      for (const end = quantum + quanta; quantum < end; quantum += QUANTA) {
        for (const feed of words) Atomics.store(feed, FeedWord.filledUntil, quantum + QUANTA);
        runPlan(plan.pointer, quantum, QUANTA);
      }
    };
    this.#fill(false);
  }

  /** Renders `seconds` of sound; answers how many of its strips one core runs in real time. */
  measure(seconds: number): number {
    const start = performance.now();
    this.#run(Math.ceil((seconds * SAMPLE_RATE) / QUANTUM / QUANTA) * QUANTA);
    return (STRIPS * seconds * 1000) / (performance.now() - start);
  }

  /** Feeds silence from now on. */
  silence(): void {
    this.#fill(true);
  }
}
