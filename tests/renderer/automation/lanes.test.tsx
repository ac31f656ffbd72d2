// @vitest-environment happy-dom
/** Lanes by hand and by keys: points come, move, bend, are typed and go, each as one step. */
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { laneOf, lanePoints } from '../../../audio-engine/session/index.ts';
import { AutomationLanes, LaneHeader, ModeButton, type Surface } from '../../../renderer/automation/index.ts';
import { addPoint, bendLine, movePoints, removePoints } from '../../../renderer/automation/lane-edits.ts';
import { lanePath } from '../../../renderer/automation/lane-path.ts';
import { shownDocument, store, undo } from '../../../renderer/state/index.ts';
import { press, type Stage, sessionOf, settle, stage } from '../controls/dom.tsx';

const point = (sample: number, value: number, bend = 0) => ({ sample, value, bend });
const four = [point(0, 0), point(100, -6), point(100, -12), point(300, 0)];

describe('edits of points', () => {
  it('move chosen points together, never past the others', () => {
    const up = movePoints(four, [3], 50, ({ value }) => value - 1);
    expect(up).toMatchObject({ fromSample: 300, toSample: 350, points: [point(350, -1)] });
    expect(movePoints(four, [3], -400, ({ value }) => value).points[0]!.sample).toBe(101);
    const step = movePoints(four, [1, 2], 900, ({ value }) => value);
    expect(step.points.map(({ sample }) => sample)).toEqual([299, 299]);
    expect(movePoints(four, [0], -9, ({ value }) => value).points[0]!.sample).toBe(0);
  });

  it('add, remove and bend', () => {
    expect(addPoint(four, 200, 1)).toMatchObject({ points: [point(200, 1)], chosen: [3] });
    expect(addPoint(four, 300, 1).points).toEqual([point(300, 1)]);
    expect(removePoints(four, [1])).toMatchObject({
      fromSample: 100,
      toSample: 100,
      points: [point(100, -12)],
    });
    expect(bendLine(four, 2, 7).points).toEqual([point(100, -6), point(100, -12, 1)]);
  });

  it('are drawn from end to end', () => {
    const place = { x: (s: number) => s, y: (v: number) => -v, width: 400, stepped: false, value: -3 };
    expect(lanePath([], place, 0, 400)).toBe('M0 3.0H400');
    const path = lanePath(four, place, 0, 400);
    expect(path.startsWith('M0.0 0.0')).toBe(true);
    expect(path).toContain('L100.0 6.0L100.0 12.0');
    expect(path.endsWith('H400.0')).toBe(true);
    expect(lanePath(four, { ...place, stepped: true }, 0, 400)).toContain('H100.0V6.0');
  });
});

let open: Stage | undefined;
const surface: Surface = {
  width: 1000,
  scrollTop: 0,
  scrollSample: 0,
  samplesPerPixel: 100,
  xOf: (sample) => sample / 100,
  sampleAt: (x) => x * 100,
  snap: (sample) => Math.round(sample / 1000) * 1000,
  time: (sample) => `at ${sample}`,
  lanes: () => [{ stripId: 't1', laneId: 'faderDb', color: 'clay', top: 36 }],
  onChange: (listener) => store.subscribe(listener),
};
const points = () => {
  const lane = laneOf(open!.document(), 't1', 'faderDb');
  return lane ? lanePoints(lane).map(({ sample, value }) => [sample, value]) : [];
};
const lane = () => open!.find('.automation-lane');
const key = async (name: string, more: KeyboardEventInit = {}) => {
  await press(lane(), name, more);
  await settle();
};
const at = async (type: string, x: number, y: number, target: EventTarget, more: PointerEventInit = {}) => {
  await act(async () => {
    target.dispatchEvent(
      new PointerEvent(type, { bubbles: true, cancelable: true, button: 0, clientX: x, clientY: y, ...more }),
    );
  });
};
const click = async (x: number, y: number) => {
  await at('pointerdown', x, y, lane());
  await at('pointerup', x, y, window);
  await settle();
};

