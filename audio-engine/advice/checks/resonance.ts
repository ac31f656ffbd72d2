/** Tones that stay where notes come and go: a ring, a whistle, one bass note that booms. */
import type { Evidence, Finding } from '../../protocol/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { adviceToneWords } from '../../words/index.ts';
import type { SignalFeatures, SongFeatures } from '../features/index.ts';
import type { Check } from './check.ts';
import { bandParameters, figure, finding, graded, insertCommand, powerDb, tracksOf } from './tools.ts';

const { resonance: words, whine: whineWords } = adviceToneWords;

const RANGE = { lowHz: 180, highHz: 8000 };
const WHINE = { lowHz: 8000, highHz: 20000 };
/** Share of the sounding time in which it stands out. Low down a snare's own tone does so for every beat. */
const STAYS = { share: 0.48, lowShare: 0.75, lowHz: 260 };
/** One track alone has nothing over its own tone: a cymbal may keep one that a mix may not. */
const TRACK = { stays: 0.7, moreDb: 4 };
const WHINE_STAYS = { mix: 0.6, track: 0.92 };
/** dB over the sixth of an octave around it, in what is there all the time. */
const HEIGHT = { fix: 18, hear: 10 };
/** Cents from the nearest note of A = 440 Hz: what is in tune is taken for one. */
const OFF_PITCH = 20;
/** Partials of one note lie at whole ratios, strings a little sharp. */
const SAME_NOTE = 0.004;
const WHINE_HEIGHT = { fix: 14, hear: 7 };
/** It matters from here on against the third octave's neighbourhood and the whole. */
const MATTERS_DB = -48;

export interface Peak {
  hz: number;
  heightDb: number;
  stays: number;
  levelDb: number;
}

/**
 * Narrow peaks of the long-term spectrum, the one that stands out most first. `steady`: of what is there all the time,
 * so that notes beside it that come and go do not hide it.
 */
export function peaksOf(
  { spectrum }: SignalFeatures,
  { lowHz, highHz, least, by }: { lowHz: number; highHz: number; least: number; by: 'power' | 'steady' },
): Peak[] {
  const { binHz, left, right, standsOut, steady } = spectrum;
  const both = (k: number): number => (left[k] ?? 0) + (right[k] ?? 0);
  const power = by === 'power' ? both : (k: number): number => steady[k] ?? 0;
  const found: Peak[] = [];
  let whole = 0;
  for (let k = 1; k < left.length; k++) whole += both(k);
  for (let k = Math.ceil(lowHz / binHz); k < Math.min(left.length - 2, highHz / binHz); k++) {
    const here = power(k);
    if (standsOut[k]! < least || here < power(k - 1) || here < power(k + 1)) continue;
    const reach = Math.max(7, Math.round(k * 0.12));
    let around = 0;
    let count = 0;
    for (let j = Math.max(1, k - reach); j <= Math.min(left.length - 1, k + reach); j++) {
      if (Math.abs(j - k) <= 2) continue;
      around += power(j);
      count++;
    }
    const heightDb = powerDb(here) - powerDb(around / count);
    // Between the bins: the top of a parabola through three levels.
    const [before, top, after] = [powerDb(power(k - 1)), powerDb(here), powerDb(power(k + 1))];
    const bend = before - 2 * top + after;
    const hz = (k + (bend < 0 ? (0.5 * (before - after)) / bend : 0)) * binHz;
    found.push({ hz, heightDb, stays: standsOut[k]!, levelDb: powerDb(both(k)) - powerDb(whole) });
  }
  return found.sort((a, b) => b.heightDb - a.heightDb);
}

function centsOff(hz: number): number {
  const semitones = 12 * Math.log2(hz / 440);
  return Math.abs(semitones - Math.round(semitones)) * 100;
}

/** A peak with a peak at half, twice or three times its frequency belongs to a note that is held. */
function isNote(peak: Peak, all: readonly Peak[]): boolean {
  const has = (ratio: number): boolean =>
    all.some((other) => other !== peak && Math.abs(other.hz / (peak.hz * ratio) - 1) < SAME_NOTE);
  return has(2) || has(0.5) || has(1 / 3) || has(3) || has(1.5) || has(2 / 3);
}

function picture(signal: SignalFeatures, peak: Peak, by: 'power' | 'steady'): Evidence[] {
  const { binHz, left, right, steady } = signal.spectrum;
  const first = Math.max(1, Math.floor(peak.hz / 2 / binHz));
  const last = Math.min(left.length - 1, Math.ceil((peak.hz * 2) / binHz));
  const step = Math.max(1, Math.ceil((last - first) / 400));
  const points: [number, number][] = [];
  for (let k = first; k <= last; k += step) {
    let most = 0;
    for (let j = k; j < Math.min(k + step, last + 1); j++)
      most = Math.max(most, (by === 'steady' ? steady[j]! : left[j]! + right[j]!) / 2);
    points.push([Math.round(k * binHz * 10) / 10, Math.round(powerDb(most) * 10) / 10]);
  }
  return [{ kind: 'curve', over: 'hz', unit: 'dB', points, low: null, high: null }];
}

