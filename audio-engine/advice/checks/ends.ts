/** How the song begins and ends: silence to wait through, a start inside a wave, an end before the sound has died away. */
import type { Finding } from '../../protocol/index.ts';
import { adviceLevelWords } from '../../words/index.ts';
import { FINE_SECONDS, type SongFeatures } from '../features/index.ts';
import type { Check } from './check.ts';
import { figure, finding, graded } from './tools.ts';

const words = adviceLevelWords.ends;
const START = { hear: 3, note: 1 };
const END = { hear: 10, note: 4 };
/** dB against the song's loud pieces of 5 ms. */
const CUT = { fix: -24, hear: -36 };
/** Part of full scale. */
const JUMP = 0.02;

/** Level of the last pieces that sound, against the loud ones; null for silence. */
function lastLevel(song: SongFeatures): number | null {
  const { steps, soundEnd } = song.mix;
  if (soundEnd === null) return null;
  const last = Math.min(steps.fine.length - 1, Math.floor(soundEnd / (song.sampleRate * FINE_SECONDS)));
  const loud = [...steps.fine].sort((a, b) => a - b)[Math.floor(steps.fine.length * 0.95)]!;
  const end = Math.max(steps.fine[last]!, steps.fine[last - 1] ?? 0);
  return loud > 0 ? 20 * Math.log10(end / loud) : null;
}

export const ends: Check = {
  code: 'ends',
  title: words.line,
  help: words.help,
  run(song) {
    const { soundStart, soundEnd } = song.mix;
    if (soundStart === null || soundEnd === null) return null;
    const { sampleRate, lengthSamples } = song;
    const findings: Finding[] = [];
    const before = soundStart / sampleRate;
    const after = (lengthSamples - 1 - soundEnd) / sampleRate;
    const silence = (where: 'start' | 'end', seconds: number, limits: typeof START): void => {
      const severity = graded(seconds, null, limits.hear, limits.note);
      if (!severity) return;
      findings.push(
        finding({
          code: `ends.silence-${where}`,
          severity,
          title: words.silence(where, seconds),
          ranges: [
            where === 'start'
              ? { startSample: 0, endSample: soundStart }
              : { startSample: soundEnd, endSample: lengthSamples },
          ],
          measured: figure(seconds, 's', words.seconds(seconds)),
          expected: figure(limits.note, 's', words.expectedSilence(limits.note)),
          cost: Math.min(1, seconds / 20),
          costSentence: where === 'start' ? words.costStart : words.costEnd,
          why: words.whySilence,
          fix: { sentence: words.fixSilence(where) },
        }),
      );
    };
    silence('start', before, START);
    silence('end', after, END);
    const level = lastLevel(song);
    const cut = level === null ? null : graded(level, CUT.fix, CUT.hear);
    if (cut && level !== null) {
      findings.push(
        finding({
          code: 'ends.cut-tail',
          severity: cut,
          title: words.cutTitle,
          ranges: [{ startSample: Math.max(0, soundEnd - 2 * sampleRate), endSample: lengthSamples }],
          measured: figure(level, 'dB', words.cutMeasured(level)),
          expected: figure(-60, 'dB', words.cutExpected),
          cost: Math.max(0.5, (level - CUT.hear) / 6),
          costSentence: words.cutCost,
          why: words.cutWhy,
          fix: { sentence: words.cutFix },
        }),
      );
    }
    const jump = song.mix.faults.firstSample;
    if (jump > JUMP) {
      findings.push(
        finding({
          code: 'ends.cut-head',
          severity: jump > 5 * JUMP ? 'fix' : 'hear',
          title: words.headTitle,
          ranges: [{ startSample: 0, endSample: Math.round(sampleRate / 2) }],
          measured: figure(20 * Math.log10(jump), 'dBFS', words.headMeasured(20 * Math.log10(jump))),
          expected: figure(null, '', words.headExpected),
          cost: 0.5 + jump,
          costSentence: words.headCost,
          why: words.headWhy,
          fix: { sentence: words.headFix },
        }),
      );
    }
    return { findings, text: words.text(before, after) };
  },
};
