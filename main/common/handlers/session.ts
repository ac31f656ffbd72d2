/** Sessions: new, open, save as, versions, recent, the demo; and the view that is kept beside each. */
import { Disk, recentSessions } from '../../../audio-engine/studio/index.ts';
import type { App } from '../app.ts';
import { openDemo } from '../demo.ts';
import type { Answers } from './kind.ts';

const OK = { ok: true } as const;

export function sessionHandlers(
  app: App,
): Answers<
  | 'session.new'
  | 'session.open'
  | 'session.saveAs'
  | 'session.recent'
  | 'session.saveVersion'
  | 'session.versions'
  | 'session.restoreVersion'
  | 'view.get'
  | 'view.set'
  | 'app.openDemo'
> {
  return {
    'session.new': ({ name, sampleRate }) => app.open({ name, sampleRate }).state(),
    'session.open': ({ path }) => app.open(app.places.check(path)).state(),
    'session.saveAs': async ({ path }) => {
      await app.studio.saveAs(app.places.check(path));
      return app.studio.state();
    },
    'session.recent': () => ({ sessions: recentSessions(new Disk(), app.host.dataFolder) }),
    'session.saveVersion': ({ name }) => {
      app.studio.saveVersion(name);
      return OK;
    },
    'session.versions': () => ({
      versions: app.studio.versions().map(({ id, name, timeMs }) => ({ id, name, timeMs })),
    }),
    'session.restoreVersion': ({ id }) => app.studio.restoreVersion(id),
    'view.get': () => ({ view: app.studio.view() }),
    'view.set': ({ view }) => {
      app.studio.setView(view);
      return OK;
    },
    'app.openDemo': async ({ which }) => (await openDemo(app, which)).state(),
  };
}
