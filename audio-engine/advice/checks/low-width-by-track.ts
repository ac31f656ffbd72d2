/** Tracks whose low end lies at the sides: it is lost in clubs and on every mono speaker, and makes records skip. */
import type { Finding } from '../../protocol/index.ts';
import { adviceTrackWords } from '../../words/index.ts';
import type { LongSpectrum } from '../features/types.ts';
import { commandsOf, keyOf, uniqueIds } from '../masking/describe.ts';
import { insertLast } from '../masking/moves.ts';
import { type Source, sourcesOf, toDb } from '../masking/sources.ts';
import type { Check } from './check.ts';

const words = adviceTrackWords.lowWidth;

const LOW_HZ = 25;
const HIGH_HZ = 120;
/** Sides against middle below 120 Hz, dB. */
const HEAR_DB = -6;
const FIX_DB = -2;
/** Of the mix's whole low end, what a track must hold to matter. */
const MATTERS = 0.15;
/** A low end this far below the whole mix is none: a song without bass. */
const LEAST_DB = -22;

interface LowEnd {
  mid: number;
  side: number;
}

function lowEnd({ features }: Source): LowEnd {
  const { binHz, left, right, cross } = features.spectrum;
  const gain = 10 ** ((features.pathGainDb ?? 0) / 10);
  let mid = 0;
  let side = 0;
  for (let k = Math.ceil(LOW_HZ / binHz); k * binHz <= HIGH_HZ; k++) {
    mid += ((left[k]! + right[k]! + 2 * cross[k]!) / 4) * gain;
    side += ((left[k]! + right[k]! - 2 * cross[k]!) / 4) * gain;
  }
  return { mid, side: Math.max(0, side) };
}

function wholeOf({ left, right }: LongSpectrum): number {
  let sum = 0;
  for (let k = 1; k < left.length; k++) sum += (left[k]! + right[k]!) / 2;
  return sum;
}

export const lowWidthByTrack: Check = {
  code: 'stereo.low-width-tracks',
  title: words.title,
  help: words.help,
  run(song) {
    const sources = sourcesOf(song);
    if (!sources) return null;
    const ends = sources.list.map((source) => ({ source, ...lowEnd(source) }));
    const whole = ends.reduce((sum, { mid, side }) => sum + mid + side, 0);
    const mixDb = toDb(wholeOf(song.mix.spectrum));
    const findings: Finding[] = [];
    let worst = -60;
    for (const { source, mid, side } of ends) {
      const share = whole > 0 ? (mid + side) / whole : 0;
      if (share < MATTERS || toDb(mid + side) - mixDb < LEAST_DB) continue;
      const againstDb = Math.max(-60, Math.min(40, toDb(side) - toDb(mid)));
      worst = Math.max(worst, againstDb);
      if (againstDb < HEAR_DB) continue;
      findings.push({
        key: keyOf('stereo.low-width-tracks', source.id),
        code: 'stereo.low-width-tracks',
        severity: againstDb >= FIX_DB ? 'fix' : 'hear',
        title: words.found(source.name),
        stripIds: uniqueIds(source.id),
        ranges: [],
        frequency: { lowHz: 20, highHz: HIGH_HZ },
        measured: { value: againstDb, unit: 'dB', text: words.measured(againstDb, share) },
        expected: { value: HEAR_DB, unit: 'dB', text: words.expected(HEAR_DB) },
        cost: Math.min(3, 0.15 * (againstDb - HEAR_DB) + 0.5) * Math.sqrt(share),
        costSentence: words.cost,
        why: words.why,
        fix: {
          sentence: words.fix(source.name, HIGH_HZ),
          commands: commandsOf([
            insertLast(sources.document, source.id, 'check-low', {
              kind: 'imager',
              parameters: { monoBelow: 1, monoBelowHz: 140 },
            }),
          ]),
        },
        evidence: [
          {
            kind: 'scale',
            unit: 'dB',
            value: againstDb,
            from: -30,
            to: 12,
            low: -30,
            high: HEAR_DB,
            marks: [],
          },
        ],
      });
    }
    return { findings, text: words.figure(worst) };
  },
};
