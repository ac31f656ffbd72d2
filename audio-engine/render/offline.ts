/**
 * Renders a document without a device: from a session sample with states zero, in long runs of quanta, the
 * graph's latency dropped at the head, with a tail until it is quiet. The same bits as a live run.
 */
import { describePlan, type PlanDescription } from '../graph/index.ts';
import { loadKernels } from '../kernels/index.ts';
import { loadImpulse } from '../media/index.ts';
import { heardDocument, MASTER_STRIP, type SessionDocument } from '../session/index.ts';
import { renderWords, ThresholdError } from '../words/index.ts';
import { Impulses } from './impulses.ts';
import { OutputQueue } from './offline-queue.ts';
import { TailCutter } from './offline-tail.ts';
import { startShares } from './parallel.ts';
import { PlanHost } from './plan-host.ts';
import { QUANTUM } from './plan-layout.ts';
import { RunMap } from './run-map.ts';
import { describeFeeds, soundEndSample } from './track-feed.ts';
import { FILL_SCRATCH_BYTES } from './track-filler.ts';

/** The sum of the strips before the master strip, beside strip ids and `master`. */
export const MIX_OUTPUT = 'mix';

export interface OfflineRender {
  document: SessionDocument;
  /** The session's folder, which media paths are relative to. */
  folder: string;
  /**
   * Strip ids (post-fader, pan included), `master`, or `mix` for the sum before the master strip. Where only the latter
   * two are asked for, the master's source is played; a strip of the mix is had from the live mix.
   */
  outputs: string[];
  /** False leaves out the master's final limiter. */
  limiter: boolean;
  /**
   * Exact, without tail. Null: from the session's start to the end of the last clip, and its tail; of the master alone,
   * from the song's start to its end where those are set, and its tail.
   */
  range: { startSample: number; endSample: number } | null;
  /**
   * Takes the next `frames` frames of every output, in the order of `outputs`, as interleaved stereo. The arrays
   * are valid until it returns or its promise settles.
   */
  onBlock(blocks: Float64Array[], frames: number): void | Promise<void>;
  /** Fractions 0..1 of the range; the tail counts as its end. */
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
  /** The largest sample that counts as silence where the tail ends. Default −100 dBFS. */
  tailEndsAt?: number;
  /** Threads that share the strips. Default 1. The bits do not depend on it. */
  workers?: number;
  /** Quanta rendered in one go, 1..1024. Default 64. The bits do not depend on it. */
  chunkQuanta?: number;
}

export interface RenderedLength {
  lengthSamples: number;
  sampleRate: number;
  /** Graph latency that was dropped at the head. */
  latencySamples: number;
  /** Sentences about files that were missing or too short, and impulse responses that could not be had. */
  notices: string[];
}

/** Between these the event loop gets a turn, so that a cancel arrives. */
const TURN_MS = 30;

export async function renderOffline(options: OfflineRender): Promise<RenderedLength> {
  const { outputs, range, signal } = options;
  // A strip of the mix is there only while the mix sounds.
  const fed = outputs.every((id) => id === MASTER_STRIP || id === MIX_OUTPUT);
  const document = fed ? heardDocument(options.document) : options.document;
  const { sampleRate } = document.session;
  if (range && !(range.endSample > range.startSample)) {
    throw new ThresholdError({ code: 'empty-range', ...renderWords.emptyRange });
  }
  const capacityQuanta = Math.min(1024, Math.max(1, Math.round(options.chunkQuanta ?? 64)));
  const { kernels, allocator } = loadKernels();
  const workers = Math.max(1, Math.round(options.workers ?? 1));
  const load = (name: string) => loadImpulse(options.folder, name, sampleRate);
  const impulses = new Impulses({ kernels, allocator, sampleRate, load });
  const host = new PlanHost(kernels, allocator, {
    sampleRate,
    capacityQuanta,
    ringQuanta: capacityQuanta,
    shares: workers,
    impulses,
  });
  const description = describePlan(document, { latencyOf: host.latencyOf, limiter: options.limiter });
  const failures = await impulses.load(impulses.missing(description));
  const plan = host.install(description);
  const taps = outputs.map((id) => {
    const at = id === MIX_OUTPUT ? plan.mix : plan.outputs.get(id);
    if (at === undefined) {
      throw new ThresholdError({ code: 'unknown-output', ...renderWords.unknownOutput(id) });
    }
    return new Float64Array(kernels.memory.buffer, at, capacityQuanta * QUANTUM * 2);
  });
  const song = outputs.every((id) => id === MASTER_STRIP) ? document.master.song : null;
  const start = range?.startSample ?? song?.startSample ?? 0;
  const scratches = Array.from({ length: workers }, () => allocator.allocate(FILL_SCRATCH_BYTES));
  const tracks = describeFeeds(document, options.folder, plan.feeds);
  const map = RunMap.from(start);
  host.follow(map);
  const shares = await startShares(kernels, allocator, tracks, map, scratches);
  try {
    const end = range?.endSample ?? song?.endSample ?? soundEndSample(document);
    const length = Math.max(0, end - start);
    const frames = capacityQuanta * QUANTUM;
    const queue = new OutputQueue(
      outputs.map((id) => latencyAt(plan.description, id)),
      frames,
    );
    const cutter = new TailCutter(
      outputs.length,
      frames,
      length,
      range ? 0 : sampleRate,
      options.onBlock,
      options.tailEndsAt,
    );
    let turnAt = performance.now() + TURN_MS;
    for (let quantum = 0; !cutter.done; quantum += capacityQuanta) {
      if (signal?.aborted) throw new ThresholdError({ code: 'cancelled', ...renderWords.cancelled });
      const rendered = (quantum + capacityQuanta) * QUANTUM - plan.latencySamples;
      shares.run(plan.pointer, quantum, capacityQuanta, range === null || rendered < length);
      const ready = queue.push(taps, frames);
      await cutter.take(queue.buffers, ready);
      queue.shift(ready);
      options.onProgress?.(length > 0 ? Math.min(1, cutter.taken / length) : 1);
      if (performance.now() > turnAt) {
        await new Promise((resolve) => setImmediate(resolve));
        turnAt = performance.now() + TURN_MS;
      }
    }
    return {
      lengthSamples: cutter.written,
      sampleRate,
      latencySamples: plan.latencySamples,
      notices: [...failures.map(({ sentence }) => sentence), ...(await shares.stop())],
    };
  } finally {
    await shares.stop();
  }
}

/** Every strip leaves as late as its way through the graph has made it. */
function latencyAt({ strips, master }: PlanDescription, output: string): number {
  if (output === MIX_OUTPUT) return master.arrivalSamples;
  return output === MASTER_STRIP
    ? master.departureSamples
    : strips.find((strip) => strip.id === output)!.departureSamples;
}
