/** What checks share: levels of bands, places in time, findings and the commands that mend. */
import type { EffectKind } from '../../effects/registry.ts';
import type { Evidence, Finding, Severity } from '../../protocol/index.ts';
import {
  createEffect,
  type Id,
  MASTER_STRIP,
  orderBetween,
  orderedEffects,
  type SessionDocument,
} from '../../session/index.ts';
import {
  type EnergyGrid,
  type Place,
  type SignalFeatures,
  type SongFeatures,
  STEP_SECONDS,
  THIRD_OCTAVES_HZ,
} from '../features/index.ts';

export const powerDb = (power: number): number => 10 * Math.log10(power + 1e-20);

/** K-weighting at frequencies, dB (BS.1770-5, computed). */
const K_HZ = [20, 30, 50, 100, 200, 500, 997, 2000, 4000, 8000, 16000];
const K_DB = [-13.28, -8.3, -3.93, -1.13, -0.27, 0.04, 0.69, 3.07, 3.97, 4.04, 4.04];

function kWeightDb(hz: number): number {
  if (hz <= K_HZ[0]!) return K_DB[0]!;
  for (let i = 1; i < K_HZ.length; i++) {
    if (hz > K_HZ[i]!) continue;
    return (
      K_DB[i - 1]! +
      ((K_DB[i]! - K_DB[i - 1]!) * Math.log(hz / K_HZ[i - 1]!)) / Math.log(K_HZ[i]! / K_HZ[i - 1]!)
    );
  }
  return K_DB.at(-1)!;
}

/** Power weights of THIRD_OCTAVES_HZ that make their sum loudness-like. */
export const K_POWERS: readonly number[] = THIRD_OCTAVES_HZ.map((hz) => 10 ** (kWeightDb(hz) / 10));

/** Mean power by band over the frames that count. */
export function meanBands({ bands, frames, data }: EnergyGrid, active: Uint8Array): Float64Array {
  const sums = new Float64Array(bands);
  let count = 0;
  for (let frame = 0; frame < frames; frame++) {
    if (!active[frame]) continue;
    count++;
    for (let band = 0; band < bands; band++) sums[band]! += data[frame * bands + band]!;
  }
  return sums.map((sum) => sum / Math.max(1, count));
}

/** Power of a long-term spectrum between two frequencies, mean of both channels. */
export function spectrumPower({ spectrum }: SignalFeatures, lowHz: number, highHz: number): number {
  const { binHz, left, right } = spectrum;
  let sum = 0;
  const last = Math.min(left.length - 1, Math.floor(highHz / binHz));
  for (let k = Math.max(0, Math.ceil(lowHz / binHz)); k <= last; k++) sum += (left[k]! + right[k]!) / 2;
  return sum;
}

export interface Span {
  startSample: number;
  endSample: number;
}

/** Runs of true steps as spans, those closer than `gap` steps joined, the longest 64. */
export function spansOf(
  marks: ArrayLike<boolean | number>,
  stepSamples: number,
  lengthSamples: number,
  gap = 5,
): Span[] {
  const spans: Span[] = [];
  let start = -1;
  let last = -1;
  const end = (): void => {
    if (start < 0) return;
    spans.push({
      startSample: Math.round(start * stepSamples),
      endSample: Math.min(lengthSamples, Math.round((last + 1) * stepSamples)),
    });
  };
  for (let i = 0; i < marks.length; i++) {
    if (!marks[i]) continue;
    if (start < 0) start = i;
    else if (i - last > gap) {
      end();
      start = i;
    }
    last = i;
  }
  end();
  return spans
    .sort((a, b) => b.endSample - b.startSample - (a.endSample - a.startSample))
    .slice(0, 64)
    .sort((a, b) => a.startSample - b.startSample);
}

export const stepSamples = (song: SongFeatures): number => song.sampleRate * STEP_SECONDS;

/** Places as spans of at least a quarter of a second, so that they can be heard, joined where they meet. */
export function placeSpans(places: readonly Place[], song: SongFeatures): Span[] {
  const around = song.sampleRate / 8;
  const spans: Span[] = [];
  for (const { sample, lengthSamples } of places) {
    const startSample = Math.max(0, Math.round(sample - around));
    const endSample = Math.min(song.lengthSamples, Math.round(sample + lengthSamples + around));
    const last = spans.at(-1);
    if (last && startSample <= last.endSample) last.endSample = Math.max(last.endSample, endSample);
    else if (spans.length < 64) spans.push({ startSample, endSample });
  }
  return spans;
}

export const placesEvidence = (places: readonly Place[], unit: string): Evidence => ({
  kind: 'places',
  unit,
  places: places.slice(0, 512).map(({ sample, value }) => ({ sample, value })),
});