function ringing(song: SongFeatures, signal: SignalFeatures): Finding | null {
  const mix = signal.id === MASTER_STRIP;
  const all = peaksOf(signal, {
    lowHz: RANGE.lowHz / 3,
    highHz: RANGE.highHz * 2,
    least: STAYS.share * 0.7,
    by: 'steady',
  });
  const peak = all.find(
    (one) =>
      one.hz >= RANGE.lowHz &&
      one.hz <= RANGE.highHz &&
      one.stays >= (one.hz < STAYS.lowHz ? STAYS.lowShare : mix ? STAYS.share : TRACK.stays) &&
      one.levelDb > MATTERS_DB &&
      centsOff(one.hz) > OFF_PITCH &&
      !isNote(one, all),
  );
  if (!peak) return null;
  const more = mix ? 0 : TRACK.moreDb;
  const severity = graded(peak.heightDb, HEIGHT.fix + more, HEIGHT.hear + more);
  if (!severity) return null;
  const cutDb = -Math.min(24, peak.heightDb);
  return finding({
    code: 'tone.resonance',
    severity,
    title: words.title(peak.hz, mix ? null : signal.name),
    stripIds: [signal.id],
    place: Math.round(12 * Math.log2(peak.hz / 20)),
    frequency: { lowHz: peak.hz / 1.03, highHz: peak.hz * 1.03 },
    measured: figure(peak.heightDb, 'dB', words.measured(peak.heightDb, peak.hz)),
    expected: figure(HEIGHT.hear + more, 'dB', words.expected(HEIGHT.hear + more)),
    cost: peak.heightDb / 8,
    costSentence: words.cost,
    why: words.why(peak.stays),
    fix: {
      sentence: words.fix(peak.hz, cutDb, mix ? null : signal.name),
      commands:
        mix || !song.document
          ? []
          : [
              insertCommand(
                song.document,
                signal.id,
                'equaliser',
                bandParameters(peak.hz, cutDb, 20),
                'ring',
              ),
            ],
    },
    evidence: picture(signal, peak, 'steady'),
  });
}

export const resonance: Check = {
  code: 'tone.resonance',
  title: words.line,
  help: words.help,
  run(song) {
    if (song.mix.silent || song.lengthSamples < 4 * song.sampleRate) return null;
    const tracks = tracksOf(song)
      .map((strip) => ringing(song, strip))
      .filter((found) => found !== null);
    const whole = tracks.length > 0 ? null : ringing(song, song.mix);
    const findings = whole ? [whole] : tracks;
    return { findings, text: findings.length === 0 ? words.none : words.count(findings.length) };
  },
};

export const whine: Check = {
  code: 'quality.whine',
  title: whineWords.line,
  help: whineWords.help,
  run(song) {
    if (song.mix.silent) return null;
    const find = (signal: SignalFeatures): Finding | null => {
      // Cymbals have tones up there as well, but only while they ring.
      const stays = signal.id === MASTER_STRIP ? WHINE_STAYS.mix : WHINE_STAYS.track;
      const highHz = Math.min(WHINE.highHz, song.sampleRate * 0.48);
      const peak = peaksOf(signal, { lowHz: WHINE.lowHz, highHz, least: stays, by: 'power' })[0];
      if (!peak) return null;
      const severity = graded(peak.heightDb, WHINE_HEIGHT.fix, WHINE_HEIGHT.hear);
      if (!severity) return null;
      const mix = signal.id === MASTER_STRIP;
      return finding({
        code: 'quality.whine',
        severity,
        title: whineWords.title(peak.hz, mix ? null : signal.name),
        stripIds: [signal.id],
        place: Math.round(peak.hz / 100),
        frequency: { lowHz: peak.hz / 1.01, highHz: peak.hz * 1.01 },
        measured: figure(peak.heightDb, 'dB', whineWords.measured(peak.heightDb, peak.hz)),
        expected: figure(WHINE_HEIGHT.hear, 'dB', whineWords.expected),
        cost: 0.4 + peak.heightDb / 25,
        costSentence: whineWords.cost,
        why: whineWords.why,
        fix: {
          sentence: whineWords.fix(peak.hz, mix ? null : signal.name),
          commands:
            mix || !song.document
              ? []
              : [
                  insertCommand(
                    song.document,
                    signal.id,
                    'equaliser',
                    bandParameters(peak.hz, 0, 30, 5),
                    'whine',
                  ),
                ],
        },
        evidence: picture(signal, peak, 'power'),
      });
    };
    const tracks = tracksOf(song)
      .map(find)
      .filter((found) => found !== null);
    const whole = tracks.length > 0 ? null : find(song.mix);
    const findings = whole ? [whole] : tracks;
    return { findings, text: findings.length === 0 ? whineWords.none : findings[0]!.measured.text };
  },
};
