/** Room above the peaks: what a mastering chain works in. A convention, for floats lose nothing; files at full scale do. */

import { effectiveFaderDb, MASTER_STRIP } from '../../session/index.ts';
import { adviceLevelWords } from '../../words/index.ts';
import type { SongFeatures } from '../features/index.ts';
import type { Check } from './check.ts';
import { type Command, figure, finding, graded, scaleEvidence } from './tools.ts';

const words = adviceLevelWords.headroom;
const WANTED_DB = 3;

/** Everything that goes straight to the master comes down by as much; null where a fader is automated or at its stop. */
function lower(song: SongFeatures, byDb: number): Command[] {
  const { document } = song;
  if (!document) return [];
  const levels = Object.values(document.strips)
    .filter(({ id, output }) => id !== MASTER_STRIP && output === MASTER_STRIP)
    .filter(({ id }) => effectiveFaderDb(document, id) > -144)
    .map(({ id, faderDb }) => ({
      stripId: id,
      faderDb: Math.max(-144, Math.round((faderDb - byDb) * 10) / 10),
    }));
  if (levels.some(({ stripId }) => document.automation[stripId]?.faderDb)) return [];
  return levels.length > 0 ? [{ id: 'strip.level', payload: { levels } }] : [];
}

export const headroom: Check = {
  code: 'level.headroom',
  title: words.line,
  help: words.help,
  run(song) {
    const peak = song.mix.truePeakDbtp;
    if (peak === null) return null;
    const session = song.document !== null;
    // A file above full scale is clipped by the next converter; a session's floats only crowd the chain.
    const severity = graded(peak, session ? 6 : 0.3, session ? 0 : -0.3, -1);
    const findings = [];
    if (severity) {
      const byDb = Math.ceil((peak + WANTED_DB) * 2) / 2;
      findings.push(
        finding({
          code: 'level.headroom',
          severity,
          title: words.title(peak),
          measured: figure(peak, 'dBTP', words.level(peak)),
          expected: figure(-WANTED_DB, 'dBTP', words.expected),
          cost: Math.max(0.1, (peak + 1) / 3),
          costSentence: session ? words.costSession : words.costFile,
          why: words.why(peak),
          fix: {
            sentence: session ? words.fixSession(byDb) : words.fixFile(byDb),
            commands: lower(song, byDb),
          },
          evidence: [
            scaleEvidence({ unit: 'dBTP', value: peak, from: -18, to: 6, low: -6, high: -WANTED_DB }),
          ],
        }),
      );
    }
    return { findings, text: words.room(-peak) };
  },
};
