/** Generators of random documents with routes: directed graphs without loops. */
import fc from 'fast-check';
import type { HostedDescription } from '../../audio-engine/graph/index.ts';
import { MASTER_STRIP, type SessionDocument, type Strip } from '../../audio-engine/session/index.ts';
import { testDocument } from './rig.ts';
import { addBus, addEffect, addSend, delay } from './routes.ts';

export interface RandomGraph {
  document: SessionDocument;
  hosted: Record<string, HostedDescription[]>;
  tracks: string[];
  /** All strips, `hardware:2` where something goes there. */
  ids: string[];
}

interface Draft {
  channels: 1 | 2;
  output: number;
  sends: { to: number; point: 'pre' | 'post'; levelDb: number; pan: number; muted: boolean }[];
  key: { from: number; point: 'pre' | 'post' } | null;
  hosted: { latency: number; bypassed: boolean }[];
  strip: Pick<Strip, 'faderDb' | 'pan' | 'width' | 'panMode' | 'inputTrimDb' | 'polarityInverted'>;
}

const db = fc.integer({ min: -20, max: 3 });
const side = fc.integer({ min: -4, max: 4 }).map((n) => n / 4);
const point = fc.constantFrom('pre' as const, 'post' as const);
const far = fc.nat({ max: 1000 });

function drafts(longest: number, grid: number): fc.Arbitrary<Draft> {
  return fc.record({
    channels: fc.constantFrom(1 as const, 2 as const),
    output: far,
    sends: fc.array(fc.record({ to: far, point, levelDb: db, pan: side, muted: fc.boolean() }), {
      maxLength: 3,
    }),
    key: fc.option(fc.record({ from: far, point })),
    hosted: fc.array(
      fc.record({
        latency: fc.nat({ max: Math.floor(longest / grid) }).map((n) => n * grid),
        bypassed: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    strip: fc.record({
      faderDb: db,
      pan: side,
      width: fc.constantFrom(0, 0.5, 1, 1, 2),
      panMode: fc.constantFrom('balance' as const, 'stereo' as const),
      inputTrimDb: db,
      polarityInverted: fc.boolean(),
    }),
  });
}

/**
 * Tracks and buses that feed later buses, the master, a hardware pair or nothing, and listen to earlier strips.
 * @param longest latency of a plug-in, in multiples of `grid`.
 */
export function randomGraph(longest: number, grid = 1): fc.Arbitrary<RandomGraph> {
  return fc
    .record({
      tracks: fc.array(drafts(longest, grid), { minLength: 1, maxLength: 4 }),
      buses: fc.array(drafts(longest, grid), { maxLength: 4 }),
      master: drafts(longest, grid),
    })
    .map(({ tracks, buses, master }) => build(tracks, buses, master));
}

function build(tracks: readonly Draft[], buses: readonly Draft[], master: Draft): RandomGraph {
  const trackIds = tracks.map((_, i) => `t${i}`);
  // Ids in another order than the graph's.
  const busIds = buses.map((_, i) => `${'qcza'[i]}bus`);
  const ids = [...trackIds, ...busIds, MASTER_STRIP];
  const document = testDocument(
    Object.fromEntries(tracks.map(({ channels, strip }, i) => [trackIds[i]!, { channels, ...strip }])),
  );
  for (const [i, { channels, strip }] of buses.entries())
    addBus(document, busIds[i]!, { channels, ...strip });
  Object.assign(document.strips[MASTER_STRIP]!, master.strip);
  const hosted: RandomGraph['hosted'] = {};
  [...tracks, ...buses, master].forEach((draft, at) => {
    const id = ids[at]!;
    hosted[id] = draft.hosted.map(({ latency, bypassed }, i) => delay(`${id}-p${i}`, latency, bypassed));
    if (draft.key && at > 0)
      addEffect(document, id, 'gate', {
        sideChain: { stripId: ids[draft.key.from % at]!, point: draft.key.point },
        parameters: { thresholdDb: -30 },
      });
    if (id === MASTER_STRIP) return;
    const later = ids.slice(Math.max(at + 1, trackIds.length));
    const outputs = [...later, ...later, 'hardware:2', null];
    document.strips[id]!.output = outputs[draft.output % outputs.length]!;
    draft.sends.forEach(({ to, ...send }, i) => {
      addSend(document, id, later[to % later.length]!, { id: `${id}-s${i}`, ...send });
    });
  });
  const hardware = ids.some((id) => document.strips[id]!.output === 'hardware:2') ? ['hardware:2'] : [];
  return { document, hosted, tracks: trackIds, ids: [...ids, ...hardware] };
}
