/** A mix so low that its converter's noise comes up with it. */

import { effectiveFaderDb, MASTER_STRIP } from '../../session/index.ts';
import { adviceLevelWords } from '../../words/index.ts';
import type { Check } from './check.ts';
import { figure, finding, graded, scaleEvidence } from './tools.ts';

const words = adviceLevelWords.quiet;
const HEAR_LUFS = -32;
const NOTE_LUFS = -28;
const FIX_LUFS = -40;
const WANTED_LUFS = -20;

export const quiet: Check = {
  code: 'level.quiet',
  title: words.line,
  help: words.help,
  run(song) {
    const { document, mix } = song;
    const lufs = mix.loudness.integratedLufs;
    if (lufs === null) return null;
    const severity = graded(-lufs, -FIX_LUFS, -HEAR_LUFS, -NOTE_LUFS);
    if (!severity) return { findings: [], text: words.level(lufs) };
    const room = -3 - (mix.truePeakDbtp ?? 0);
    const byDb = Math.floor(Math.min(WANTED_LUFS - lufs, room) * 2) / 2;
    const strips = document ? Object.values(document.strips) : [];
    const levels = strips
      .filter(({ id, output }) => id !== MASTER_STRIP && output === MASTER_STRIP)
      .filter(({ id }) => effectiveFaderDb(document!, id) > -144)
      .map(({ id, faderDb }) => ({ stripId: id, faderDb: Math.round((faderDb + byDb) * 10) / 10 }));
    const reaches = levels.length > 0 && byDb > 0 && levels.every(({ faderDb }) => faderDb <= 12);
    return {
      findings: [
        finding({
          code: 'level.quiet',
          severity,
          title: words.title(lufs),
          measured: figure(lufs, 'LUFS', words.level(lufs)),
          expected: figure(WANTED_LUFS, 'LUFS', words.expected),
          cost: (-lufs + HEAR_LUFS) / 10 + 0.5,
          costSentence: words.cost,
          why: words.why,
          fix: {
            sentence: words.fix(Math.max(0, byDb)),
            commands: reaches ? [{ id: 'strip.level', payload: { levels } }] : [],
          },
          evidence: [scaleEvidence({ unit: 'LUFS', value: lufs, from: -60, to: -6, low: -24, high: -14 })],
        }),
      ],
      text: words.level(lufs),
    };
  },
};
