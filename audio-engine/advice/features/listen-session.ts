/** Listens to a session: one offline render hands every strip and the mix to their analysers, block by block. */
import { loadKernels } from '../../kernels/index.ts';
import { MIX_OUTPUT, renderOffline, renderThreads } from '../../render/index.ts';
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
import { SignalAnalyser, type SignalFacts } from './signal-analyser.ts';
import { Transform } from './transform.ts';
import type { SignalKind, SongFeatures } from './types.ts';

export interface SessionListening {
  document: SessionDocument;
  folder: string;
  signal?: AbortSignal | undefined;
  onProgress?: ((fraction: number, sentence: string) => void) | undefined;
}

export async function listenToSession(
  job: SessionListening,
): Promise<{ song: SongFeatures; notices: string[] }> {
  const { document, folder, signal } = job;
  const { sampleRate } = document.session;
  const lengthSamples = sessionEndSample(document);
  if (lengthSamples === 0) throw new ThresholdError(adviceWords.emptySession);
  const home = loadKernels();
  const transform = new Transform(sampleRate, home);
  const listening = { sampleRate, lengthSamples, transform, home };
  const strips = orderedStrips(document).filter(({ id }) => document.strips[id]);
  const facts: SignalFacts[] = strips.map((strip) => ({
    id: strip.id,
    name: strip.name,
    kind: kindOf(document, strip),
    channels: strip.channels,
    pathGainDb: pathGainDb(document, strip.id),
  }));
  const analysers = facts.map((fact) => new SignalAnalyser(fact, listening));
  const mix = new SignalAnalyser(
    { id: MASTER_STRIP, name: adviceWords.mix, kind: 'mix', channels: 2, pathGainDb: 0 },
    listening,
  );
  analysers.push(mix);
  const rendered = await renderOffline({
    document,
    folder,
    outputs: [...facts.map(({ id }) => id), MIX_OUTPUT],
    limiter: false,
    range: null,
    workers: renderThreads(),
    ...(signal && { signal }),
    onProgress: (fraction) => job.onProgress?.(fraction, adviceWords.listening),
    onBlock(blocks, frames) {
      for (const [i, analyser] of analysers.entries()) analyser.push(blocks[i]!, frames);
    },
  });
  const features = analysers.map((analyser) => analyser.finish());
  transform.dispose();
  const whole = features.pop()!;
  return {
    song: {
      sampleRate,
      lengthSamples: rendered.lengthSamples,
      frameSamples: transform.size / 2,
      frames: whole.erb.frames,
      mix: whole,
      strips: features,
      document,
      file: null,
    },
    notices: rendered.notices,
  };
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
