/** Tracks that nobody hears: whatever they play, others cover all of it. */
import { adviceTrackWords } from '../../words/index.ts';
import { ERB_BANDS } from '../features/bands.ts';
import { without } from '../masking/cover.ts';
import { commandsOf, keyOf, meanSpectrum, spectra, uniqueIds } from '../masking/describe.ts';
import { levelMove } from '../masking/moves.ts';
import { type Source, type Sources, sourcesOf } from '../masking/sources.ts';
import { carries, isVoice } from '../masking/voices.ts';
import type { Check, CheckOutcome } from './check.ts';

const words = adviceTrackWords.inaudible;

/** Noise covers a tone that is 5.5 dB below it in its band (Johnston 1988). */
const HEARD_DB = -5.5;
/** Heard in fewer of its moments than this: nobody knows it is there. */
const LEAST_HEARD = 0.05;
const LEAST_SECONDS = 1;

/** Part of its moments in which a source reaches through in any band, and by how much it misses in the others (dB, median). */
export function heardShare(
  sources: Sources,
  source: Source,
): { share: number; missesDb: number; moments: number } {
  // Copies of itself that come back from sends do not hide it; nor does a lead hide the voices that thicken it.
  const behind = source.role === 'backing-vocal';
  const own = sources.list.filter(
    (one) => one === source || carries(one, [source]) || (behind && isVoice(sources, one)),
  );
  const rest = without(sources.excitation, own);
  const best: number[] = [];
  let whole = 0;
  for (let frame = 0; frame < source.active.length; frame++) {
    if (!source.active[frame]) continue;
    whole++;
    let most = -100;
    for (let band = 1; band < ERB_BANDS; band++) {
      const at = frame * ERB_BANDS + band;
      const own = source.power[at]!;
      if (own <= 1e-9) continue;
      most = Math.max(most, 10 * Math.log10(own / Math.max(rest[at]!, 1e-12)));
    }
    best.push(most);
  }
  const heard = best.filter((db) => db > HEARD_DB).length;
  best.sort((a, b) => a - b);
  return {
    share: whole > 0 ? heard / whole : 1,
    missesDb: HEARD_DB - (best[Math.floor(best.length * 0.5)] ?? HEARD_DB),
    moments: whole,
  };
}

export const inaudible: Check = {
  code: 'level.inaudible',
  title: words.title,
  help: words.help,
  run(song) {
    const sources = sourcesOf(song);
    if (!sources || sources.list.length < 2) return null;
    const outcome: CheckOutcome = { findings: [], text: words.none };
    for (const source of sources.list) {
      if (!sources.document.tracks[source.id] || source.role === 'effects') continue;
      const { share, missesDb, moments } = heardShare(sources, source);
      if (moments * song.frameSamples < LEAST_SECONDS * song.sampleRate || share > LEAST_HEARD) continue;
      const byDb = Math.min(24, Math.max(3, Math.round(missesDb + 6)));
      outcome.findings.push({
        key: keyOf('level.inaudible', source.id),
        code: 'level.inaudible',
        severity: 'hear',
        title: words.found(source.name),
        stripIds: uniqueIds(source.id),
        ranges: [],
        frequency: null,
        measured: { value: share * 100, unit: '%', text: words.measured(share) },
        expected: { value: LEAST_HEARD * 100, unit: '%', text: words.expected },
        cost: 0.8 * (moments / Math.max(1, song.frames)),
        costSentence: words.cost,
        why: words.why,
        fix: {
          sentence: words.fix(source.name, byDb),
          commands: commandsOf([levelMove(sources.document, source.id, byDb)]),
        },
        evidence: [
          spectra([
            { name: source.name, levelsDb: meanSpectrum(source.power, source.active) },
            { name: words.others, levelsDb: meanSpectrum(song.mix.erb.data, source.active) },
          ]),
        ],
      });
    }
    if (outcome.findings.length > 0) outcome.text = words.count(outcome.findings.length);
    return outcome;
  },
};
