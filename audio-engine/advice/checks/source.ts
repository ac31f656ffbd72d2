/** What a file pretends to be: 24 bits that are fewer, a master that was an MP3. */
import type { Finding } from '../../protocol/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { adviceQualityWords } from '../../words/index.ts';
import type { SignalFeatures, SongFeatures } from '../features/index.ts';
import type { Check } from './check.ts';
import { figure, finding, powerDb, tracksOf } from './tools.ts';

const { bits: bitWords, lossy: lossyWords } = adviceQualityWords;

export const bits: Check = {
  code: 'quality.bits',
  title: bitWords.line,
  help: bitWords.help,
  run({ file, mix }) {
    const depth = file?.bitDepth ?? null;
    if (depth === null || depth < 20 || mix.faults.usedBits === 0) return null;
    const used = mix.faults.usedBits;
    if (used >= 21) return { findings: [], text: bitWords.text(Math.min(used, depth)) };
    return {
      text: bitWords.text(used),
      findings: [
        finding({
          code: 'quality.bits',
          severity: used <= 16 ? 'hear' : 'note',
          title: bitWords.title(depth, used),
          measured: figure(used, 'bit', bitWords.text(used)),
          expected: figure(depth, 'bit', bitWords.text(depth)),
          cost: used <= 16 ? 0.4 : 0.15,
          costSentence: bitWords.cost,
          why: bitWords.why(used, depth),
          fix: { sentence: bitWords.fix },
        }),
      ],
    };
  },
};

/** A wall: this much lost between just below and just above, and as good as nothing beyond, dB. */
const WALL_DB = 24;
const BEYOND_DB = 32;
const WALL = { lowHz: 10500, highHz: 20600 };
/** Below this there was nothing to cut off, dBFS in half a kilohertz. */
const HEARD_DB = -105;

/** Where the spectrum ends in a wall, Hz; null where it fades. */
export function wallOf(
  { spectrum }: SignalFeatures,
  sampleRate: number,
): { hz: number; dropDb: number } | null {
  const { binHz, left, right } = spectrum;
  const half = sampleRate / 2;
  if (half < WALL.highHz) return null;
  const width = Math.round(400 / binHz);
  const gap = Math.round(350 / binHz);
  const mean = (from: number, to: number): number => {
    let sum = 0;
    for (let k = Math.max(0, from); k < Math.min(left.length, to); k++) sum += left[k]! + right[k]!;
    return powerDb(sum / Math.max(1, to - from)) + powerDb(width);
  };
  let best: { hz: number; dropDb: number } | null = null;
  for (let k = Math.ceil(WALL.lowHz / binHz); k < WALL.highHz / binHz; k++) {
    const below = mean(k - gap - width, k - gap);
    if (below < HEARD_DB) continue;
    const above = mean(k + gap, k + gap + width);
    const dropDb = below - above;
    if (dropDb < WALL_DB || (best && dropDb <= best.dropDb)) continue;
    const rest = mean(k + gap + width, Math.floor(Math.min(half * 0.98, 21500) / binHz));
    if (below - rest < BEYOND_DB - 6) continue;
    best = { hz: k * binHz, dropDb };
  }
  return best;
}

function fromLossy(song: SongFeatures, signal: SignalFeatures): Finding | null {
  const wall = wallOf(signal, song.sampleRate);
  if (!wall) return null;
  const mix = signal.id === MASTER_STRIP;
  return finding({
    code: 'quality.lossy',
    severity: wall.hz < 17000 ? 'fix' : 'hear',
    title: lossyWords.title(wall.hz, mix ? null : signal.name),
    stripIds: [signal.id],
    frequency: { lowHz: wall.hz, highHz: song.sampleRate / 2 },
    measured: figure(wall.hz, 'Hz', lossyWords.measured(wall.hz, wall.dropDb)),
    expected: figure(null, '', lossyWords.expected),
    cost: wall.hz < 17000 ? 1.5 : 0.6,
    costSentence: lossyWords.cost,
    why: lossyWords.why,
    fix: { sentence: mix ? lossyWords.fixMix : lossyWords.fixTrack(signal.name) },
  });
}

export const lossy: Check = {
  code: 'quality.lossy',
  title: lossyWords.line,
  help: lossyWords.help,
  run(song) {
    if (song.mix.silent) return null;
    const whole = fromLossy(song, song.mix);
    const tracks = whole
      ? []
      : tracksOf(song)
          .map((strip) => fromLossy(song, strip))
          .filter((one) => one !== null);
    const findings = whole ? [whole] : tracks;
    return { findings, text: findings.length === 0 ? lossyWords.none : findings[0]!.measured.text };
  },
};