beforeEach(async () => {
  open = await stage(
    <>
      <ul>
        <LaneHeader stripId="t1" laneId="faderDb" color="clay" top={36} last />
      </ul>
      <AutomationLanes surface={surface} />
      <ModeButton stripId="t1" stripName="Snare" tabIndex={0} />
    </>,
    structuredClone(sessionOf(4)),
  );
});
afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe('a lane', () => {
  it('says what it is to those who hear it', async () => {
    expect(lane().getAttribute('role')).toBe('slider');
    expect(lane().getAttribute('aria-label')).toBe('Snare fader automation');
    expect(lane().getAttribute('aria-valuetext')).toBe('No points; 0.0 dB throughout');
    expect(lane().tabIndex).toBe(0);
  });

  it('gets a point by a click, on the grid; a drag moves it as one step, Esc takes it back', async () => {
    await click(203, 14);
    expect(points()).toHaveLength(1);
    expect(points()[0]![0]).toBe(20_000);
    const before = points();
    const y = Number(open!.find('.automation-point').getAttribute('cy'));
    await at('pointerdown', 200, y, lane());
    await at('pointermove', 251, y + 8, window);
    await settle();
    expect(lanePoints(laneOf(shownDocument(), 't1', 'faderDb')!)[0]!.sample).toBe(25_000);
    await at('pointerup', 251, y + 8, window);
    await settle();
    expect(points()[0]![0]).toBe(25_000);
    expect(points()[0]![1]).toBeLessThan(before[0]![1]!);
    const moved = points();
    await at('pointerdown', 250, y + 8, lane());
    await at('pointermove', 400, y, window);
    await act(async () => {
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    });
    await settle();
    expect(points()).toEqual(moved);
    await act(async () => undo());
    await settle();
    expect(points()).toEqual(before);
  });

  it('is worked by keys alone', async () => {
    await click(100, 14);
    await click(300, 14);
    await click(500, 14);
    await key('Home');
    expect(lane().getAttribute('aria-valuetext')).toMatch(/^Point 1 of 3, at 10000, /);
    const [first] = points();
    await key('ArrowDown');
    expect(points()[0]![1]).toBeCloseTo(first![1]! - 0.5, 9);
    await key('ArrowRight');
    await key('ArrowRight', { altKey: true });
    expect(points()[1]![0]).toBe(31_000);
    await key('ArrowUp', { altKey: true });
    expect(lanePoints(laneOf(open!.document(), 't1', 'faderDb')!)[1]!.bend).toBeCloseTo(0.1, 9);
    await key('Enter');
    const field = open!.find('.value-field') as HTMLInputElement;
    await act(async () => {
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
      setter.call(field, '-7.5');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await press(field, 'Enter');
    await settle();
    expect(points()[1]![1]).toBe(-7.5);
    await key('Delete');
    expect(points()).toHaveLength(2);
    await key('a', { ctrlKey: true });
    await key('Delete');
    expect(points()).toEqual([]);
  });

  it('chooses a range by a drag beside the points, and removes one with Alt', async () => {
    await click(100, 14);
    await click(300, 14);
    await click(500, 14);
    await at('pointerdown', 60, 40, lane());
    await at('pointermove', 350, 40, window);
    await at('pointerup', 350, 40, window);
    await settle();
    await key('PageDown');
    const [a, b, c] = points();
    expect(a![1]).toBe(b![1]);
    expect(c![1]).toBeGreaterThan(a![1]!);
    const dots = open!.host.querySelectorAll('.automation-point');
    const y = Number(dots[2]!.getAttribute('cy'));
    await at('pointerdown', 500, y, lane(), { altKey: true });
    await settle();
    expect(points()).toHaveLength(2);
  });
});

describe('modes', () => {
  it('are set for all lanes of a strip by its button, which makes those that hands ride', async () => {
    const button = open!.find('.mode-button');
    expect(button.textContent).toBe('Off');
    await act(async () => button.click());
    await settle();
    const touch = [...document.querySelectorAll<HTMLElement>('[role^=menuitem]')].find((item) =>
      item.textContent?.includes('Touch'),
    )!;
    await act(async () => touch.click());
    await settle();
    expect(Object.values(open!.document().automation.t1!).map((one) => [one.id, one.mode])).toEqual([
      ['faderDb', 'touch'],
      ['pan', 'touch'],
      ['mute', 'touch'],
    ]);
    expect(open!.find('.mode-button').textContent).toBe('Touch');
  });
});
