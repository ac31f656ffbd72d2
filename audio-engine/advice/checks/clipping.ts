/** Flat tops: sound that went past full scale somewhere and was cut off there, in the mix or in a track's own sound. */
import type { Finding } from '../../protocol/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { adviceLevelWords } from '../../words/index.ts';
import type { SignalFeatures, SongFeatures } from '../features/index.ts';
import type { Check } from './check.ts';
import { figure, finding, placeSpans, placesEvidence, tracksOf } from './tools.ts';

const words = adviceLevelWords.clipping;

/** Fewer than this a minute is nobody's fault: a converter, a drum. */
const LEAST_RUNS = 3;
/** From here on it is heard as grit. */
const FIX_PER_MINUTE = 30;
/** Flat for more of the time than this is how the sound is made: a square wave. */
const WAVEFORM_PART = 0.15;
const CEILING_DB = 0.5;

function clipped(song: SongFeatures, signal: SignalFeatures, stripIds: string[]): Finding | null {
  const { count, places } = signal.faults.clippedRuns;
  if (count < LEAST_RUNS) return null;
  const minutes = Math.max(1 / 60, song.lengthSamples / song.sampleRate / 60);
  const mean = places.reduce((sum, { lengthSamples }) => sum + lengthSamples, 0) / places.length;
  if ((count * mean) / song.lengthSamples > WAVEFORM_PART) return null;
  // Tops at many levels are no ceiling.
  const levels = places.map(({ value }) => value).sort((a, b) => a - b);
  const middle = levels[levels.length >> 1]!;
  const at = levels.filter((level) => Math.abs(level - middle) < 0.2).length;
  if (at < levels.length * 0.6) return null;
  // A ceiling is what nothing goes beyond.
  if (Math.abs(middle - (signal.samplePeakDbfs ?? 0)) > CEILING_DB) return null;
  const perMinute = count / minutes;
  const longest = places.reduce((most, { lengthSamples }) => Math.max(most, lengthSamples), 0);
  return finding({
    code: 'level.clipped',
    severity: perMinute >= FIX_PER_MINUTE ? 'fix' : 'hear',
    title: words.title(signal.name, signal.id === MASTER_STRIP),
    stripIds,
    ranges: placeSpans(places, song),
    measured: figure(count, '', words.measured(count, longest, middle)),
    expected: figure(0, '', words.expected),
    cost: Math.min(6, perMinute / 60),
    costSentence: words.cost,
    why: words.why(count, middle),
    fix: { sentence: signal.id === MASTER_STRIP ? words.fixMix : words.fixTrack(signal.name) },
    evidence: [placesEvidence(places, 'dBFS')],
  });
}

export const clipping: Check = {
  code: 'level.clipping',
  title: words.line,
  help: words.help,
  run(song) {
    const findings: Finding[] = [];
    const whole = clipped(song, song.mix, [MASTER_STRIP]);
    if (whole) findings.push(whole);
    for (const strip of tracksOf(song)) {
      const found = clipped(song, strip, [strip.id]);
      if (found) findings.push(found);
    }
    const count = song.mix.faults.clippedRuns.count;
    return {
      findings,
      text: findings.length === 0 ? words.none : words.count(Math.max(count, findings.length)),
    };
  },
};
