/** Commands, gestures and history: straight to the one writer. */
import type { App } from '../app.ts';
import type { SendHandlers } from '../router.ts';
import type { Answers } from './kind.ts';

const OK = { ok: true } as const;

export function studioHandlers(
  app: App,
): Answers<
  | 'studio.state'
  | 'studio.command'
  | 'studio.undo'
  | 'studio.redo'
  | 'studio.history'
  | 'studio.historyJump'
  | 'gesture.begin'
  | 'gesture.commit'
  | 'gesture.cancel'
> {
  return {
    'studio.state': () => app.studio.state(),
    'studio.command': ({ command, name, clientTag }) => ({
      revision: app.studio.run(command, { name, clientTag }).revision,
    }),
    'studio.undo': () => app.studio.undo(),
    'studio.redo': () => app.studio.redo(),
    'studio.history': () => ({ entries: app.studio.history() }),
    'studio.historyJump': ({ revision }) => app.studio.historyJump(revision),
    'gesture.begin': ({ gesture, name }, client) => {
      app.studio.beginGesture(gesture, name);
      app.gestures.began(client, gesture);
      return OK;
    },
    'gesture.commit': ({ gesture, command }, client) => {
      app.gestures.ended(client, gesture);
      return { revision: app.studio.commitGesture(gesture, command).revision };
    },
    'gesture.cancel': ({ gesture }, client) => {
      app.gestures.ended(client, gesture);
      app.studio.cancelGesture(gesture);
      return OK;
    },
  };
}

export function studioSends(app: App): Pick<SendHandlers, 'gesture.preview'> {
  return {
    'gesture.preview': ({ gesture, patches }) => app.studio.preview(gesture, patches),
  };
}
