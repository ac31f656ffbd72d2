/** Listens to a session: one offline render hands every strip and the mix to their analysers, block by block. */
import { MIX_OUTPUT, QUANTUM, renderOffline, renderThreads } from '../../render/index.ts';
import {
  type Bus,
  effectiveFaderDb,
  type Id,
  MASTER_STRIP,
  orderedStrips,
  type SessionDocument,
  sessionEndSample,
  type Track,
} from '../../session/index.ts';
import { adviceWords, ThresholdError } from '../../words/index.ts';
import { listeningThreads, startListeners } from './listeners.ts';
import type { SignalFacts } from './signal-analyser.ts';
import { transformSize } from './transform.ts';
import type { SignalKind, SongFeatures } from './types.ts';

export interface SessionListening {
  document: SessionDocument;
  folder: string;
  signal?: AbortSignal | undefined;
  onProgress?: ((fraction: number, sentence: string) => void) | undefined;
  /** Threads that listen while others render; 0: the one that calls. The figures do not depend on it. */
  threads?: number;
}

/** Rendered, and listened to, in one go. */
const CHUNK_QUANTA = 64;

export async function listenToSession(
  job: SessionListening,
): Promise<{ song: SongFeatures; notices: string[] }> {
  const { document, folder, signal } = job;
  const { sampleRate } = document.session;
  const lengthSamples = sessionEndSample(document);
  if (lengthSamples === 0) throw new ThresholdError(adviceWords.emptySession);
  const strips = orderedStrips(document).filter(({ id }) => document.strips[id]);
  const facts: SignalFacts[] = strips.map((strip) => ({
    id: strip.id,
    name: strip.name,
    kind: kindOf(document, strip),
    channels: strip.channels,
    pathGainDb: pathGainDb(document, strip.id),
  }));
  facts.push({ id: MASTER_STRIP, name: adviceWords.mix, kind: 'mix', channels: 2, pathGainDb: 0 });
  const listeners = startListeners(
    facts,
    { sampleRate, lengthSamples, blockFrames: CHUNK_QUANTA * QUANTUM },
    job.threads ?? listeningThreads(),
  );
  try {
    const rendered = await renderOffline({
      document,
      folder,
      outputs: facts.map(({ id }) => (id === MASTER_STRIP ? MIX_OUTPUT : id)),
      limiter: false,
      range: null,
      workers: renderThreads(),
      chunkQuanta: CHUNK_QUANTA,
      ...(signal && { signal }),
      onProgress: (fraction) => job.onProgress?.(fraction, adviceWords.listening),
      onBlock: (blocks, frames) => listeners.push(blocks, frames),
    });
    const features = await listeners.finish();
    const whole = features.pop()!;
    return {
      song: {
        sampleRate,
        lengthSamples: rendered.lengthSamples,
        frameSamples: transformSize(sampleRate) / 2,
        frames: whole.erb.frames,
        mix: whole,
        strips: features,
        document,
        file: null,
      },
      notices: rendered.notices,
    };
  } finally {
    await listeners.stop();
  }
}

function kindOf(document: SessionDocument, { id }: Track | Bus): SignalKind {
  const bus = document.buses[id];
  return bus === undefined ? 'track' : bus.kind === 'return' ? 'return' : 'bus';
}

/** What the buses between a strip and the master add; null where none of the outputs leads there. */
export function pathGainDb(document: SessionDocument, stripId: Id): number | null {
  let gain = 0;
  let at = document.strips[stripId]?.output ?? null;
  for (const seen = new Set<Id>(); at !== MASTER_STRIP; ) {
    if (at === null || seen.has(at)) return null;
    seen.add(at);
    const strip = document.strips[at];
    if (!strip || !document.buses[at] || document.buses[at]?.kind === 'cue') return null;
    gain += strip.inputTrimDb + Math.max(-144, effectiveFaderDb(document, at));
    at = strip.output;
  }
  return gain;
}
