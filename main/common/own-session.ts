/**
 * Mastering a file: a session of its own beside the file and named after it, made aside and opened when the file is in
 * it. A file that cannot be mastered leaves nothing behind, and the session that is open stays open.
 */
import { existsSync, rmSync } from 'node:fs';
import { join, parse } from 'node:path';
import { openStudio, type Studio } from '../../audio-engine/studio/index.ts';
import { masterRoomWords as words } from '../../audio-engine/words/index.ts';
import type { App } from './app.ts';
import { importedSchema } from './imported.ts';

/** Until the file says its own. */
const ANY_RATE = 48_000;

/** `…/Mix.wav` is mastered in `…/Mix master`, or the next number that is free. */
export function ownFolder(path: string): string {
  const { dir, name } = parse(path);
  for (let n = 1; ; n++) {
    const folder = join(dir, words.ownSession(name, n));
    if (!existsSync(folder)) return folder;
  }
}

function makeAside(app: App, path: string): Studio {
  const { name } = parse(path);
  const options = { dataFolder: app.host.dataFolder, serve: false };
  const about = { name, sampleRate: ANY_RATE };
  try {
    return openStudio({ ...about, folder: ownFolder(path) }, options);
  } catch {
    // A folder that takes nothing: among the sessions that were never saved.
    return openStudio(about, options);
  }
}

/** Id of the job; it is done when the new session is open. */
export function startOwnSession(app: App, path: string): string {
  const studio = makeAside(app, path);
  const { folder } = studio;
  let opened = false;
  const job = app.jobs.start('import', {
    title: words.usingFile(parse(path).base),
    request: () => ({
      kind: 'takeFile',
      path,
      folder,
      sessionSampleRate: null,
      documentNames: [],
      lastTrackOrder: null,
      atSample: 0,
    }),
    finish: (result) => {
      const { media, sampleRate, notices } = importedSchema.parse(result);
      const [file] = media;
      if (!file) return { mediaId: null, folder: null, notices };
      const commands = [
        { id: 'session.import', payload: { sampleRate, media, tracks: [], clips: [] } },
        { id: 'master.source', payload: { kind: 'file', mediaId: file.id } },
      ];
      studio.run({ id: 'batch', payload: { commands } }, { name: words.names.source('file', file.name) });
      studio.setView({ 'app.view': 'master' });
      studio.close();
      opened = true;
      app.open(folder);
      return { mediaId: file.id, folder, notices };
    },
  });
  void app.jobs.whenEnded(job.id).then(() => {
    if (opened) return;
    studio.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return job.id;
}
