/** Mains: steady lines at 50 or 60 Hz and their multiples, in the mix and in every track, found where nothing plays over them. */
import type { Finding } from '../../protocol/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { adviceQualityWords } from '../../words/index.ts';
import type { SignalFeatures, SongFeatures } from '../features/index.ts';
import type { Check } from './check.ts';
import { bandParameters, figure, finding, graded, insertCommand, powerDb, tracksOf } from './tools.ts';

const words = adviceQualityWords.hum;
/** Spectra of 1.4 s, 0.73 Hz a bin: short enough to fall between notes. */
const SIZE = 4096;
const HARMONICS = 10;
/** dB over what lies two to six hertz beside, in the quieter half of the song. */
const LINE_DB = 9;
const LEAST_LINES = 3;

export interface Hum {
  baseHz: number;
  lines: number;
  /** Mean height of the lines over the floor beside them, dB. */
  heightDb: number;
  /** Of all lines together, dBFS. */
  levelDb: number;
}

const found = new WeakMap<SignalFeatures, Hum | null>();

/** Tenth percentile over time of the power of each bin up to 1 kHz: notes come and go, mains stays. */
function steadySpectrum(samples: Float32Array, lastBin: number): Float64Array | null {
  const hop = SIZE / 2;
  const count = Math.floor((samples.length - SIZE) / hop) + 1;
  if (count < 3) return null;
  const most = Math.min(count, 240);
  const rows: Float64Array[] = [];
  const startOf = (n: number): number =>
    Math.floor((Math.min(n, most - 1) * (count - 1)) / Math.max(1, most - 1)) * hop;
  for (let n = 0; n < most; n += 2) rows.push(...powers(samples, startOf(n), startOf(n + 1), lastBin));
  rows.length = most;
  const column = new Float64Array(rows.length);
  return Float64Array.from({ length: lastBin + 1 }, (_, k) => {
    rows.forEach((row, i) => {
      column[i] = row[k]!;
    });
    return column.sort()[Math.floor(rows.length * 0.1)]!;
  });
}

const cosines = new Float64Array(SIZE).map((_, i) => Math.cos((2 * Math.PI * i) / SIZE));
const sines = new Float64Array(SIZE).map((_, i) => Math.sin((2 * Math.PI * i) / SIZE));

/**
 * Hann window, radix 2, in place; powers where a sine of amplitude 1 has 1 in all. Of two stretches at once: one is the
 * real part of the transform's input, the other the imaginary one, and the sums and differences of mirrored bins tell
 * them apart.
 */
function powers(
  samples: Float32Array,
  first: number,
  second: number,
  lastBin: number,
): [Float64Array, Float64Array] {
  const re = new Float64Array(SIZE);
  const im = new Float64Array(SIZE);
  for (let i = 0, j = 0; i < SIZE; i++) {
    const window = 0.5 - 0.5 * cosines[i]!;
    re[j] = samples[first + i]! * window;
    im[j] = samples[second + i]! * window;
    let bit = SIZE >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
  }
  for (let size = 2; size <= SIZE; size *= 2) {
    const half = size / 2;
    const stride = SIZE / size;
    for (let from = 0; from < SIZE; from += size) {
      for (let k = 0; k < half; k++) {
        const c = cosines[k * stride]!;
        const s = -sines[k * stride]!;
        const a = from + k;
        const b = a + half;
        const tr = re[b]! * c - im[b]! * s;
        const ti = re[b]! * s + im[b]! * c;
        re[b] = re[a]! - tr;
        im[b] = im[a]! - ti;
        re[a]! += tr;
        im[a]! += ti;
      }
    }
  }
  const unit = 16 / (SIZE * SIZE * 1.5);
  const half = unit / 4;
  const powersOf = (sign: 1 | -1): Float64Array =>
    Float64Array.from({ length: lastBin + 1 }, (_, k) => {
      const mirror = (SIZE - k) % SIZE;
      return ((re[k]! + sign * re[mirror]!) ** 2 + (im[k]! - sign * im[mirror]!) ** 2) * half;
    });
  return [powersOf(1), powersOf(-1)];
}

