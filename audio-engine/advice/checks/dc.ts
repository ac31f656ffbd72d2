/** A wave that stands beside zero: it eats headroom and clicks at every cut. */
import type { Finding } from '../../protocol/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { adviceQualityWords } from '../../words/index.ts';
import type { SignalFeatures, SongFeatures } from '../features/index.ts';
import type { Check } from './check.ts';
import { figure, finding, graded, insertCommand, tracksOf } from './tools.ts';

const words = adviceQualityWords.dc;
/** Parts of full scale: 0.1 % is the usual limit. */
const HEAR = 0.001;
const FIX = 0.01;

const offsetOf = ({ faults }: SignalFeatures): number =>
  Math.max(Math.abs(faults.dcLeft), Math.abs(faults.dcRight));

function found(song: SongFeatures, signal: SignalFeatures): Finding | null {
  const offset = offsetOf(signal);
  const severity = graded(offset, FIX, HEAR);
  if (!severity) return null;
  const { document } = song;
  const mix = signal.id === MASTER_STRIP;
  return finding({
    code: 'quality.dc',
    severity,
    title: words.title(mix ? null : signal.name),
    stripIds: [signal.id],
    measured: figure(offset * 100, '%', words.measured(offset)),
    expected: figure(HEAR * 100, '%', words.expected),
    cost: Math.min(3, -20 * Math.log10(Math.max(0.01, 1 - offset))) + 0.2,
    costSentence: words.cost(offset),
    why: words.why,
    fix: {
      sentence: document && !mix ? words.fixTrack(signal.name) : words.fixMix,
      commands:
        document && !mix ? [insertCommand(document, signal.id, 'utility', { dcFilter: 1 }, 'dc')] : [],
    },
  });
}

export const dc: Check = {
  code: 'quality.dc',
  title: words.line,
  help: words.help,
  run(song) {
    if (song.mix.silent && offsetOf(song.mix) === 0) return null;
    const tracks = tracksOf(song)
      .map((strip) => found(song, strip))
      .filter((one) => one !== null);
    // Where a track is to blame, the mix is not said as well.
    const whole = tracks.length > 0 ? null : found(song, song.mix);
    return { findings: whole ? [whole] : tracks, text: words.level(offsetOf(song.mix)) };
  },
};
