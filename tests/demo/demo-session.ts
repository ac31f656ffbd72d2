/** The demo song as a session in a temporary folder, built the way the program builds it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFiles, openWav } from '../../audio-engine/media/index.ts';
import {
  createDocument,
  createStrip,
  createTrack,
  finalLimiter,
  MASTER_STRIP,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import { openStudio } from '../../audio-engine/studio/index.ts';
import { type DemoKind, demoCommands, demoFolder } from '../../main/common/demo.ts';

export interface DemoSession {
  document: SessionDocument;
  folder: string;
  remove(): void;
}

export async function buildDemo(which: DemoKind): Promise<DemoSession> {
  const work = mkdtempSync(join(tmpdir(), 'threshold-demo-'));
  const folder = join(work, 'Doorway');
  const studio = openStudio(
    { name: 'Doorway', sampleRate: 44_100, folder },
    { dataFolder: join(work, 'data'), serve: false },
  );
  const { sampleRate, media, tracks, clips, failures } = await importFiles({
    paths: [join(demoFolder(), 'stems')],
    folder,
    sessionSampleRate: null,
  });
  if (failures.length > 0) throw new Error(failures[0]!.sentence);
  studio.run({ id: 'session.import', payload: { sampleRate, media, tracks, clips } });
  for (const command of demoCommands(studio.document, which)) studio.run(command);
  const { document } = studio;
  studio.close();
  return { document, folder, remove: () => rmSync(work, { recursive: true, force: true }) };
}

/** The song's chain as one file: a session of a single track that plays a mix as it is, into the song's own limiter. */
export function printed({ document }: DemoSession, file: string, path: string): SessionDocument {
  const source = openWav(path);
  const { sampleRate, lengthSamples } = source;
  source.close();
  const id = 'print';
  const print = createDocument({ id, name: id, sampleRate, createdAt: document.session.createdAt });
  const origin = { fileName: file, format: 'wav', sampleRate, channels: 2, conversions: [] };
  const shape = { channels: 2 as const, sampleRate, lengthSamples, sampleFormat: 'f32' as const };
  print.media[id] = { id, name: id, file, origin, ...shape };
  print.tracks[id] = createTrack({ id, name: id, color: 'clay', channels: 2, order: 'V' });
  print.strips[id] = createStrip(id);
  const none = () => ({ lengthSamples: 0, shape: 'linear' as const });
  const place = { startSample: 0, lengthSamples, offsetSamples: 0, gainDb: 0, muted: false };
  print.clips[id] = { [id]: { id, mediaId: id, name: id, ...place, fadeIn: none(), fadeOut: none() } };
  const limiter = finalLimiter(document);
  if (limiter) print.effects[MASTER_STRIP] = { [limiter.id]: limiter };
  return print;
}
