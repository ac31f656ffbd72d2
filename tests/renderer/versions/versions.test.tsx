// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { ComparedStrip } from '../../../audio-engine/protocol/index.ts';
import { applyCommand, type SessionDocument } from '../../../audio-engine/session/index.ts';
import { ScenesPanel } from '../../../renderer/browser/scenes-panel.tsx';
import { bandMoves, mostMoved } from '../../../renderer/versions/band-picture.tsx';
import { levelText } from '../../../renderer/versions/compare-table.tsx';
import { typedNumber } from '../../../renderer/versions/delay-dialog.tsx';
import { DelayDialog, endHearing, heardScene, stepScene } from '../../../renderer/versions/index.ts';
import { press, type Stage, sessionOf, settle, stage } from '../controls/dom.tsx';

let open: Stage | undefined;
afterEach(async () => {
  endHearing();
  await open?.close();
  open = undefined;
});

const scene = (id: string, name: string, order: string) => ({
  id: 'scene.store',
  payload: { scene: { id, name, order, createdAt: '2026-01-01T00:00:00.000Z' } },
});
const fader = (stripId: string, faderDb: number) => ({ id: 'strip.set', payload: { stripId, faderDb } });

/** Two scenes: A at 0 dB, B with the kick at −6; the mix now has it at −9, and a track that B knew is gone. */
function withScenes(): SessionDocument {
  const track = { id: 'x', name: 'Gone', color: 'clay', channels: 1, order: 'zz' };
  return [
    { id: 'track.add', payload: { track } },
    scene('a', 'A', 'V'),
    fader('t0', -6),
    scene('b', 'B', 'W'),
    { id: 'track.remove', payload: { trackIds: ['x'] } },
    fader('t0', -9),
  ].reduce((document, command) => applyCommand(document, command).document, sessionOf(4));
}

const click = async (element: HTMLElement) => {
  await act(async () => {
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  });
  await settle();
};

describe('the scenes', () => {
  it('say what recalling one would change, and which strips of it are gone', async () => {
    open = await stage(<ScenesPanel />, withScenes());
    await click(open.find('[aria-label^="Scene B"]'));
    const chosen = open.find('.scene-chosen');
    expect(chosen.textContent).toContain('Recalling it makes 1 change');
    expect(chosen.textContent).toContain('Kick fader: −9.0 dB → −6.0 dB (+3.0 dB)');
    expect(chosen.querySelector('.scene-warns')).not.toBeNull();
  });

  it('are recalled as one step, also by the keys for next and previous, round and round', async () => {
    open = await stage(<ScenesPanel />, withScenes());
    await press(open.find('[aria-label^="Scene B"]'), 'Enter');
    await click(open.find('[aria-label^="Scene B"]'));
    await press(open.find('[aria-label^="Scene B"]'), 'Enter');
    await settle();
    const recalled = () =>
      (open!.calls('studio.command') as { command: { payload: { sceneId?: string } } }[]).flatMap(
        ({ command }) => command.payload.sceneId ?? [],
      );
    expect(recalled()).toEqual(['b']);
    expect(open.document().strips.t0!.faderDb).toBe(-6);
    for (const by of [1, 1, -1] as const) {
      stepScene(by);
      await settle();
    }
    expect(recalled()).toEqual(['b', 'a', 'b', 'a']);
    expect(open.document().strips.t0!.faderDb).toBe(0);
  });

  it('are heard as a gesture and not as a step, and left again', async () => {
    open = await stage(<ScenesPanel />, withScenes());
    const hear = open.find('[aria-label="Hear it: A"]');
    await act(async () => {
      hear.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 0 }));
    });
    await settle();
    expect(open.calls('gesture.begin')).toHaveLength(1);
    expect(open.calls('scene.hear')).toMatchObject([{ sceneId: 'a' }]);
    expect(heardScene()).toBe('a');
    expect(hear.getAttribute('aria-pressed')).toBe('true');
    await act(async () => endHearing());
    await settle();
    expect(open.calls('gesture.cancel')).toHaveLength(1);
    expect(open.calls('studio.command')).toEqual([]);
    expect(hear.getAttribute('aria-pressed')).toBe('false');
  });
});

describe('a delay', () => {
  it('is typed in either unit, with either minus, and stepped by keys', async () => {
    expect(typedNumber('−2,5 ms')).toBe(-2.5);
    expect(typedNumber('12 samples')).toBe(12);
    expect(typedNumber('soon')).toBeUndefined();
    open = await stage(<DelayDialog stripId="t0" onClose={() => undefined} />);
    const inputs = [...globalThis.document.querySelectorAll<HTMLInputElement>('.delay-field input')];
    expect(inputs.map(({ value }) => value)).toEqual(['0.00', '0']);
    await press(inputs[1]!, 'ArrowUp');
    await press(inputs[0]!, 'ArrowUp', { shiftKey: true });
    await settle();
    // One sample and one millisecond at 48 kHz.
    expect(open.document().tracks.t0!.delaySamples).toBe(49);
    expect(inputs.map(({ value }) => value)).toEqual(['1.02', '49']);
  });
});

describe('what changed, in a row', () => {
  const figures = (lufs: number | null, bandsDb: (number | null)[]) => ({
    lufs,
    peakDbfs: null,
    correlation: 1,
    sideDb: null,
    bandsDb,
  });
  it('says levels and the bands that moved most', () => {
    const bands = Array.from({ length: 29 }, () => -40);
    const moved = bands.map((db, i) => (i === 6 ? db + 4 : i === 10 ? db - 6 : i === 11 ? db + 0.4 : db));
    const strip: Pick<ComparedStrip, 'a' | 'b'> = { a: figures(-20, bands), b: figures(-18.5, moved) };
    expect(levelText(strip)).toBe('+1.5 LU');
    expect(levelText({ a: null, b: strip.b })).toBe('new');
    expect(levelText({ a: strip.a, b: figures(null, []) })).toBe('silent after');
    expect(mostMoved(bandMoves(strip))).toEqual([
      { hz: '250 Hz', db: -6 },
      { hz: '100 Hz', db: 4 },
    ]);
  });
});
