// @vitest-environment happy-dom
/** The frame as a person without a mouse or a screen meets it: roles, names, keys, dialogs, palette. */

import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Provider } from 'react-redux';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { applyCommand, createDocument } from '../../audio-engine/session/index.ts';
import { App } from '../../renderer/app/index.ts';
import { createFakeStudio } from '../../renderer/carriers/fake.ts';
import { connect, openDialog, setStudio, shownDocument, store } from '../../renderer/state/index.ts';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

let document_ = createDocument({
  id: 's',
  name: 'Halfway',
  sampleRate: 48000,
  createdAt: '2026-01-01T00:00:00.000Z',
});
for (const [i, name] of ['Kick', 'Snare', 'Lead vox'].entries()) {
  const track = { id: `t${i}`, name, color: 'clay', channels: 2, order: `a${i + 1}` };
  document_ = applyCommand(document_, { id: 'track.add', payload: { track } }).document;
}
const fake = createFakeStudio({ document: document_ });
let root: Root;

beforeAll(async () => {
  setStudio(fake);
  const box = document.createElement('div');
  document.body.append(box);
  root = createRoot(box);
  await act(async () => {
    root.render(
      <Provider store={store}>
        <App />
      </Provider>,
    );
    await connect();
  });
});
afterEach(() => act(async () => openDialog(null)));

const byName = (selector: string, name: RegExp) =>
  [...document.querySelectorAll<HTMLElement>(selector)].find((e) =>
    name.test(e.getAttribute('aria-label') ?? e.textContent ?? ''),
  );

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  await act(async () => {
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
    );
  });
}

describe('the frame', () => {
  it('names the transport, the views and the song', () => {
    expect(byName('button', /^Play$/)).toBeDefined();
    expect(byName('button', /^Loop$/)).toBeDefined();
    expect(byName('[role=radio], button', /^Mixer/)).toBeDefined();
    expect(byName('button', /Session Halfway/)).toBeDefined();
    expect(byName('[role=timer]', /Position 1\.1\.000/)).toBeDefined();
  });

  it('gives every button a name', () => {
    const nameless = [...document.querySelectorAll('button')].filter(
      (b) => !(b.getAttribute('aria-label') ?? b.textContent)?.trim(),
    );
    expect(nameless.map((b) => b.outerHTML.slice(0, 120))).toEqual([]);
  });

  it('plays on Space and on nothing while typing', async () => {
    await press(' ', { code: 'Space' });
    await vi.waitFor(() => expect(fake.calls.some((c) => c.channel === 'transport.play')).toBe(true));
    const plays = fake.calls.filter((c) => c.channel.startsWith('transport.')).length;
    const input = document.createElement('input');
    document.body.append(input);
    await act(async () => {
      input.dispatchEvent(
        new KeyboardEvent('keydown', { key: ' ', code: 'Space', bubbles: true, cancelable: true }),
      );
    });
    expect(fake.calls.filter((c) => c.channel.startsWith('transport.')).length).toBe(plays);
    input.remove();
  });

  it('opens the palette with every command in it', async () => {
    await press('k', { ctrlKey: true, code: 'KeyK' });
    const input = document.querySelector<HTMLInputElement>('[role=combobox]');
    expect(input).not.toBeNull();
    expect(document.querySelectorAll('#palette-list [role=option]').length).toBeGreaterThan(30);
  });

  it('goes between the rooms by key', async () => {
    await press('2', { code: 'Digit2' });
    expect(store.getState().view['app.view']).toBe('mixer');
    await press('1', { code: 'Digit1' });
    expect(store.getState().view['app.view']).toBe('timeline');
  });

  it('adds a track and takes it back by key', async () => {
    await press('t', { ctrlKey: true, code: 'KeyT' });
    await vi.waitFor(() => expect(Object.keys(fake.document().tracks)).toHaveLength(4));
    await press('z', { ctrlKey: true, code: 'KeyZ' });
    await vi.waitFor(() => expect(Object.keys(shownDocument().tracks)).toHaveLength(3));
  });

  it('says in the about dialog what it does not do yet', async () => {
    await press('F1');
    expect(document.querySelector('[role=dialog]')?.textContent).toMatch(/does not do yet.*plug-ins/s);
  });

  it('shows a refusal as an alert with its next step', async () => {
    await act(async () =>
      fake.emit('studio.refused', { code: 'x', sentence: 'The disk is full.', nextStep: 'Make room.' }),
    );
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Make room.');
  });
});
