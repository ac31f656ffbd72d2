/** The control room, which stands outside every document. */
import type { App } from '../app.ts';
import type { Answers } from './kind.ts';

export function monitorHandlers(app: App): Answers<'monitor.get' | 'monitor.set' | 'monitor.listen'> {
  return {
    'monitor.get': () => app.monitor.state,
    'monitor.set': ({ change }) => app.monitor.set(change as Parameters<typeof app.monitor.set>[0]),
    'monitor.listen': ({ stripIds }) => app.monitor.listen(stripIds),
  };
}