export function humOf(signal: SignalFeatures): Hum | null {
  const known = found.get(signal);
  if (known !== undefined) return known;
  const { samples, sampleRate } = signal.low;
  const binHz = sampleRate / SIZE;
  const lastBin = Math.min(SIZE / 2 - 1, Math.ceil(620 / binHz));
  const steady = signal.silent ? null : steadySpectrum(samples, lastBin);
  let best: Hum | null = null;
  for (const baseHz of steady ? [50, 60] : []) {
    const hum = linesOf(steady!, binHz, baseHz);
    if (hum && (!best || hum.lines * hum.heightDb > best.lines * best.heightDb)) best = hum;
  }
  found.set(signal, best);
  return best;
}

function linesOf(steady: Float64Array, binHz: number, baseHz: number): Hum | null {
  let lines = 0;
  let heights = 0;
  let level = 0;
  for (let h = 1; h <= HARMONICS; h++) {
    const hz = baseHz * h;
    const centre = hz / binHz;
    const last = Math.min(steady.length - 1, Math.ceil(centre + 8 / binHz));
    if (centre + 2 / binHz > steady.length) break;
    // Within 0.25 Hz: mains keeps its pitch.
    let here = 0;
    let sum = 0;
    for (let k = Math.floor(centre - 0.3); k <= Math.ceil(centre + 0.3); k++) {
      here = Math.max(here, steady[k]!);
      sum += steady[k]!;
    }
    const beside: number[] = [];
    for (let k = Math.max(1, Math.floor(centre - 7 / binHz)); k <= last; k++)
      if (Math.abs(k - centre) > 2 / binHz && Math.abs(k - centre) < 7 / binHz) beside.push(steady[k]!);
    beside.sort((a, b) => a - b);
    // Against the higher part of what is beside it: a note next to it is no floor.
    const floor = beside[Math.floor(beside.length * 0.8)] ?? 0;
    const height = powerDb(here) - powerDb(floor + 1e-15);
    if (height < LINE_DB) continue;
    lines++;
    heights += height;
    level += sum;
  }
  return lines >= LEAST_LINES ? { baseHz, lines, heightDb: heights / lines, levelDb: powerDb(level) } : null;
}

function finds(song: SongFeatures, signal: SignalFeatures): Finding | null {
  const hum = humOf(signal);
  if (!hum) return null;
  const loud = signal.loudness.integratedLufs ?? -30;
  // Where it lies 75 dB under the music nobody hears it, also in a pause.
  const under = hum.levelDb - loud;
  const severity = graded(under, -38, -62, -75);
  if (!severity) return null;
  const mix = signal.id === MASTER_STRIP;
  const { document } = song;
  const buzz = hum.lines >= 6;
  return finding({
    code: buzz ? 'quality.buzz' : 'quality.hum',
    severity,
    title: words.title(hum.baseHz, buzz, mix ? null : signal.name),
    stripIds: [signal.id],
    frequency: { lowHz: hum.baseHz - 1, highHz: hum.baseHz * (buzz ? 10 : 4) },
    measured: figure(hum.levelDb, 'dBFS', words.measured(hum.levelDb, hum.lines)),
    expected: figure(-75, 'dB', words.expected),
    cost: Math.max(0.2, (under + 75) / 20),
    costSentence: words.cost,
    why: words.why(hum.heightDb),
    fix: {
      sentence: mix ? words.fixMix : words.fixTrack(signal.name, hum.baseHz),
      commands:
        mix || !document ? [] : [insertCommand(document, signal.id, 'equaliser', notches(hum), 'hum')],
    },
  });
}

/** Narrow notches at the first eight lines. */
function notches({ baseHz }: Hum): Record<string, number> {
  const values: Record<string, number> = {};
  for (let band = 1; band <= 8; band++)
    for (const [key, value] of Object.entries(bandParameters(baseHz * band, 0, Math.min(40, 12 * band), 5)))
      values[key.replace('band3', `band${band}`)] = value;
  return values;
}

export const hum: Check = {
  code: 'quality.hum',
  title: words.line,
  help: words.help,
  run(song) {
    if (song.mix.silent) return null;
    const tracks = tracksOf(song)
      .map((strip) => finds(song, strip))
      .filter((one) => one !== null);
    const whole = tracks.length > 0 ? null : finds(song, song.mix);
    const findings = whole ? [whole] : tracks;
    return { findings, text: findings.length === 0 ? words.none : findings[0]!.measured.text };
  },
};