export interface Scale {
  unit: string;
  value: number;
  from: number;
  to: number;
  low: number | null;
  high: number | null;
}
export const scaleEvidence = (scale: Scale): Evidence => ({ kind: 'scale', marks: [], ...scale });

type Draft = Pick<
  Finding,
  'code' | 'severity' | 'title' | 'measured' | 'expected' | 'cost' | 'costSentence' | 'why'
> &
  Partial<Pick<Finding, 'stripIds' | 'ranges' | 'frequency' | 'evidence'>> & {
    fix: { sentence: string; commands?: Finding['fix']['commands'] };
    /** Tells findings of one code and strip apart: a frequency, a side. */
    place?: string | number;
  };

export function finding(draft: Draft): Finding {
  const {
    place,
    fix,
    stripIds = [MASTER_STRIP],
    ranges = [],
    frequency = null,
    evidence = [],
    ...rest
  } = draft;
  const key = [rest.code, ...stripIds.slice(0, 2), ...(place === undefined ? [] : [place])].join(':');
  return {
    ...rest,
    key: key.replace(/[^A-Za-z0-9_.:-]/g, '-').slice(0, 128),
    stripIds,
    ranges,
    frequency,
    evidence,
    cost: Math.max(0, Math.round(rest.cost * 100) / 100),
    fix: { sentence: fix.sentence, commands: fix.commands ?? [] },
  };
}

export const figure = (value: number | null, unit: string, text: string): Finding['measured'] => ({
  value: value === null ? null : Math.round(value * 1000) / 1000,
  unit,
  text,
});

/** The first of the limits that is passed. */
export function graded(
  value: number,
  fix: number | null,
  hear: number | null,
  note: number | null = null,
): Severity | null {
  if (fix !== null && value >= fix) return 'fix';
  if (hear !== null && value >= hear) return 'hear';
  return note !== null && value >= note ? 'note' : null;
}

export type Command = Finding['fix']['commands'][number];

/** A new insert behind those there are. Its id says where it comes from. */
export function insertCommand(
  document: SessionDocument,
  stripId: Id,
  kind: EffectKind,
  parameters: Record<string, number>,
  tag: string,
): Command {
  const there = orderedEffects(document, stripId);
  const taken = document.effects[stripId] ?? {};
  let id = `advice-${tag}`;
  for (let n = 2; Object.hasOwn(taken, id); n++) id = `advice-${tag}-${n}`;
  const last = there.filter(({ kind: other }) => other !== 'limiter' || stripId !== MASTER_STRIP).at(-1);
  const effect = createEffect({ id, kind, order: orderBetween(last?.order ?? null, null), parameters });
  // Plain data as the payload carries it: an effect without a side-chain is JSON as it stands.
  return { id: 'effect.insert', payload: { stripId, effect: { ...effect, sideChain: null } } };
}

/** One bell (or another band) of an equaliser, everything else flat. */
export function bandParameters(
  frequencyHz: number,
  gainDb: number,
  q: number,
  type = 3,
): Record<string, number> {
  return {
    band3On: 1,
    band3Type: type,
    band3FrequencyHz: Math.round(Math.min(20000, Math.max(20, frequencyHz)) * 10) / 10,
    band3GainDb: Math.round(Math.min(24, Math.max(-24, gainDb)) * 10) / 10,
    band3Q: Math.round(Math.min(40, Math.max(0.1, q)) * 100) / 100,
  };
}

export const tracksOf = (song: SongFeatures): SignalFeatures[] =>
  song.strips.filter(({ kind, silent, pathGainDb }) => kind === 'track' && !silent && pathGainDb !== null);

/** Tracks by how much of the energy between two frequencies is theirs, as it reaches the master; parts sum to 1. */
export function sharesOf(
  song: SongFeatures,
  lowHz: number,
  highHz: number,
): { strip: SignalFeatures; share: number }[] {
  const first = THIRD_OCTAVES_HZ.findIndex((hz) => hz * 1.122 > lowHz);
  const powers = tracksOf(song).map((strip) => {
    const { bands, frames, data } = strip.thirdOctaves;
    let sum = 0;
    for (let frame = 0; frame < frames; frame++)
      for (let band = Math.max(0, first); band < bands && THIRD_OCTAVES_HZ[band]! / 1.122 < highHz; band++)
        sum += data[frame * bands + band]!;
    return { strip, power: sum };
  });
  const all = powers.reduce((sum, { power }) => sum + power, 0);
  return powers
    .map(({ strip, power }) => ({ strip, share: all > 0 ? power / all : 0 }))
    .sort((a, b) => b.share - a.share);
}
