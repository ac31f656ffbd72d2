/** Writing automation: thinning within its bound, and touch, latch, write and trim as one step a pass. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type AutomationMode,
  applyCommand,
  applyPatches,
  type DocumentPatch,
  laneOf,
  laneValueAt,
  overlayProblem,
  type SessionDocument,
  valueAmong,
} from '../../../audio-engine/session/index.ts';
import { Recorder } from '../../../renderer/automation/recorder.ts';
import { thin, thinSteps } from '../../../renderer/automation/thin.ts';
import type { Gesture } from '../../../renderer/state/index.ts';
import { mixSong, point } from '../../session/mix-song.ts';
import { run } from '../../session/song.ts';

describe('thinning', () => {
  const walk = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: -600, max: 120 })), {
      minLength: 2,
      maxLength: 300,
    })
    .map((steps) => {
      let sample = 0;
      return steps.map(([by, tenths]) => {
        sample += by;
        return point(sample, tenths / 10);
      });
    });

  it('leaves a line that is nowhere further from the hand than the tolerance', () => {
    fc.assert(
      fc.property(walk, fc.constantFrom(0.05, 0.1, 1, 5), (points, tolerance) => {
        const kept = thin(points, tolerance);
        expect(kept[0]).toEqual(points[0]);
        expect(kept.at(-1)).toEqual(points.at(-1));
        for (const { sample, value } of points)
          expect(Math.abs(valueAmong(kept, sample)! - value)).toBeLessThanOrEqual(tolerance + 1e-9);
      }),
      { numRuns: 200, seed: 20261122 },
    );
  });

  it('keeps two points of a straight ride and the corners of a bent one; steps stay steps', () => {
    const ramp = Array.from({ length: 600 }, (_, i) => point(i * 800, -i / 100));
    expect(thin(ramp, 0.1)).toHaveLength(2);
    const corner = [...ramp, ...Array.from({ length: 600 }, (_, i) => point((600 + i) * 800, -6 + i / 50))];
    expect(thin(corner, 0.1).length).toBeLessThan(6);
    const step = [point(0, 0), point(500, 0), point(500, -20), point(900, -20)];
    expect(thin(step, 30)).toEqual([step[0], step[1], step[2], step[3]]);
    expect(thinSteps([point(0, 0), point(1, 0), point(2, 1), point(3, 1)])).toEqual([
      point(0, 0),
      point(2, 1),
    ]);
  });
});

describe('a pass', () => {
  let document: SessionDocument;
  let sample: number | null;
  let steps: string[];
  let overlays: Map<object, readonly DocumentPatch[]>;
  let recorder: Recorder;

  const plain = (name: string): Gesture => {
    const gesture: Gesture = {
      id: name,
      preview: (patches) => {
        expect(overlayProblem(document, patches as DocumentPatch[])).toBeNull();
        overlays.set(gesture, patches as DocumentPatch[]);
      },
      commit: async (command) => {
        overlays.delete(gesture);
        const applied = applyCommand(document, command);
        document = applied.document;
        steps.push(applied.name);
        return true;
      },
      cancel: () => void overlays.delete(gesture),
    };
    return gesture;
  };
  const shown = () => [...overlays.values()].reduce((d, patches) => applyPatches(d, patches), document);
  const faderPatch = (value: number) => [
    { op: 'replace' as const, path: ['strips', 'vox', 'faderDb'], value },
  ];
  const faderTo = (value: number) => ({ id: 'strip.set', payload: { stripId: 'vox', faderDb: value } });
  const lane = () => laneOf(document, 'vox', 'faderDb')!;
  const setMode = (mode: AutomationMode) => {
    document = run(document, {
      id: 'automation.mode',
      payload: { lanes: [{ stripId: 'vox', laneId: 'faderDb' }], mode },
    });
  };
  /** Frames of the screen from one sample to another; `each` is the hand in them. */
  const play = (from: number, to: number, each: (at: number) => void = () => {}) => {
    for (let at = from; at <= to; at += 800) {
      sample = at;
      each(at);
      recorder.tick();
    }
  };

  beforeEach(() => {
    document = mixSong();
    sample = null;
    steps = [];
    overlays = new Map();
    recorder = new Recorder({
      document: shown,
      playing: () => sample,
      beginPlain: plain,
      run: (command) => plain('').commit(command),
    });
  });

  it('in touch is written while the hand is on, and returns to what was there', async () => {
    setMode('touch');
    const hand = recorder.wrap(plain('Vox fader'));
    play(0, 8000);
    play(8800, 24_000, () => hand.preview(faderPatch(-12)));
    expect(shown().automation.vox!.faderDb!.held).toBe(true);
    await hand.commit(faderTo(-12));
    play(24_800, 48_000);
    expect(steps).toEqual(['Write Lead vox fader automation']);
    expect(document.strips.vox!.faderDb).toBe(0);
    const at = (place: number) => laneValueAt(lane(), place)!;
    expect(at(8799)).toBeCloseTo(-6 * (8799 / 48_000), 9);
    expect(at(12_000)).toBe(-12);
    expect(at(24_000)).toBe(-12);
    expect(at(24_000 + 4800)).toBeCloseTo(-6 * (28_800 / 48_000), 9);
    expect(at(48_000)).toBe(-6);
    // A hundred and more frames of a still hand are a few points.
    expect(Object.values(lane().pages).flatMap((page) => page.points).length).toBeLessThan(9);
  });

  it('of a hand that moves in small steps is a line, and of one that rests is a hold', async () => {
    setMode('touch');
    const hand = recorder.wrap(plain('Vox fader'));
    // Down by a dB every third frame, a rest of a second, and up at once.
    play(0, 24_000, (at) => hand.preview(faderPatch(-Math.floor(at / 2400))));
    play(24_800, 72_000);
    play(72_800, 72_800, () => hand.preview(faderPatch(3)));
    play(73_600, 80_000);
    await hand.commit(faderTo(3));
    const written = Object.values(lane().pages).flatMap((page) => page.points);
    expect(written.length).toBeLessThan(9);
    expect(laneValueAt(lane(), 12_000)).toBeCloseTo(-5, 1);
    expect(laneValueAt(lane(), 60_000)).toBe(-10);
    expect(laneValueAt(lane(), 72_000)).toBe(-10);
    expect(laneValueAt(lane(), 72_800)).toBe(3);
    expect(steps).toEqual(['Write Lead vox fader automation']);
  });

  it('in latch goes on after the hand let go, until playing stops: one step', async () => {
    setMode('latch');
    const hand = recorder.wrap(plain('Vox fader'));
    play(0, 8000);
    play(8800, 16_000, () => hand.preview(faderPatch(-20)));
    await hand.commit(faderTo(-20));
    expect(steps).toEqual([]);
    play(16_800, 40_000);
    expect(shown().strips.vox!.faderDb).toBe(-20);
    expect(shown().automation.vox!.faderDb!.held).toBe(true);
    sample = null;
    recorder.tick();
    await Promise.resolve();
    expect(steps).toEqual(['Write Lead vox fader automation']);
    expect(laneValueAt(lane(), 39_000)).toBe(-20);
    expect(laneValueAt(lane(), 48_000)).toBe(-6);
    expect(overlays.size).toBe(0);
  });

  it('in write covers everything from start to stop, at what was shown when it began', async () => {
    setMode('write');
    play(24_000, 72_000);
    sample = null;
    recorder.tick();
    await Promise.resolve();
    expect(steps).toHaveLength(1);
    for (const at of [24_000, 48_000, 71_000]) expect(laneValueAt(lane(), at)).toBeCloseTo(-3, 9);
    expect(laneValueAt(lane(), 96_000)).toBe(0);
  });

  it('in trim adds the hand’s move to what is there', async () => {
    setMode('trim');
    const hand = recorder.wrap(plain('Vox fader'));
    play(24_000, 24_000, () => hand.preview(faderPatch(-3)));
    play(24_800, 40_000, () => hand.preview(faderPatch(-5)));
    sample = null;
    recorder.tick();
    await hand.commit(faderTo(-5));
    const before = (at: number) => -6 * (at / 48_000);
    for (const at of [26_400, 32_000, 39_200])
      expect(Math.abs(laneValueAt(lane(), at)! - (before(at) - 2))).toBeLessThan(0.11);
    expect(steps).toHaveLength(1);
  });

  it('across a loop is written where it went, the last round on top', async () => {
    setMode('latch');
    const hand = recorder.wrap(plain('Vox fader'));
    play(60_000, 72_000, () => hand.preview(faderPatch(-10)));
    play(56_000, 64_000, () => hand.preview(faderPatch(-30)));
    await hand.commit(faderTo(-30));
    sample = null;
    recorder.tick();
    await Promise.resolve();
    expect(steps).toHaveLength(1);
    expect(laneValueAt(lane(), 60_800)).toBe(-30);
    expect(laneValueAt(lane(), 70_000)).toBe(-10);
  });

  it('in read, or while it stands, moves the control alone; the lane gives way to the hand', async () => {
    setMode('read');
    const hand = recorder.wrap(plain('Vox fader'));
    play(0, 8000, () => hand.preview(faderPatch(-9)));
    expect(shown().automation.vox!.faderDb!.held).toBe(true);
    await hand.commit(faderTo(-9));
    expect(steps).toEqual(['Lead vox fader to −9.0 dB']);
    sample = null;
    setMode('touch');
    const still = recorder.wrap(plain('Vox fader'));
    still.preview(faderPatch(-4));
    await still.commit(faderTo(-4));
    expect(steps[1]).toBe('Lead vox fader to −4.0 dB');
  });

  it('is forgotten when the hand takes it back', () => {
    setMode('touch');
    const hand = recorder.wrap(plain('Vox fader'));
    play(0, 8000, () => hand.preview(faderPatch(-9)));
    hand.cancel();
    play(8800, 16_000);
    expect(steps).toEqual([]);
    expect(overlays.size).toBe(0);
  });

  it('takes switches that are pressed while their lane is written, until playing stops', async () => {
    document = run(document, {
      id: 'automation.mode',
      payload: { lanes: [{ stripId: 'vox', laneId: 'mute' }], mode: 'touch' },
    });
    const mute = (on: boolean) => ({ id: 'strip.set', payload: { stripId: 'vox', mute: on } });
    expect(recorder.takes(mute(true))).toBe(false);
    play(0, 8000);
    expect(recorder.takes(mute(true))).toBe(true);
    expect(recorder.takes({ id: 'strip.set', payload: { stripId: 'kick', mute: true } })).toBe(false);
    play(8800, 16_000);
    expect(shown().strips.vox!.mute).toBe(true);
    expect(recorder.takes(mute(false))).toBe(true);
    play(16_800, 24_000);
    sample = null;
    recorder.tick();
    await Promise.resolve();
    expect(steps).toEqual(['Write Lead vox mute automation']);
    const muted = (at: number) => laneValueAt(laneOf(document, 'vox', 'mute')!, at, true);
    expect([8000, 12_000, 15_900, 16_000, 30_000].map(muted)).toEqual([1, 1, 1, 0, 0]);
  });

  it('with linked strips writes what is automated and sets what is not, in one step', async () => {
    setMode('touch');
    const hand = recorder.wrap(plain('Faders'));
    const both = [
      ...faderPatch(-12),
      { op: 'replace' as const, path: ['strips', 'kick', 'faderDb'], value: -2 },
    ];
    play(0, 8000, () => hand.preview(both));
    await hand.commit({ id: 'strip.set', payload: { stripId: 'kick', faderDb: -2 } });
    expect(steps).toHaveLength(1);
    expect(document.strips.kick!.faderDb).toBe(-2);
    expect(laneValueAt(lane(), 4000)).toBe(-12);
  });
});
