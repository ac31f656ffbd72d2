/** Backing vocals that stand over the lead while both sing. */
import { adviceTrackWords } from '../../words/index.ts';
import { commandsOf, keyOf, rangesAbove, uniqueIds } from '../masking/describe.ts';
import { levelMove } from '../masking/moves.ts';
import { sourcesOf, toDb, together } from '../masking/sources.ts';
import { vocalsOf } from '../masking/voices.ts';
import type { Check } from './check.ts';

const words = adviceTrackWords.backing;

/** Backing against lead, dB; a convention puts them 6 to 12 below. */
const USUAL_DB = -6;
const HEAR_DB = -4.5;
const FIX_DB = 1;
const LEAST_SECONDS = 1;

export const backingLevel: Check = {
  code: 'level.backing',
  title: words.title,
  help: words.help,
  run(song) {
    const sources = sourcesOf(song);
    if (!sources) return null;
    const vocals = vocalsOf(sources);
    const backing = sources.list.filter(({ role, fedBy }) => role === 'backing-vocal' && fedBy.size === 0);
    if (vocals.length === 0 || backing.length === 0) return null;
    const lead = together(vocals, song.frames);
    const behind = together(backing, song.frames);
    const apart = new Float32Array(song.frames).fill(-200);
    let own = 0;
    let other = 0;
    let both = 0;
    for (let frame = 0; frame < song.frames; frame++) {
      if (!lead.active[frame] || !behind.active[frame]) continue;
      both++;
      let a = 0;
      let b = 0;
      for (const { loud } of vocals) a += loud[frame]!;
      for (const { loud } of backing) b += loud[frame]!;
      own += a;
      other += b;
      apart[frame] = toDb(b) - toDb(a);
    }
    if (both * song.frameSamples < LEAST_SECONDS * song.sampleRate) return null;
    const overDb = toDb(other) - toDb(own);
    const text = words.against(overDb);
    if (overDb < HEAR_DB) return { findings: [], text };
    const name = vocals[0]!.name;
    const names = backing.map((source) => source.name);
    const byDb = USUAL_DB - overDb;
    return {
      text,
      findings: [
        {
          key: keyOf('level.backing', vocals[0]!.id, ...backing.slice(0, 2).map(({ id }) => id)),
          code: 'level.backing',
          severity: overDb >= FIX_DB ? 'fix' : 'hear',
          title: words.found(names, name),
          stripIds: uniqueIds(vocals[0]!.id, ...backing.map(({ id }) => id)),
          ranges: rangesAbove(song, apart, HEAR_DB),
          frequency: null,
          measured: { value: overDb, unit: 'dB', text },
          expected: { value: USUAL_DB, unit: 'dB', text: words.expected },
          cost: (-byDb * 0.6 * both) / Math.max(1, song.frames),
          costSentence: words.cost(name),
          why: words.why,
          fix: {
            sentence: words.fix(names, byDb),
            commands: commandsOf(backing.map(({ id }) => levelMove(sources.document, id, byDb))),
          },
          evidence: [
            {
              kind: 'scale',
              unit: 'dB',
              value: overDb,
              from: -20,
              to: 10,
              low: -12,
              high: USUAL_DB,
              marks: [],
            },
          ],
        },
      ],
    };
  },
};
