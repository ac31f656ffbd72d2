/** A small stage for component tests: the real state on the in-page studio, rendered into a DOM without a browser. */
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Provider } from 'react-redux';
import {
  applyCommand,
  createDocument,
  ordersAfter,
  type SessionDocument,
} from '../../../audio-engine/session/index.ts';
import { createFakeStudio, type FakeStudio } from '../../../renderer/carriers/fake.ts';
import { connect, select, setStudio, store } from '../../../renderer/state/index.ts';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

// There is no layout here: everything is as wide as a window, so that virtual lists draw what they hold.
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 1200 });

export interface Stage {
  studio: FakeStudio;
  host: HTMLElement;
  document(): SessionDocument;
  /** Calls of one channel so far. */
  calls(channel: string): unknown[];
  find(selector: string): HTMLElement;
  close(): Promise<void>;
}

const COLORS = ['clay', 'clay', 'ochre', 'mauve'] as const;
const NAMES = ['Kick', 'Snare', 'Bass', 'Lead vox'];

/** A session of `count` tracks with ids t0, t1 ...; every second one is stereo. */
export function sessionOf(count: number): SessionDocument {
  let document = createDocument({
    id: 'test',
    name: 'Test',
    sampleRate: 48_000,
    createdAt: '2026-01-01T00:00:00.000Z',
  });
  for (const [index, order] of ordersAfter(null, count).entries()) {
    const track = {
      id: `t${index}`,
      name: NAMES[index] ?? `Track ${index + 1}`,
      color: COLORS[index % COLORS.length] ?? 'stone',
      channels: index % 2 === 0 ? 1 : 2,
      order,
    };
    document = applyCommand(document, { id: 'track.add', payload: { track } }).document;
  }
  return document;
}

export async function settle(): Promise<void> {
  await act(async () => {
    await new Promise((resolve) => setTimeout(resolve, 40));
  });
}

export async function stage(content: ReactNode, document = sessionOf(4)): Promise<Stage> {
  const studio = createFakeStudio({ document });
  setStudio(studio);
  select({ stripIds: [], clips: [], effect: null, markerId: null });
  const end = await connect();
  const host = globalThis.document.createElement('div');
  globalThis.document.body.append(host);
  let root: Root;
  await act(async () => {
    root = createRoot(host);
    root.render(<Provider store={store}>{content}</Provider>);
  });
  await settle();
  return {
    studio,
    host,
    document: () => studio.document(),
    calls: (channel) => studio.calls.filter((call) => call.channel === channel).map((call) => call.payload),
    find: (selector) => {
      const element = host.querySelector<HTMLElement>(selector);
      if (!element) throw new Error(`Nothing matches ${selector}.`);
      return element;
    },
    close: async () => {
      await act(async () => root.unmount());
      end();
      host.remove();
    },
  };
}

export async function press(element: Element, key: string, more: KeyboardEventInit = {}): Promise<void> {
  await act(async () => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  });
}

export async function pointer(
  element: Element,
  type: string,
  clientY: number,
  more: PointerEventInit = {},
): Promise<void> {
  await act(async () => {
    element.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        cancelable: true,
        button: 0,
        clientX: 10,
        clientY,
        pointerId: 1,
        ...more,
      }),
    );
    await new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)));
  });
}
