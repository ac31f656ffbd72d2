/**
 * The demo song "Doorway": its raw stems imported into a session of its own, and, for the mixed one, the moves of
 * `assets/demo/mix.json` made through the same commands a person's hands would make, so that the history tells
 * how it was mixed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { programFolder } from '../../audio-engine/entries.ts';
import {
  BUS_KINDS,
  EFFECT_KINDS,
  MASTER_STRIP,
  orderedTracks,
  ordersAfter,
  type SessionDocument,
  TRACK_COLORS,
} from '../../audio-engine/session/index.ts';
import type { Studio } from '../../audio-engine/studio/index.ts';
import { hostWords, ThresholdError } from '../../audio-engine/words/index.ts';
import type { App } from './app.ts';
import { startImport } from './handlers/media.ts';

const point = z.enum(['pre', 'post']).default('post');
const effectSchema = z.strictObject({
  kind: z.enum(EFFECT_KINDS),
  parameters: z.record(z.string(), z.number()),
  presetName: z.string().nullable().default(null),
  /** A strip by the stem's or the bus's key. */
  sideChain: z.strictObject({ strip: z.string(), point }).optional(),
  impulse: z.string().optional(),
});
const stripSchema = z.strictObject({
  strip: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])).default({}),
  /** Where it goes, by key; the master without one. */
  output: z.string().optional(),
  effects: z.array(effectSchema).default([]),
  sends: z
    .array(z.strictObject({ to: z.string(), point, levelDb: z.number(), pan: z.number().default(0) }))
    .default([]),
});
const laneSchema = z.strictObject({
  strip: z.string(),
  /** `faderDb`, `pan`…, or the level of a send by where it goes: `send plate`. */
  lane: z.string(),
  /** Bars are counted from 0 and may be broken. */
  points: z.array(z.strictObject({ bar: z.number(), value: z.number(), bend: z.number().default(0) })),
});
const demoSchema = z.strictObject({
  name: z.string(),
  tempo: z.strictObject({ bpm: z.number(), numerator: z.number().int(), denominator: z.number().int() }),
  /** Section names by bar, counted from 0. */
  sections: z.array(z.strictObject({ bar: z.number(), name: z.string() })),
  /** What each stem is called once it is in the session. */
  names: z.record(z.string(), z.string()),
  folders: z.array(
    z.strictObject({ name: z.string(), color: z.enum(TRACK_COLORS), stems: z.array(z.string()) }),
  ),
  buses: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      kind: z.enum(BUS_KINDS),
      color: z.enum(TRACK_COLORS),
    }),
  ),
  strips: z.record(z.string(), stripSchema),
  vcas: z.array(
    z.strictObject({ name: z.string(), color: z.enum(TRACK_COLORS), strips: z.array(z.string()) }),
  ),
  automation: z.array(laneSchema),
});

export type DemoKind = 'mixed' | 'raw';
interface Command {
  id: string;
  payload: unknown;
}

export function demoFolder(): string {
  return join(programFolder(), 'assets', 'demo');
}

/** The commands that turn the freshly imported stems into the demo session. Pure, so that tests can run them too. */
export function demoCommands(document: SessionDocument, which: DemoKind): Command[] {
  const demo = demoSchema.parse(JSON.parse(readFileSync(join(demoFolder(), 'mix.json'), 'utf8')));
  const { tempo, sections, names, strips } = demo;
  const barSamples = Math.round((document.session.sampleRate * 60 * tempo.numerator) / tempo.bpm);
  const list: Command[] = [{ id: 'tempo.set', payload: tempo }];
  for (const [index, { bar, name }] of sections.entries())
    list.push({
      id: 'marker.add',
      payload: { marker: { id: `section-${index}`, sample: bar * barSamples, name } },
    });
  const tracks = orderedTracks(document);
  for (const track of tracks) {
    const name = names[track.name];
    if (name) list.push({ id: 'track.rename', payload: { trackId: track.id, name } });
  }
  if (which === 'raw') return list;
  const idOf = (key: string): string =>
    tracks.find((track) => track.name === key)?.id ?? (key === MASTER_STRIP ? key : `bus-${key}`);
  for (const [index, { name, color, stems }] of demo.folders.entries()) {
    const folder = { id: `folder-${index}`, name, color, order: `a${index + 1}`, parentId: null };
    list.push({ id: 'folder.add', payload: { folder, trackIds: stems.map(idOf) } });
  }
  const busOrders = ordersAfter(null, demo.buses.length);
  for (const [index, { key, name, kind, color }] of demo.buses.entries()) {
    const bus = { id: idOf(key), name, kind, color, channels: 2, order: busOrders[index], folderId: null };
    list.push({ id: 'bus.add', payload: { bus } });
  }
  for (const [key, { strip, output, effects, sends }] of Object.entries(strips)) {
    const stripId = idOf(key);
    const orders = ordersAfter(null, effects.length);
    for (const [index, { sideChain, impulse, ...effect }] of effects.entries())
      list.push({
        id: 'effect.insert',
        payload: {
          stripId,
          effect: {
            id: `${stripId}-${effect.kind}-${index}`,
            order: orders[index],
            bypassed: false,
            ...effect,
            sideChain: sideChain ? { stripId: idOf(sideChain.strip), point: sideChain.point } : null,
            impulse: impulse ?? null,
          },
        },
      });
    const fields = { ...strip, ...(output === undefined ? {} : { output: idOf(output) }) };
    if (Object.keys(fields).length > 0) list.push({ id: 'strip.set', payload: { stripId, ...fields } });
    const sendOrders = ordersAfter(null, sends.length);
    for (const [index, { to, ...send }] of sends.entries())
      list.push({
        id: 'send.add',
        payload: {
          stripId,
          send: { id: `${stripId}-${to}`, toStripId: idOf(to), order: sendOrders[index], ...send },
        },
      });
  }
  for (const [index, { name, color, strips: members }] of demo.vcas.entries()) {
    const vca = { id: `vca-${index}`, name, color, order: `a${index + 1}`, faderDb: 0 };
    list.push({ id: 'vca.add', payload: { vca, stripIds: members.map(idOf) } });
  }
  for (const { strip, lane, points } of demo.automation) {
    const stripId = idOf(strip);
    const laneId = lane.startsWith('send ') ? `send:${stripId}-${lane.slice(5)}:levelDb` : lane;
    const written = points.map(({ bar, ...rest }) => ({ sample: Math.round(bar * barSamples), ...rest }));
    list.push({
      id: 'automation.write',
      payload: {
        edits: [{ stripId, laneId, fromSample: 0, toSample: written.at(-1)!.sample + 1, points: written }],
      },
    });
  }
  return list;
}

/** Opens the demo session, made at the first time from the stems. */
export async function openDemo(app: App, which: DemoKind): Promise<Studio> {
  const folder = join(
    app.host.dataFolder,
    'demo',
    which === 'mixed' ? hostWords.demoMixed : hostWords.demoRaw,
  );
  const studio = existsSync(join(folder, 'session.json'))
    ? app.open(folder)
    : app.open({ name: hostWords.demoName(which), sampleRate: 44_100, folder });
  if (orderedTracks(studio.document).length > 0 || studio.readOnly !== null) return studio;
  const jobId = startImport(app, [join(demoFolder(), 'stems')], 0, () => {
    for (const command of demoCommands(studio.document, which)) studio.run(command);
  });
  const job = await app.jobs.whenEnded(jobId);
  const failure = job.state === 'failed' ? job.failures[0] : undefined;
  if (failure) throw new ThresholdError(failure);
  return studio;
}
