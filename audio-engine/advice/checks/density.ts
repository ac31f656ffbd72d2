/** How much of the music's own movement is left: peak over loudness, over the song and in its densest places; limiting before the limiter. */
import { psrOver } from '../../measure/index.ts';
import { adviceLevelWords } from '../../words/index.ts';
import { type SignalFeatures, type SongFeatures, STEP_SECONDS } from '../features/index.ts';
import type { Check } from './check.ts';
import { meanOff, toneOf } from './tone.ts';
import { figure, finding, graded, scaleEvidence, spansOf, stepSamples } from './tools.ts';

const { density: words, limited: limitWords, fatigue: fatigueWords } = adviceLevelWords;

/** PLR, dB: 10 to 12 is usual for a finished modern master; a mix that goes into one needs as much or more. */
const PLR = { fix: 7, hear: 9 };
const QUIET_LUFS = -50;

/** By STEP_SECONDS; NaN where it is quiet. */
export function psrOf({ steps, loudness }: SignalFeatures): Float32Array {
  const peaksDb = Float64Array.from(steps.peak, (peak) => 20 * Math.log10(peak));
  return psrOver(peaksDb, loudness.shortTermLufs, STEP_SECONDS, QUIET_LUFS);
}

export const density: Check = {
  code: 'dynamics.density',
  title: words.line,
  help: words.help,
  run(song) {
    const { mix } = song;
    const { integratedLufs } = mix.loudness;
    if (integratedLufs === null || mix.truePeakDbtp === null) return null;
    const plr = mix.truePeakDbtp - integratedLufs;
    const text = words.text(plr);
    const severity = graded(-plr, -PLR.fix, -PLR.hear);
    if (!severity) return { findings: [], text };
    const psr = psrOf(mix);
    const marks = psr.map((value) => (value < PLR.hear - 1 ? 1 : 0));
    return {
      text,
      findings: [
        finding({
          code: 'dynamics.dense',
          severity,
          title: words.title(plr),
          ranges: spansOf(marks, stepSamples(song), song.lengthSamples),
          measured: figure(plr, 'dB', words.measured(plr)),
          expected: figure(10, 'dB', words.expected),
          cost: (PLR.hear - plr) / 1.5 + 0.5,
          costSentence: words.cost,
          why: words.why,
          fix: { sentence: words.fix },
          evidence: [scaleEvidence({ unit: 'dB', value: plr, from: 3, to: 20, low: 10, high: 14 })],
        }),
      ],
    };
  },
};

/** Share of the loud pieces of 5 ms that end within 0.25 dB of the highest: peaks of music spread, a limiter's stand in a row. */
export function ceilingShare({ steps }: SignalFeatures): number {
  const fine = steps.fine;
  let most = 0;
  for (const value of fine) most = Math.max(most, value);
  if (most === 0) return 0;
  let at = 0;
  let near = 0;
  for (const value of fine) {
    if (value > most * 0.9716) at++;
    if (value > most * 0.7079) near++;
  }
  return near > 20 ? at / near : 0;
}

const LIMITED = { fix: 0.45, hear: 0.3 };

export const limited: Check = {
  code: 'dynamics.limited',
  title: limitWords.line,
  help: limitWords.help,
  run(song) {
    if (song.mix.silent) return null;
    const share = ceilingShare(song.mix);
    const text = limitWords.text(share);
    const severity = graded(share, LIMITED.fix, LIMITED.hear);
    if (!severity) return { findings: [], text };
    return {
      text,
      findings: [
        finding({
          code: 'dynamics.limited',
          severity,
          title: limitWords.title,
          measured: figure(share * 100, '%', limitWords.measured(share)),
          expected: figure(LIMITED.hear * 100, '%', limitWords.expected),
          cost: 0.5 + share * 3,
          costSentence: limitWords.cost,
          why: limitWords.why,
          fix: { sentence: limitWords.fix },
        }),
      ],
    };
  },
};

const FATIGUE = { excessDb: 2, psrDb: 9.5, share: 0.6 };

/** Bright where ears are most sensitive, and never quiet: both at once, for most of the song. */
export function fatigueOf(song: SongFeatures): { excessDb: number; psrDb: number; share: number } | null {
  const tone = toneOf(song.mix);
  const excessDb = meanOff(tone, 2500, 4000) - (meanOff(tone, 500, 1250) + meanOff(tone, 8000, 10000)) / 2;
  const values = [...psrOf(song.mix)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (values.length < 30) return null;
  const share = values.filter((value) => value < FATIGUE.psrDb).length / values.length;
  return { excessDb, psrDb: values[values.length >> 1]!, share };
}

export const fatigue: Check = {
  code: 'dynamics.fatigue',
  title: fatigueWords.line,
  help: fatigueWords.help,
  run(song) {
    if (song.mix.silent) return null;
    const found = fatigueOf(song);
    if (!found) return null;
    const { excessDb, psrDb, share } = found;
    const text = fatigueWords.text(psrDb);
    if (excessDb < FATIGUE.excessDb || share < FATIGUE.share) return { findings: [], text };
    return {
      text,
      findings: [
        finding({
          code: 'dynamics.fatigue',
          severity: excessDb > 4 && psrDb < 8 ? 'fix' : 'hear',
          title: fatigueWords.title,
          frequency: { lowHz: 2000, highHz: 5000 },
          measured: figure(excessDb, 'dB', fatigueWords.measured(excessDb, psrDb)),
          expected: figure(FATIGUE.excessDb, 'dB', fatigueWords.expected),
          cost: excessDb / 3 + (10 - psrDb) / 3,
          costSentence: fatigueWords.cost,
          why: fatigueWords.why,
          fix: { sentence: fatigueWords.fix },
          evidence: [scaleEvidence({ unit: 'dB', value: psrDb, from: 4, to: 20, low: 10, high: 14 })],
        }),
      ],
    };
  },
};
