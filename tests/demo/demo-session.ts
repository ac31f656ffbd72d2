/** The demo song as a session in a temporary folder, built the way the program builds it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFiles } from '../../audio-engine/media/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
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
