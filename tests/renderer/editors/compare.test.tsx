// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { createEffect } from '../../../audio-engine/session/index.ts';
import { CompareBar } from '../../../renderer/editors/index.ts';
import { setMonitor } from '../../../renderer/monitor/state.ts';
import { run } from '../../../renderer/state/index.ts';
import { type Stage, sessionOf, settle, stage } from '../controls/dom.tsx';

let open: Stage | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

function withEqualiser() {
  const document = sessionOf(2);
  const effects = {
    ...document.effects,
    t0: { e: createEffect({ id: 'e', kind: 'equaliser', order: 'a' }) },
  };
  return { ...document, effects };
}

const click = async (element: HTMLElement) => {
  await act(async () => element.click());
  await settle();
};

it('asks for what a compare needs, hears without at matched loudness, and lets go', async () => {
  open = await stage(<CompareBar target={{ stripId: 't0', effectId: 'e' }} isEnabled />, withEqualiser());
  const ref = { stripId: 't0', effectId: 'e' };
  expect(open.calls('engine.watch').at(-1)).toMatchObject({ compare: ref });
  const button = open.find('.detail-switch');
  expect(button.textContent).toContain('Compare');
  await click(button);
  expect(open.calls('engine.compare').at(-1)).toEqual({ ...ref, bypass: true, matched: true });
  expect(button.getAttribute('aria-pressed')).toBe('true');
  await act(async () => setMonitor({ matched: false }));
  await settle();
  expect(open.calls('engine.compare').at(-1)).toEqual({ ...ref, bypass: true, matched: false });
  await click(button);
  expect(open.calls('engine.compare').at(-1)).toEqual({ stripId: null, effectId: null, bypass: false });
  // The document was never touched.
  expect(open.calls('studio.command')).toEqual([]);
  await act(async () => setMonitor({ matched: true }));
});

it('has nothing to compare where the insert is bypassed, and no blind test before anything was heard', async () => {
  open = await stage(<CompareBar target={{ stripId: 't0', effectId: 'e' }} isEnabled />, withEqualiser());
  const [compare, , blind] = open.host.querySelectorAll<HTMLButtonElement>('.detail-switch');
  await click(blind!);
  expect(open.host.querySelector('.blind-bar')).toBeNull();
  expect(open.calls('engine.compare')).toEqual([]);
  await act(async () => {
    await run('effect.bypass', { stripId: 't0', effectId: 'e', bypassed: true });
  });
  await settle();
  expect([compare!.disabled, blind!.disabled]).toEqual([true, true]);
});

it('hears only what an effect changes, and the song again when its bar goes', async () => {
  const ref = { stripId: 't0', effectId: 'e' };
  open = await stage(<CompareBar target={ref} isEnabled />, withEqualiser());
  const [compare, delta] = open.host.querySelectorAll<HTMLButtonElement>('.detail-switch');
  await click(delta!);
  expect(open.calls('engine.compare').at(-1)).toEqual({ ...ref, bypass: false, delta: true });
  expect(delta!.getAttribute('aria-pressed')).toBe('true');
  // One thing at a time.
  await click(compare!);
  expect(open.calls('engine.compare').at(-1)).toEqual({ ...ref, bypass: true, matched: true });
  expect(delta!.getAttribute('aria-pressed')).toBe('false');
  await click(delta!);
  const { calls } = open;
  await open.close();
  open = undefined;
  expect(calls('engine.compare').at(-1)).toEqual({ stripId: null, effectId: null, bypass: false });
});
