/** Hiss: a floor of high frequencies that is there whatever plays, heard in every pause and once more after limiting. */
import type { Finding } from '../../protocol/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { adviceQualityWords } from '../../words/index.ts';
import { type SignalFeatures, type SongFeatures, THIRD_OCTAVES_HZ } from '../features/index.ts';
import type { Check } from './check.ts';
import { figure, finding, graded, insertCommand, powerDb, tracksOf } from './tools.ts';

const words = adviceQualityWords.noise;
/** dB against the integrated loudness. */
const MIX = { fix: -46, hear: -58 };
const TRACK = { fix: -38, hear: -48 };
/** Between its first and eighth percentile a floor hardly moves, dB; a decay does. */
const STEADY_DB = 2.2;

export interface Floor {
  /** 4–16 kHz, dBFS, where least is going on. */
  levelDb: number;
  steadyDb: number;
}

export function floorOf(
  { thirdOctaves, soundStart, soundEnd }: SignalFeatures,
  song: SongFeatures,
): Floor | null {
  const { bands, frames, data } = thirdOctaves;
  if (soundStart === null || soundEnd === null) return null;
  const first = THIRD_OCTAVES_HZ.indexOf(4000);
  const levels: number[] = [];
  for (
    let frame = Math.ceil(soundStart / song.frameSamples);
    (frame + 2) * song.frameSamples < soundEnd && frame < frames;
    frame++
  ) {
    let sum = 0;
    for (let band = first; band < bands; band++) sum += data[frame * bands + band]!;
    levels.push(powerDb(sum));
  }
  if (levels.length < 40) return null;
  levels.sort((a, b) => a - b);
  const at = (part: number): number => levels[Math.floor(levels.length * part)]!;
  return { levelDb: at(0.05), steadyDb: at(0.08) - at(0.01) };
}

function finds(song: SongFeatures, signal: SignalFeatures, limits: typeof MIX): Finding | null {
  const floor = floorOf(signal, song);
  const lufs = signal.loudness.integratedLufs;
  if (!floor || lufs === null || floor.steadyDb > STEADY_DB) return null;
  const under = floor.levelDb - (signal.pathGainDb ?? 0) - lufs;
  const severity = graded(under, limits.fix, limits.hear);
  if (!severity) return null;
  const mix = signal.id === MASTER_STRIP;
  return finding({
    code: 'quality.noise',
    severity,
    title: words.title(mix ? null : signal.name),
    stripIds: [signal.id],
    frequency: { lowHz: 4000, highHz: 16000 },
    measured: figure(under, 'dB', words.measured(under)),
    expected: figure(limits.hear, 'dB', words.expected(limits.hear)),
    cost: Math.max(0.2, (under - limits.hear) / 8),
    costSentence: words.cost,
    why: words.why,
    fix: {
      sentence: mix ? words.fixMix : words.fixTrack(signal.name),
      commands:
        mix || !song.document
          ? []
          : [
              insertCommand(
                song.document,
                signal.id,
                'gate',
                { thresholdDb: Math.min(-20, Math.round(floor.levelDb + 14)) },
                'noise',
              ),
            ],
    },
  });
}

export const noise: Check = {
  code: 'quality.noise',
  title: words.line,
  help: words.help,
  run(song) {
    if (song.mix.silent) return null;
    const floor = floorOf(song.mix, song);
    const tracks = tracksOf(song)
      .map((strip) => finds(song, strip, TRACK))
      .filter((one) => one !== null);
    const whole = tracks.length > 0 ? null : finds(song, song.mix, MIX);
    return { findings: whole ? [whole] : tracks, text: floor ? words.text(floor.levelDb) : words.none };
  },
};
