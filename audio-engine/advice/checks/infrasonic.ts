/** What moves loudspeakers and is not heard: below 20 Hz in the mix, below 40 Hz in tracks that have nothing to say there. */
import type { Finding } from '../../protocol/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { adviceQualityWords } from '../../words/index.ts';
import type { SignalFeatures, SongFeatures } from '../features/index.ts';
import { trackRole } from '../roles.ts';
import type { Check } from './check.ts';
import {
  bandParameters,
  figure,
  finding,
  graded,
  insertCommand,
  powerDb,
  spectrumPower,
  tracksOf,
} from './tools.ts';

const words = adviceQualityWords.infrasonic;
/** dB against everything else. */
const MIX = { fix: -14, hear: -24 };
const TRACK = { hear: -14 };
const HIGH_PASS = 0;

/** Energy from 3 Hz up to `edgeHz` against the rest, dB. */
function below(signal: SignalFeatures, edgeHz: number): number {
  const low = spectrumPower(signal, Math.max(3, signal.spectrum.binHz * 1.5), edgeHz);
  const rest = spectrumPower(signal, edgeHz, 20000);
  return rest > 0 ? powerDb(low / rest) : -99;
}

function highPass(song: SongFeatures, stripId: string, hz: number) {
  const { document } = song;
  if (!document) return [];
  const band = { ...bandParameters(hz, 0, 0.71, HIGH_PASS), band3Slope: 8 };
  return [insertCommand(document, stripId, 'equaliser', band, 'low-cut')];
}

function ofMix(song: SongFeatures): { finding: Finding | null; levelDb: number } {
  const levelDb = below(song.mix, 20);
  const severity = graded(levelDb, MIX.fix, MIX.hear);
  if (!severity) return { finding: null, levelDb };
  const worst = tracksOf(song)
    .map((strip) => ({ strip, power: spectrumPower(strip, 3, 20) }))
    .sort((a, b) => b.power - a.power)[0]?.strip;
  return {
    levelDb,
    finding: finding({
      code: 'low.infrasonic',
      severity,
      title: words.title,
      stripIds: worst ? [worst.id, MASTER_STRIP] : [MASTER_STRIP],
      frequency: { lowHz: 3, highHz: 20 },
      measured: figure(levelDb, 'dB', words.measured(levelDb)),
      expected: figure(MIX.hear, 'dB', words.expected(MIX.hear)),
      cost: Math.max(0.3, (levelDb - MIX.hear) / 6),
      costSentence: words.cost,
      why: words.why,
      fix: {
        sentence: worst ? words.fixTrack(worst.name, 28) : words.fixMix(28),
        commands: worst ? highPass(song, worst.id, 28) : [],
      },
    }),
  };
}

export const infrasonic: Check = {
  code: 'low.infrasonic',
  title: words.line,
  help: words.help,
  run(song) {
    if (song.mix.silent) return null;
    const { finding: whole, levelDb } = ofMix(song);
    const findings: Finding[] = whole ? [whole] : [];
    for (const strip of tracksOf(song)) {
      const track = song.document?.tracks[strip.id];
      if (!track) continue;
      const role = trackRole(track);
      if (role === 'kick' || role === 'bass' || role === 'drums' || role === 'effects' || role === 'other')
        continue;
      const level = below(strip, 40);
      const severity = graded(level, null, TRACK.hear);
      if (!severity) continue;
      findings.push(
        finding({
          code: 'low.rumble',
          severity,
          title: words.rumbleTitle(strip.name),
          stripIds: [strip.id],
          frequency: { lowHz: 3, highHz: 40 },
          measured: figure(level, 'dB', words.measuredRumble(level)),
          expected: figure(-25, 'dB', words.expectedRumble),
          cost: Math.max(0.2, (level - TRACK.hear) / 8),
          costSentence: words.rumbleCost,
          why: words.rumbleWhy,
          fix: { sentence: words.fixTrack(strip.name, 70), commands: highPass(song, strip.id, 70) },
        }),
      );
    }
    return { findings, text: words.text(levelDb) };
  },
};
