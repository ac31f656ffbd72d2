/** Reverb returns against the sounds that feed them. */
import type { Finding } from '../../protocol/index.ts';
import { adviceTrackWords } from '../../words/index.ts';
import { commandsOf, keyOf, uniqueIds } from '../masking/describe.ts';
import { levelMove } from '../masking/moves.ts';
import { type Sources, sourcesOf, toDb } from '../masking/sources.ts';
import type { Check } from './check.ts';

const words = adviceTrackWords.reverb;

/** LU against the dry sound: about −9 is a convention (Pestana and Reiss 2014). */
const USUAL_LU = -9;
const HEAR_LU = -4;
const FIX_LU = 0;

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** Returns whose inserts make a room. */
function roomsOf({ list, document }: Sources) {
  return list.filter(({ id, fedBy }) => {
    const inserts = Object.values(document.effects[id] ?? {});
    return (
      fedBy.size > 0 &&
      inserts.some(({ kind, bypassed }) => !bypassed && (kind === 'reverb' || kind === 'convolution'))
    );
  });
}

export const reverbLevel: Check = {
  code: 'level.reverb',
  title: words.title,
  help: words.help,
  run(song) {
    const sources = sourcesOf(song);
    const rooms = sources ? roomsOf(sources) : [];
    if (!sources || rooms.length === 0) return null;
    const findings: Finding[] = [];
    let most = Number.NEGATIVE_INFINITY;
    for (const room of rooms) {
      const dry = sources.list.filter(({ id }) => room.fedBy.has(id));
      const dryLoud = dry.reduce((total, source) => total + sum(source.loud), 0);
      if (dryLoud <= 0) continue;
      const againstLu = toDb(sum(room.loud)) - toDb(dryLoud);
      most = Math.max(most, againstLu);
      if (againstLu < HEAR_LU) continue;
      const byDb = USUAL_LU - againstLu;
      findings.push({
        key: keyOf('level.reverb', room.id),
        code: 'level.reverb',
        severity: againstLu >= FIX_LU ? 'fix' : 'hear',
        title: words.found(room.name),
        stripIds: uniqueIds(room.id, ...dry.map(({ id }) => id)),
        ranges: [],
        frequency: null,
        measured: { value: againstLu, unit: 'LU', text: words.against(againstLu) },
        expected: { value: USUAL_LU, unit: 'LU', text: words.expected(USUAL_LU) },
        cost: Math.min(4, 0.25 * -byDb),
        costSentence: words.cost,
        why: words.why,
        fix: {
          sentence: words.fix(room.name, byDb),
          commands: commandsOf([levelMove(sources.document, room.id, byDb)]),
        },
        evidence: [
          {
            kind: 'scale',
            unit: 'LU',
            value: againstLu,
            from: -24,
            to: 6,
            low: -14,
            high: HEAR_LU,
            marks: [{ name: words.usual, value: USUAL_LU }],
          },
        ],
      });
    }
    return { findings, text: most > -100 ? words.against(most) : words.none };
  },
};
