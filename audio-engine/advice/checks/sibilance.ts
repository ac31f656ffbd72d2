/** Esses that jump out: moments in which 5 to 10 kHz stands far above what it does beside 1 to 4 kHz otherwise. */
import type { Finding } from '../../protocol/index.ts';
import { effectiveFaderDb, MASTER_STRIP } from '../../session/index.ts';
import { adviceToneWords } from '../../words/index.ts';
import {
  type EnergyGrid,
  type Place,
  type SignalFeatures,
  type SongFeatures,
  THIRD_OCTAVES_HZ,
} from '../features/index.ts';
import { trackRole } from '../roles.ts';
import type { Check } from './check.ts';
import {
  figure,
  finding,
  graded,
  insertCommand,
  placeSpans,
  placesEvidence,
  powerDb,
  tracksOf,
} from './tools.ts';

const words = adviceToneWords.sibilance;
/** dB of 5–10 kHz over 1–4 kHz at an ess, and above the middle of all frames: both, or it is a bright part. */
const VOCAL = { overDb: 2, aboveDb: 7 };
const MIX = { overDb: -1, aboveDb: 11 };
const LEAST_PLACES = 4;
/** Places a minute. */
const PER_MINUTE = { fix: 20, hear: 6 };

function bandSum({ bands, data }: EnergyGrid, frame: number, lowHz: number, highHz: number): number {
  let sum = 0;
  for (let band = 0; band < bands; band++) {
    const hz = THIRD_OCTAVES_HZ[band]!;
    if (hz >= lowHz && hz <= highHz) sum += data[frame * bands + band]!;
  }
  return sum;
}

interface Esses {
  places: Place[];
  /** What 5–10 kHz has in the middle of all frames, dBFS. */
  usualDb: number;
}

function esses(song: SongFeatures, signal: SignalFeatures, limits: typeof VOCAL): Esses {
  const { thirdOctaves, active } = signal;
  const ratios: { frame: number; ratio: number; high: number }[] = [];
  let loudest = 0;
  for (let frame = 0; frame < song.frames; frame++) {
    if (!active[frame]) continue;
    const high = bandSum(thirdOctaves, frame, 5000, 10000);
    const ratio = powerDb(high) - powerDb(bandSum(thirdOctaves, frame, 1000, 4000));
    ratios.push({ frame, ratio, high });
    loudest = Math.max(loudest, high);
  }
  if (ratios.length < 10) return { places: [], usualDb: -99 };
  const middle = ratios.map(({ ratio }) => ratio).sort((a, b) => a - b)[ratios.length >> 1]!;
  const places: Place[] = [];
  let last = -9;
  for (const { frame, ratio, high } of ratios) {
    if (ratio < limits.overDb || ratio - middle < limits.aboveDb || high < loudest / 30) continue;
    if (frame - last > 2)
      places.push({
        sample: frame * song.frameSamples,
        lengthSamples: song.frameSamples,
        value: ratio - middle,
      });
    last = frame;
  }
  const highs = ratios.map(({ high }) => high).sort((a, b) => a - b);
  return { places, usualDb: powerDb(highs[highs.length >> 1]!) };
}

/** Everything a few dB above what the band usually has, at the insert: before fader and buses. */
function deEsser(song: SongFeatures, signal: SignalFeatures, usualDb: number): Record<string, number> {
  const faderDb = song.document ? effectiveFaderDb(song.document, signal.id) : 0;
  const thresholdDb = usualDb - (signal.pathGainDb ?? 0) - faderDb + 4;
  return {
    adaptive: 0,
    thresholdDb: Math.max(-60, Math.min(0, Math.round(thresholdDb))),
    ratio: 20,
    rangeDb: 24,
  };
}

function found(song: SongFeatures, signal: SignalFeatures, limits: typeof VOCAL): Finding | null {
  const { places, usualDb } = esses(song, signal, limits);
  const perMinute = (places.length * 60 * song.sampleRate) / song.lengthSamples;
  const severity = graded(perMinute, PER_MINUTE.fix, PER_MINUTE.hear);
  if (!severity || places.length < LEAST_PLACES) return null;
  const worst = places.reduce((most, { value }) => Math.max(most, value), 0);
  const mix = signal.id === MASTER_STRIP;
  return finding({
    code: 'tone.sibilance',
    severity,
    title: words.title(mix ? null : signal.name),
    stripIds: [signal.id],
    ranges: placeSpans(places, song),
    frequency: { lowHz: 5000, highHz: 10000 },
    measured: figure(places.length, '', words.measured(places.length, worst)),
    expected: figure(limits.aboveDb, 'dB', words.expected(limits.aboveDb)),
    cost: Math.min(3, perMinute / 15 + worst / 20),
    costSentence: words.cost,
    why: words.why,
    fix: {
      sentence: mix ? words.fixMix : words.fixTrack(signal.name),
      commands:
        mix || !song.document
          ? []
          : [insertCommand(song.document, signal.id, 'deesser', deEsser(song, signal, usualDb), 'deesser')],
    },
    evidence: [placesEvidence(places, 'dB')],
  });
}

export const sibilance: Check = {
  code: 'tone.sibilance',
  title: words.line,
  help: words.help,
  run(song) {
    if (song.mix.silent) return null;
    const vocals = tracksOf(song).filter(({ id }) => {
      const track = song.document?.tracks[id];
      const role = track ? trackRole(track) : 'other';
      return role === 'lead-vocal' || role === 'backing-vocal';
    });
    const findings = vocals.map((strip) => found(song, strip, VOCAL)).filter((one) => one !== null);
    if (song.document === null) {
      const whole = found(song, song.mix, MIX);
      if (whole) findings.push(whole);
    } else if (vocals.length === 0) return null;
    const count = findings.reduce((sum, { measured }) => sum + (measured.value ?? 0), 0);
    return { findings, text: count === 0 ? words.none : words.places(count) };
  },
};
