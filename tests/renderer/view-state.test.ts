/** What was chosen in a view is kept, also what was chosen before the kept view had arrived. */
import { expect, it } from 'vitest';
import type { StudioApi } from '../../audio-engine/protocol/index.ts';
import { setStudio } from '../../renderer/state/index.ts';
import { loadView, setView, viewValue } from '../../renderer/state/view.ts';

it('a key pressed while the kept view is on its way is not taken back by it', async () => {
  let arrive = (_answer: unknown): void => {};
  const answer = new Promise((resolve) => {
    arrive = resolve;
  });
  const invoke = async (channel: string) => (channel === 'view.get' ? answer : { ok: true });
  setStudio({ invoke } as unknown as StudioApi);
  setView({ 'app.view': 'check' });
  const loaded = loadView();
  setView({ 'app.view': 'mixer' });
  arrive({ view: { 'app.view': 'timeline', 'mixer.width': 3 } });
  await loaded;
  expect(viewValue('app.view', 'none')).toBe('mixer');
  expect(viewValue('mixer.width', 0)).toBe(3);
});
