// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { NEUTRAL_MONITOR } from '../../../audio-engine/protocol/index.ts';
import { mergeNeeds } from '../../../renderer/live/index.ts';
import { costRows } from '../../../renderer/monitor/costs.ts';
import { ListenButton, MatchedSwitch, MonitorButton } from '../../../renderer/monitor/index.ts';
import { levelScale } from '../../../renderer/monitor/level-binding.ts';
import { monitorSwitches } from '../../../renderer/monitor/monitor-button.tsx';
import { listenTo, setMonitor, toggledListening } from '../../../renderer/monitor/state.ts';
import { type Stage, settle, stage } from '../controls/dom.tsx';

let open: Stage | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const click = async (element: HTMLElement, more: MouseEventInit = {}) => {
  await act(async () => {
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...more }));
  });
  await settle();
};

describe('the control room in the window', () => {
  it('listens to one strip at a time, and to more with Ctrl', async () => {
    open = await stage(
      <>
        <ListenButton stripId="t0" stripName="Kick" />
        <ListenButton stripId="t1" stripName="Snare" />
      </>,
    );
    const kick = open.find('[aria-label="Listen to Kick"]');
    const snare = open.find('[aria-label="Listen to Snare"]');
    await click(kick);
    expect(kick.getAttribute('aria-pressed')).toBe('true');
    await click(snare);
    expect([kick, snare].map((b) => b.getAttribute('aria-pressed'))).toEqual(['false', 'true']);
    await click(kick, { ctrlKey: true });
    expect(open.calls('monitor.listen').at(-1)).toEqual({ stripIds: ['t1', 't0'] });
    await click(snare);
    expect(open.calls('monitor.listen').at(-1)).toEqual({ stripIds: ['t1'] });
    await click(snare);
    expect(open.calls('monitor.listen').at(-1)).toEqual({ stripIds: [] });
    // The document knows nothing of it.
    expect(open.calls('studio.command')).toEqual([]);
  });

  it('says in the title bar what is switched on, and switches the match of compares', async () => {
    open = await stage(
      <>
        <MatchedSwitch />
        <MonitorButton />
      </>,
    );
    expect(open.find('.monitor-button').textContent).toContain('straight');
    await act(async () => {
      setMonitor({ mono: true, dim: true });
      listenTo(['t0']);
    });
    await settle();
    expect(open.calls('monitor.set').at(-1)).toEqual({ change: { mono: true, dim: true } });
    expect(open.find('.monitor-button').textContent).toContain('AFL, Mono, Dim');
    await click(open.find('.matched-switch'));
    expect(open.calls('monitor.set').at(-1)).toEqual({ change: { matched: false } });
  });

  it('names what differs from the plain mix, strongest first', () => {
    const state = (settings: Partial<typeof NEUTRAL_MONITOR>, listening: string[] = []) =>
      monitorSwitches({ settings: { ...NEUTRAL_MONITOR, ...settings }, listening });
    expect(state({})).toEqual([]);
    expect(state({ mute: true, solo: 'side', swap: true }, ['a'])).toEqual(['Mute', 'AFL', 'Side', 'Swap']);
    expect(state({ listenPoint: 'pre' }, ['a'])).toEqual(['PFL']);
  });
});

describe('what one press makes of what is listened to', () => {
  it('replaces or adds, and takes back', () => {
    expect(toggledListening([], 'a', true, false)).toEqual(['a']);
    expect(toggledListening(['a'], 'b', true, false)).toEqual(['b']);
    expect(toggledListening(['a'], 'b', true, true)).toEqual(['a', 'b']);
    expect(toggledListening(['a'], 'b', false, false)).toEqual(['a', 'b']);
    expect(toggledListening(['a', 'b'], 'a', false, false)).toEqual(['b']);
    expect(toggledListening(['a', 'b'], 'a', true, false)).toEqual(['a']);
    expect(toggledListening(['a'], 'a', true, false)).toEqual([]);
  });
});

describe('the level of the room', () => {
  it('has half its travel for the last decibels, and a stop that is silence', () => {
    const scale = levelScale(12, true);
    expect(scale.toPosition(-20)).toBe(0.5);
    expect(scale.fromPosition(0.5)).toBe(-20);
    expect(scale.fromPosition(0)).toBe(-144);
    expect(scale.parts(-144)).toEqual({ number: '−∞', unit: '' });
    expect(scale.parts(-6)).toEqual({ number: '−6.0', unit: 'dB' });
    for (const value of [-60, -41.3, -20, -0.1, 0, 7.5, 12])
      expect(scale.fromPosition(scale.toPosition(value))).toBeCloseTo(value === -60 ? -144 : value, 6);
    expect(scale.parse('−12,5')).toBe(-12.5);
    expect(scale.parse('-90')).toBe(-144);
    expect(scale.parse('loud')).toBeUndefined();
    expect(scale.step(-144, 1, 'normal')).toBe(-60);
    expect(levelScale(0, false).fromPosition(0)).toBe(-60);
  });
});

describe('costs and watches', () => {
  it('lists the dearest first, by effect or by strip', () => {
    const costs = {
      total: 0.2,
      blocks: { count: 0, median: 0, most: 0, late: 0 },
      effects: [
        { stripId: 'a', effectId: 'a1', share: 0.01 },
        { stripId: 'b', effectId: 'b1', share: 0.03 },
        { stripId: 'a', effectId: 'a2', share: 0.04 },
      ],
    };
    expect(costRows(costs, 'effects').map((row) => row.effectId)).toEqual(['a2', 'b1', 'a1']);
    expect(costRows(costs, 'strips')).toEqual([
      { stripId: 'a', effectId: null, share: 0.05 },
      { stripId: 'b', effectId: null, share: 0.03 },
    ]);
  });

  it('watch the sound of four effects at most and the history of more', () => {
    const effects = Array.from({ length: 6 }, (_, i) => ({ stripId: 's', effectId: `e${i}` }));
    const watch = mergeNeeds([{ effects: [{ ...effects[5]!, sound: false }] }, { effects }, { costs: true }]);
    expect(watch.effects.filter((effect) => effect.sound !== false).map((e) => e.effectId)).toEqual([
      'e0',
      'e1',
      'e2',
      'e3',
    ]);
    expect(watch.effects).toHaveLength(6);
    expect(watch.costs).toBe(true);
    // Who asked without sound gets it where another wants it.
    const both = mergeNeeds([{ effects: [{ ...effects[0]!, sound: false }] }, { effects: [effects[0]!] }]);
    expect(both.effects).toEqual([{ stripId: 's', effectId: 'e0' }]);
  });
});
