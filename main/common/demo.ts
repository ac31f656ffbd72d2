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
  MASTER_STRIP,
  orderedTracks,
  ordersAfter,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import type { Studio } from '../../audio-engine/studio/index.ts';
import { hostWords, ThresholdError } from '../../audio-engine/words/index.ts';
import type { App } from './app.ts';
import { startImport } from './handlers/media.ts';

const effectSchema = z.strictObject({
  kind: z.enum(['equaliser', 'compressor', 'limiter']),
  parameters: z.record(z.string(), z.number()),
  presetName: z.string().nullable().default(null),
});
const stripSchema = z.strictObject({
  strip: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])).default({}),
  effects: z.array(effectSchema).default([]),
});
const demoSchema = z.strictObject({
  name: z.string(),
  tempo: z.strictObject({ bpm: z.number(), numerator: z.number().int(), denominator: z.number().int() }),
  /** Section names by bar, counted from 0. */
  sections: z.array(z.strictObject({ bar: z.number(), name: z.string() })),
  /** What each stem is called once it is in the session. */
  names: z.record(z.string(), z.string()),
  strips: z.record(z.string(), stripSchema),
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
  for (const [stem, { strip, effects }] of Object.entries(strips)) {
    const stripId = stem === MASTER_STRIP ? MASTER_STRIP : tracks.find((track) => track.name === stem)?.id;
    if (stripId === undefined) continue;
    const orders = ordersAfter(null, effects.length);
    for (const [index, effect] of effects.entries())
      list.push({
        id: 'effect.insert',
        payload: {
          stripId,
          effect: {
            id: `${stripId}-${effect.kind}-${index}`,
            order: orders[index],
            bypassed: false,
            ...effect,
          },
        },
      });
    if (Object.keys(strip).length > 0) list.push({ id: 'strip.set', payload: { stripId, ...strip } });
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
