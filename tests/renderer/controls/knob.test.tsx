// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { compressorParameters } from '../../../audio-engine/effects/compressor/parameters.ts';
import { Fader, faderScale, Knob, scaleOf } from '../../../renderer/controls/index.ts';
import { faderBinding, panScale, parsePan, stripBinding } from '../../../renderer/mixer/strip-values.ts';
import { undo, useDocument } from '../../../renderer/state/index.ts';
import { pointer, press, type Stage, settle, stage } from './dom.tsx';

function PanKnob() {
  const pan = useDocument((document) => document.strips.t0?.pan ?? 0);
  return (
    <Knob
      scale={panScale}
      value={pan}
      binding={stripBinding('t0', 'pan', 'Pan of Kick')}
      label="Pan of Kick"
      origin="centre"
    />
  );
}

function StripFader() {
  const faderDb = useDocument((document) => document.strips.t0?.faderDb ?? 0);
  return <Fader value={faderDb} binding={faderBinding('t0', 'Fader of Kick')} label="Fader of Kick" />;
}

let open: Stage | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const slider = (s: Stage) => s.find('[role=slider]');

describe('a knob', () => {
  it('tells its value and range as a slider', async () => {
    open = await stage(<PanKnob />);
    const dial = slider(open);
    expect(dial.getAttribute('aria-label')).toBe('Pan of Kick');
    expect(dial.getAttribute('aria-valuetext')).toBe('C');
    expect([dial.getAttribute('aria-valuemin'), dial.getAttribute('aria-valuemax')]).toEqual(['-1', '1']);
  });

  it('previews while it is dragged and becomes one command, one undo step', async () => {
    open = await stage(<PanKnob />);
    const dial = slider(open);
    await pointer(dial, 'pointerdown', 100);
    await pointer(dial, 'pointermove', 80);
    await pointer(dial, 'pointermove', 55);
    expect(dial.getAttribute('aria-valuetext')).toBe('R 50');
    expect(open.document().strips.t0?.pan).toBe(0);
    expect(open.calls('gesture.preview').length).toBeGreaterThan(0);
    await pointer(dial, 'pointerup', 55);
    await settle();
    expect(open.document().strips.t0?.pan).toBe(0.5);
    expect(open.calls('gesture.begin').length).toBe(1);
    expect(open.calls('gesture.commit').length).toBe(1);
    await act(async () => undo());
    expect(open.document().strips.t0?.pan).toBe(0);
  });

  it('moves a tenth as far with Shift', async () => {
    open = await stage(<PanKnob />);
    const dial = slider(open);
    await pointer(dial, 'pointerdown', 100);
    await pointer(dial, 'pointermove', 55, { shiftKey: true });
    await pointer(dial, 'pointerup', 55);
    await settle();
    expect(open.document().strips.t0?.pan).toBe(0.05);
  });

  it('takes a movement back on Esc and commits nothing', async () => {
    open = await stage(<PanKnob />);
    const dial = slider(open);
    await pointer(dial, 'pointerdown', 100);
    await pointer(dial, 'pointermove', 40);
    await press(globalThis.document.body, 'Escape');
    await pointer(dial, 'pointerup', 40);
    await settle();
    expect(dial.getAttribute('aria-valuetext')).toBe('C');
    expect(open.calls('gesture.commit')).toEqual([]);
    expect(open.calls('gesture.cancel').length).toBe(1);
  });

  it('is set by typing, by Home and End, and reset by a double-click', async () => {
    open = await stage(<PanKnob />);
    await press(slider(open), '3');
    const field = open.find('input') as HTMLInputElement;
    expect(field.value).toBe('3');
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'L 32');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await press(field, 'Enter');
    await settle();
    expect(open.document().strips.t0?.pan).toBe(-0.32);
    await press(slider(open), 'End');
    await settle();
    expect(open.document().strips.t0?.pan).toBe(1);
    await act(async () => slider(open as Stage).dispatchEvent(new MouseEvent('dblclick', { bubbles: true })));
    await settle();
    expect(open.document().strips.t0?.pan).toBe(0);
  });
});

describe('a fader', () => {
  it('steps by keys and falls to silence at the stop', async () => {
    open = await stage(<StripFader />);
    await press(slider(open), 'PageDown');
    await press(slider(open), 'ArrowUp');
    await act(async () => slider(open as Stage).dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
    await settle();
    expect(open.document().strips.t0?.faderDb).toBe(-2.5);
    await press(slider(open), 'Home');
    await settle();
    expect(open.document().strips.t0?.faderDb).toBe(-144);
    expect(slider(open).getAttribute('aria-valuetext')).toBe('−∞ dB');
  });
});

describe('typed values', () => {
  it.each([
    ['L30', -0.3],
    ['30R', 0.3],
    ['c', 0],
    ['-100', -1],
    ['nonsense', undefined],
  ])('pan %s', (text, value) => {
    expect(parsePan(text)).toBe(value);
  });
  it('reads minus infinity', () => {
    expect(faderScale.parse('-inf')).toBe(-144);
    expect(faderScale.parse('−∞')).toBe(-144);
    expect(faderScale.parse('-3.5')).toBe(-3.5);
    expect(faderScale.parse('loud')).toBeUndefined();
  });
  it('keeps what is dragged at what is shown', () => {
    for (const parameter of compressorParameters) {
      const scale = scaleOf(parameter);
      for (const position of [0.123, 0.4567, 0.89]) {
        const value = scale.fromPosition(position);
        const shown = scale.parts(value);
        expect(
          scale.parse(`${shown.number.replace(' : 1', '')}${shown.unit ? ` ${shown.unit}` : ''}`),
        ).toBeCloseTo(value, 6);
      }
    }
  });
});
