/** Documents with routes for tests, and generators of random ones: directed graphs without loops. */
import fc from 'fast-check';
import type { HostedDescription } from '../../audio-engine/graph/index.ts';
import {
  type Bus,
  createEffect,
  createStrip,
  type Effect,
  type EffectKind,
  MASTER_STRIP,
  type SessionDocument,
  type Strip,
} from '../../audio-engine/session/index.ts';
import { testDocument } from './rig.ts';

export function addBus(
  document: SessionDocument,
  id: string,
  spec: Partial<Strip> & { channels?: 1 | 2; kind?: Bus['kind'] } = {},
): void {
  const { channels = 2, kind = 'bus', ...strip } = spec;
  document.buses[id] = { id, name: id, kind, color: 'clay', channels, order: id, folderId: null };
  document.strips[id] = { ...createStrip(id), ...strip };
  document.effects[id] = {};
}

export function addSend(
  document: SessionDocument,
  fromId: string,
  toStripId: string,
  spec: Partial<SessionDocument['sends'][string][string]> = {},
): void {
  const id = spec.id ?? `${fromId}-${toStripId}`;
  document.sends[fromId] ??= {};
  document.sends[fromId][id] = {
    id,
    toStripId,
    order: id,
    point: 'post',
    levelDb: 0,
    pan: 0,
    muted: false,
    ...spec,
  };
}

export function addEffect(
  document: SessionDocument,
  stripId: string,
  kind: EffectKind,
  spec: Partial<Effect> = {},
): void {
  const id = spec.id ?? `${stripId}-${kind}`;
  document.effects[stripId]![id] = createEffect({ id, kind, order: id, ...spec });
}

export function delay(id: string, latencySamples: number, bypassed = false): HostedDescription {
  return {
    node: 'hosted',
    id,
    plugin: 'clap:test.delay',
    bypassed,
    state: null,
    parameters: {},
    latencySamples,
  };
}

/** One plug-in of that latency on each strip. */
export function delays(latencies: Record<string, number>): Record<string, HostedDescription[]> {
  return Object.fromEntries(
    Object.entries(latencies).map(([id, samples]) => [id, [delay(`${id}-p`, samples)]]),
  );
}

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
