/** Faults of single samples: clicks, gaps, values that are no numbers. On tracks first, for there they are mended. */
import type { Finding } from '../../protocol/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { adviceQualityWords } from '../../words/index.ts';
import type { Place, SignalFeatures, SongFeatures } from '../features/index.ts';
import type { Check } from './check.ts';
import { figure, finding, placeSpans, placesEvidence, tracksOf } from './tools.ts';

const { clicks: clickWords, dropouts: gapWords, notNumbers: numberWords } = adviceQualityWords;

/** More a second than this is a part that is made of clicks. */
const MOST_CLICKS_PER_SECOND = 1.2;

/** Those that do not sit on a beat that repeats: drums come again and again at one distance. */
function odd(places: readonly Place[], song: SongFeatures): readonly Place[] {
  if (places.length < 6) return places;
  const seconds = song.lengthSamples / song.sampleRate;
  return places.length / seconds > MOST_CLICKS_PER_SECOND ? [] : places;
}

function clicked(song: SongFeatures, signal: SignalFeatures): Finding | null {
  const places = odd(signal.faults.clicks.places, song);
  if (places.length === 0) return null;
  const worst = places.reduce((most, { value }) => Math.max(most, value), 0);
  const mix = signal.id === MASTER_STRIP;
  return finding({
    code: 'quality.click',
    severity: worst > 26 || places.length > 3 ? 'fix' : 'hear',
    title: clickWords.title(places.length, mix ? null : signal.name),
    stripIds: [signal.id],
    ranges: placeSpans(places, song),
    measured: figure(places.length, '', clickWords.measured(places.length, worst)),
    expected: figure(0, '', clickWords.expected),
    cost: Math.min(4, 0.5 + places.length / 8 + worst / 40),
    costSentence: clickWords.cost,
    why: clickWords.why,
    fix: { sentence: mix ? clickWords.fixMix : clickWords.fixTrack(signal.name) },
    evidence: [placesEvidence(places, 'dB')],
  });
}

function dropped(song: SongFeatures, signal: SignalFeatures): Finding | null {
  const { count, places } = signal.faults.dropouts;
  if (count === 0) return null;
  const longest = places.reduce((most, { value }) => Math.max(most, value), 0);
  const mix = signal.id === MASTER_STRIP;
  return finding({
    code: 'quality.dropout',
    severity: 'fix',
    title: gapWords.title(count, mix ? null : signal.name),
    stripIds: [signal.id],
    ranges: placeSpans(places, song),
    measured: figure(count, '', gapWords.measured(count, longest)),
    expected: figure(0, '', gapWords.expected),
    cost: Math.min(5, 1 + count / 4 + longest / 50),
    costSentence: gapWords.cost,
    why: gapWords.why,
    fix: { sentence: mix ? gapWords.fixMix : gapWords.fixTrack(signal.name) },
    evidence: [placesEvidence(places, 'ms')],
  });
}

function eachSignal(song: SongFeatures, look: (signal: SignalFeatures) => Finding | null): Finding[] {
  const tracks = tracksOf(song)
    .map(look)
    .filter((found) => found !== null);
  const whole = tracks.length > 0 ? null : look(song.mix);
  return whole ? [whole] : tracks;
}

export const clicks: Check = {
  code: 'quality.clicks',
  title: clickWords.line,
  help: clickWords.help,
  run(song) {
    const findings = eachSignal(song, (signal) => clicked(song, signal));
    return {
      findings,
      text:
        findings.length === 0
          ? clickWords.none
          : clickWords.places(findings.reduce((sum, { measured }) => sum + (measured.value ?? 0), 0)),
    };
  },
};

export const dropouts: Check = {
  code: 'quality.dropouts',
  title: gapWords.line,
  help: gapWords.help,
  run(song) {
    const findings = eachSignal(song, (signal) => dropped(song, signal));
    return {
      findings,
      text:
        findings.length === 0
          ? gapWords.none
          : gapWords.places(findings.reduce((sum, { measured }) => sum + (measured.value ?? 0), 0)),
    };
  },
};

export const notNumbers: Check = {
  code: 'quality.not-numbers',
  title: numberWords.line,
  help: numberWords.help,
  run(song) {
    const find = (signal: SignalFeatures): Finding | null => {
      const count = signal.faults.notNumbers;
      if (count === 0) return null;
      return finding({
        code: 'quality.not-numbers',
        severity: 'fix',
        title: numberWords.title(signal.id === MASTER_STRIP ? null : signal.name),
        stripIds: [signal.id],
        measured: figure(count, '', numberWords.measured(count)),
        expected: figure(0, '', numberWords.expected),
        cost: 6,
        costSentence: numberWords.cost,
        why: numberWords.why,
        fix: { sentence: numberWords.fix },
      });
    };
    const findings = eachSignal(song, find);
    return { findings, text: findings.length === 0 ? numberWords.none : findings[0]!.measured.text };
  },
};
