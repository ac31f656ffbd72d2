/** The user's own presets. */
import type { App } from '../app.ts';
import type { Answers } from './kind.ts';

export function presetHandlers(app: App): Answers<'presets.list' | 'presets.save' | 'presets.remove'> {
  return {
    'presets.list': () => ({ presets: app.presets.list() }),
    'presets.save': (preset) => ({ presets: app.presets.save(preset) }),
    'presets.remove': (which) => ({ presets: app.presets.remove(which) }),
  };
}
