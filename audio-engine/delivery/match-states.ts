/** How loud each chain state makes the same few seconds: what they are turned down by to be compared. */
import { loadKernels } from '../kernels/index.ts';
import { LoudnessMeter } from '../measure/index.ts';
import { renderOffline } from '../render/index.ts';
import {
  applyCommand,
  type ChainStateName,
  MASTER_STRIP,
  type SessionDocument,
  sessionEndSample,
} from '../session/index.ts';

export interface MatchJob {
  document: SessionDocument;
  folder: string;
  states: readonly ChainStateName[];
  /** The end of what is compared: the playhead. */
  atSample: number;
  signal?: AbortSignal | undefined;
}

export interface MatchedStates {
  /** K-weighted and gated, over those seconds; null for silence. */
  lufs: Partial<Record<ChainStateName, number | null>>;
  startSample: number;
  endSample: number;
}

/** As long as the engine's own compare looks back. */
const SECONDS = 10;
/** Before what is measured, so that slow detectors have settled. */
const LEAD_SECONDS = 2;
const BLOCK_FRAMES = 4096;

export async function matchStates(job: MatchJob): Promise<MatchedStates> {
  const { document, folder, atSample, signal } = job;
  const { sampleRate } = document.session;
  const span = SECONDS * sampleRate;
  const songEnd = sessionEndSample(document);
  // At the start of the song there is nothing behind the playhead: what comes next is taken.
  const endSample = Math.min(songEnd, Math.max(atSample, Math.min(span, songEnd)));
  const startSample = Math.max(0, endSample - span);
  const from = Math.max(0, startSample - LEAD_SECONDS * sampleRate);
  const lufs: MatchedStates['lufs'] = {};
  for (const state of job.states) {
    const heard = applyCommand(document, { id: 'chain.state', payload: { state } }).document;
    const { kernels, allocator } = loadKernels();
    const meter = new LoudnessMeter(kernels, allocator, sampleRate, 2, (SECONDS + 2) * 10);
    const buffer = allocator.allocate(BLOCK_FRAMES * 16);
    const view = new Float64Array(kernels.memory.buffer, buffer, BLOCK_FRAMES * 2);
    let skip = startSample - from;
    await renderOffline({
      document: heard,
      folder,
      outputs: [MASTER_STRIP],
      limiter: true,
      range: { startSample: from, endSample },
      ...(signal && { signal }),
      onBlock: ([block], frames) => {
        const first = Math.min(skip, frames);
        skip -= first;
        for (let at = first; at < frames; at += BLOCK_FRAMES) {
          const count = Math.min(BLOCK_FRAMES, frames - at);
          view.set(block!.subarray(at * 2, (at + count) * 2));
          meter.process(buffer, count);
        }
      },
    });
    const { integratedLufs } = meter.read();
    lufs[state] = Number.isFinite(integratedLufs) ? integratedLufs : null;
  }
  return { lufs, startSample, endSample };
}
