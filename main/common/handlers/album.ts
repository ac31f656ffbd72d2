/** The album page: one album at a time, kept in the app's data folder as it is typed; and reports of masters. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findServicesFile, loadServices } from '../../../audio-engine/advice/index.ts';
import { findTarget, parseAlbum, programVersion } from '../../../audio-engine/delivery/index.ts';
import { albumMadeSchema } from '../../../audio-engine/protocol/index.ts';
import type { SessionDocument } from '../../../audio-engine/session/index.ts';
import { openStudio } from '../../../audio-engine/studio/index.ts';
import { albumWords, reportWords } from '../../../audio-engine/words/index.ts';
import { AlbumKeeper } from '../album-keeper.ts';
import type { App } from '../app.ts';
import type { Answers } from './kind.ts';

/** As it is now where it is the session that is open, else as it lies on disk. */
function sessionDocument(app: App, folder: string): SessionDocument {
  if (app.studio.folder === folder) return app.studio.document;
  const studio = openStudio(folder, { dataFolder: app.host.dataFolder, readOnly: true, serve: false });
  const { document } = studio;
  studio.close();
  return document;
}

export function albumHandlers(app: App): Answers<'album.get' | 'album.set' | 'album.make' | 'report.make'> {
  const keeper = new AlbumKeeper(app.host.dataFolder);
  return {
    'album.get': () => keeper.state,
    'album.set': ({ album }) => keeper.set(album),
    'album.make': ({ folder, replace }) => {
      const { album: written } = keeper.state;
      const album = parseAlbum(written, app.host.dataFolder);
      const place = app.places.check(folder);
      for (const { path } of album.songs) app.places.check(path);
      if (album.artwork !== null) app.places.check(album.artwork);
      const job = app.jobs.start('album', {
        title: albumWords.making(album.title),
        request: () => ({
          kind: 'album',
          album: written,
          place: app.host.dataFolder,
          folder: place,
          replace,
          sessions: Object.fromEntries(
            album.songs
              .filter(({ from }) => from === 'session')
              .map(({ path }) => [path, sessionDocument(app, path)]),
          ),
        }),
        finish: (result) => albumMadeSchema.parse(result),
      });
      return { jobId: job.id };
    },
    'report.make': ({ path, check }) => {
      const { studio } = app;
      const place = app.places.check(path);
      if (dirname(place) === join(studio.folder, 'exports') && !existsSync(dirname(place)))
        mkdirSync(dirname(place), { recursive: true });
      const { targetName } = studio.document.release;
      const target = targetName === null ? null : findTarget(targetName);
      const job = app.jobs.start('report', {
        title: reportWords.making,
        request: () => ({
          kind: 'report',
          document: studio.document,
          folder: studio.folder,
          revision: studio.revision,
          path: place,
          services: loadServices(findServicesFile(app.host.dataFolder)).filter(({ panel }) => panel),
          target: target && { name: target.name, lufs: target.lufs, ceilingDbtp: target.ceilingDbtp },
          programVersion: programVersion(),
          check,
        }),
      });
      return { jobId: job.id };
    },
  };
}
