/** One side the wrong way round: as a whole, in places, or on a track. */
import type { Finding } from '../../protocol/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { adviceStereoWords } from '../../words/index.ts';
import { type SignalFeatures, type SongFeatures, STEP_SECONDS } from '../features/index.ts';
import type { Check } from './check.ts';
import {
  figure,
  finding,
  graded,
  insertCommand,
  scaleEvidence,
  spansOf,
  stepSamples,
  tracksOf,
} from './tools.ts';

const words = adviceStereoWords.polarity;
/** Negated correlation. */
const WHOLE = { fix: 0.5, hear: 0.2 };
const TRACK = { fix: 0.6, hear: 0.4 };
/** Against its sides, over a second and a half. */
const PLACE_BELOW = -0.15;
const PLACE_SECONDS = 2;
const WINDOW = 15;

const flip = (song: SongFeatures, strip: SignalFeatures) =>
  song.document ? [insertCommand(song.document, strip.id, 'utility', { invertRight: 1 }, 'polarity')] : [];

function finds(song: SongFeatures, signal: SignalFeatures, limits: typeof WHOLE): Finding | null {
  const against = -signal.correlation;
  const severity = graded(against, limits.fix, limits.hear);
  if (!severity) return null;
  const mix = signal.id === MASTER_STRIP;
  return finding({
    code: 'stereo.polarity',
    severity,
    title: words.title(mix ? null : signal.name),
    stripIds: [signal.id],
    measured: figure(signal.correlation, '', words.measured(signal.correlation)),
    expected: figure(0.3, '', words.expected),
    cost: 2 + against * 3,
    costSentence: words.cost,
    why: words.why,
    fix: {
      sentence: mix ? words.fixMix : words.fixTrack(signal.name),
      commands: mix ? [] : flip(song, signal),
    },
    evidence: [scaleEvidence({ unit: '', value: signal.correlation, from: -1, to: 1, low: 0, high: 1 })],
  });
}

/** Where left and right cancel for a while. */
function places(song: SongFeatures): Finding | null {
  const { left, right, cross } = song.mix.steps;
  const marks = new Uint8Array(left.length);
  const values: [number, number][] = [];
  let count = 0;
  for (let i = 0; i < left.length; i++) {
    let l = 0;
    let r = 0;
    let c = 0;
    for (let j = Math.max(0, i - WINDOW / 2); j < Math.min(left.length, i + WINDOW / 2); j++) {
      l += left[Math.floor(j)]!;
      r += right[Math.floor(j)]!;
      c += cross[Math.floor(j)]!;
    }
    const size = Math.sqrt(l * r);
    // Near silence nothing cancels that anyone would hear.
    const value = (l + r) / 2 / WINDOW > 1e-5 && size > 0 ? c / size : 1;
    if (i % Math.max(1, Math.ceil(left.length / 1000)) === 0)
      values.push([i * STEP_SECONDS, Math.round(value * 1000) / 1000]);
    if (value < PLACE_BELOW) {
      marks[i] = 1;
      count++;
    }
  }
  const seconds = count * STEP_SECONDS;
  if (seconds < PLACE_SECONDS) return null;
  const share = count / Math.max(1, left.length);
  return finding({
    code: 'stereo.correlation',
    severity: 'hear',
    title: words.placesTitle(seconds),
    ranges: spansOf(marks, stepSamples(song), song.lengthSamples),
    measured: figure(seconds, 's', words.placesMeasured(seconds)),
    expected: figure(0, 's', words.expected),
    cost: 0.4 + share * 4,
    costSentence: words.cost,
    why: words.placesWhy,
    fix: { sentence: words.placesFix },
    evidence: [
      { kind: 'curve', over: 'seconds', unit: '', points: values.slice(0, 1024), low: 0, high: null },
    ],
  });
}

export const polarity: Check = {
  code: 'stereo.polarity',
  title: words.line,
  help: words.help,
  run(song) {
    if (song.mix.silent) return null;
    const findings = tracksOf(song)
      .filter(({ channels }) => channels === 2)
      .map((strip) => finds(song, strip, TRACK))
      .filter((found) => found !== null);
    const whole = finds(song, song.mix, WHOLE) ?? places(song);
    if (whole) findings.push(whole);
    return { findings, text: words.value(song.mix.correlation) };
  },
};
