/** Left against right: leaning to a side, or a side that is not there. */
import type { Finding } from '../../protocol/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { adviceStereoWords } from '../../words/index.ts';
import type { SignalFeatures, SongFeatures } from '../features/index.ts';
import type { Check } from './check.ts';
import { figure, finding, graded, insertCommand, powerDb, scaleEvidence, tracksOf } from './tools.ts';

const words = adviceStereoWords.balance;
const LEAN = { fix: 4, hear: 2.5 };
/** A side this far below the other is missing. */
const MISSING_DB = 30;

/** Left over right in dB, between 100 Hz and 10 kHz: where a place is heard. */
export function leanDb({ spectrum }: SignalFeatures): number {
  const { binHz, left, right } = spectrum;
  let l = 0;
  let r = 0;
  for (let k = Math.ceil(100 / binHz); k < Math.min(left.length, 10000 / binHz); k++) {
    l += left[k]!;
    r += right[k]!;
  }
  return powerDb(l) - powerDb(r);
}

function missing(song: SongFeatures, signal: SignalFeatures): Finding | null {
  const lean = leanDb(signal);
  const side = Math.abs(lean) < MISSING_DB ? null : lean > 0 ? 'right' : 'left';
  if (!side) return null;
  const mix = signal.id === MASTER_STRIP;
  const strip = song.document?.strips[signal.id];
  // Panned hard to one side it is meant.
  if (!mix && strip && Math.abs(strip.pan) > 0.9) return null;
  return finding({
    code: 'stereo.silent-side',
    severity: 'fix',
    title: words.missingTitle(side, mix ? null : signal.name),
    stripIds: [signal.id],
    measured: figure(lean, 'dB', words.missingMeasured(side)),
    expected: figure(0, 'dB', words.expected),
    cost: mix ? 6 : 2,
    costSentence: words.missingCost,
    why: words.missingWhy,
    fix: {
      sentence: mix ? words.missingFixMix : words.missingFixTrack(signal.name),
      commands:
        mix || !song.document
          ? []
          : [insertCommand(song.document, signal.id, 'utility', { mono: 1, gainDb: 6 }, 'mono')],
    },
  });
}

export const balance: Check = {
  code: 'stereo.balance',
  title: words.line,
  help: words.help,
  run(song) {
    const { mix } = song;
    if (mix.silent || mix.channels === 1) return null;
    const findings = tracksOf(song)
      .filter(({ channels }) => channels === 2)
      .map((strip) => missing(song, strip))
      .filter((found) => found !== null);
    const lean = leanDb(mix);
    const gone = missing(song, mix);
    if (gone) findings.push(gone);
    else {
      const severity = graded(Math.abs(lean), LEAN.fix, LEAN.hear);
      if (severity) {
        findings.push(
          finding({
            code: 'stereo.balance',
            severity,
            title: words.title(lean),
            measured: figure(lean, 'dB', words.measured(lean)),
            expected: figure(0, 'dB', words.expected),
            cost: (Math.abs(lean) - 1) / 2,
            costSentence: words.cost,
            why: words.why,
            fix: { sentence: words.fix(lean) },
            evidence: [scaleEvidence({ unit: 'dB', value: lean, from: -12, to: 12, low: -1.5, high: 1.5 })],
          }),
        );
      }
    }
    return { findings, text: words.text(lean) };
  },
};
