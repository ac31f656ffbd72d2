/** How wide it stands: too wide for loudspeakers, wide where bass should stand in the middle, mono in a stereo file. */
import type { Finding } from '../../protocol/index.ts';
import { adviceStereoWords } from '../../words/index.ts';
import type { SignalFeatures } from '../features/index.ts';
import type { Check } from './check.ts';
import { figure, finding, graded, powerDb, scaleEvidence } from './tools.ts';

const words = adviceStereoWords.width;
const lowWords = adviceStereoWords.lowWidth;
/** Side over middle, dB. */
const WIDE = { fix: 2, hear: 0 };
const LOW = { fix: -2, hear: -6.5 };
const LOW_EDGE_HZ = 120;
/** The low end matters from here on, against the whole. */
const LOW_MATTERS_DB = -30;

/** Powers of middle and side between two frequencies. */
function middleAndSide(
  { spectrum }: SignalFeatures,
  lowHz: number,
  highHz: number,
): { middle: number; side: number } {
  const { binHz, left, right, cross } = spectrum;
  let middle = 0;
  let side = 0;
  const last = Math.min(left.length - 1, Math.floor(highHz / binHz));
  for (let k = Math.max(1, Math.ceil(lowHz / binHz)); k <= last; k++) {
    const both = (left[k]! + right[k]!) / 2;
    middle += both + cross[k]!;
    side += both - cross[k]!;
  }
  return { middle: Math.max(0, middle), side: Math.max(0, side) };
}

const sideDb = ({ middle, side }: { middle: number; side: number }): number =>
  middle > 0 ? powerDb(side / middle) : side > 0 ? 40 : -99;

export const width: Check = {
  code: 'stereo.width',
  title: words.line,
  help: words.help,
  run(song) {
    const { mix } = song;
    if (mix.silent || mix.channels === 1) return null;
    const level = sideDb(middleAndSide(mix, 100, 16000));
    const findings: Finding[] = [];
    const severity = graded(level, WIDE.fix, WIDE.hear);
    if (severity) {
      findings.push(
        finding({
          code: 'stereo.wide',
          severity,
          title: words.title,
          measured: figure(level, 'dB', words.measured(level)),
          expected: figure(-6, 'dB', words.expected),
          cost: 0.5 + Math.max(0, level - WIDE.hear) / 3,
          costSentence: words.cost,
          why: words.why,
          fix: { sentence: words.fix },
          evidence: [scaleEvidence({ unit: 'dB', value: level, from: -30, to: 6, low: -15, high: -6 })],
        }),
      );
    } else if (mix.faults.sidesAreSame || level < -55) {
      findings.push(
        finding({
          code: 'stereo.dual-mono',
          severity: 'note',
          title: words.monoTitle,
          measured: figure(level, 'dB', words.monoMeasured),
          expected: figure(-15, 'dB', words.expected),
          cost: 0.1,
          costSentence: words.monoCost,
          why: words.monoWhy,
          fix: { sentence: words.monoFix },
        }),
      );
    }
    return { findings, text: level < -55 ? words.mono : words.text(level) };
  },
};

export const lowWidth: Check = {
  code: 'stereo.low-width',
  title: lowWords.line,
  help: lowWords.help,
  run(song) {
    const { mix } = song;
    // Of a session the tracks are asked (low-width-by-track): one fault is said once.
    if (mix.silent || mix.channels === 1 || song.strips.length > 0) return null;
    const low = middleAndSide(mix, 20, LOW_EDGE_HZ);
    const all = middleAndSide(mix, 20, 20000);
    if (powerDb((low.middle + low.side) / (all.middle + all.side)) < LOW_MATTERS_DB)
      return { findings: [], text: lowWords.nothing };
    const level = sideDb(low);
    const severity = graded(level, LOW.fix, LOW.hear);
    const text = lowWords.text(level);
    if (!severity) return { findings: [], text };
    return {
      text,
      findings: [
        finding({
          code: 'stereo.low-width',
          severity,
          title: lowWords.title(LOW_EDGE_HZ),
          frequency: { lowHz: 20, highHz: LOW_EDGE_HZ },
          measured: figure(level, 'dB', lowWords.measured(level)),
          expected: figure(LOW.hear, 'dB', lowWords.expected),
          cost: 0.6 + Math.max(0, level - LOW.hear) / 4,
          costSentence: lowWords.cost,
          why: lowWords.why,
          fix: { sentence: lowWords.fix(LOW_EDGE_HZ) },
          evidence: [
            scaleEvidence({ unit: 'dB', value: level, from: -40, to: 10, low: -40, high: LOW.hear }),
          ],
        }),
      ],
    };
  },
};
