/** Automation in the plan: every sample against the closed form, at odd places, across loops and after latency. */
import { describe, expect, it } from 'vitest';
import { RunMap } from '../../audio-engine/render/run-map.ts';
import {
  type AutomationLane,
  type AutomationPoint,
  createEffect,
  createStrip,
  laneValueAt,
  type SessionDocument,
  valueAmong,
} from '../../audio-engine/session/index.ts';
import { constant, Rig, testDocument } from './rig.ts';

const point = (sample: number, value: number, bend = 0): AutomationPoint => ({ sample, value, bend });

function lane(id: string, points: AutomationPoint[], more: Partial<AutomationLane> = {}): AutomationLane {
  return { id, mode: 'read', held: false, pages: { p0: { id: 'p0', points } }, ...more };
}

function automate(document: SessionDocument, stripId: string, ...lanes: AutomationLane[]): SessionDocument {
  document.automation[stripId] = Object.fromEntries(lanes.map((one) => [one.id, one]));
  return document;
}

const gainOf = (db: number): number => (db <= -144 ? 0 : 10 ** (db / 20));
const QUANTA = 40;
const FRAMES = QUANTA * 64;

function play(document: SessionDocument, map = RunMap.from(0), output = 'master', chunk = 16): Rig {
  const rig = Rig.of(document, [output]);
  for (const id of Object.keys(document.tracks)) rig.sources.set(id, constant(0.5, FRAMES));
  rig.host.follow(map);
  rig.run(QUANTA, chunk);
  return rig;
}

/** Largest difference between two lists of numbers. */
function farthest(a: readonly number[], b: (frame: number) => number): number {
  let most = 0;
  for (const [frame, value] of a.entries()) most = Math.max(most, Math.abs(value - b(frame)));
  return most;
}

const odd = [point(131, -6), point(777, 0, 0.7), point(1001, -30, -0.4), point(1001, -3), point(1999, -144)];

describe('a fader that follows a lane', () => {
  const document = () => automate(testDocument({ a: {} }), 'a', lane('faderDb', odd));

  it('is the closed form at every sample: holds, ramps, bends and a step in the middle of a quantum', () => {
    const heard = play(document()).side('master', 0);
    const value = (frame: number) => 0.5 * gainOf(valueAmong(odd, frame)!);
    expect(farthest(heard, value)).toBeLessThan(1e-12);
    // The step is between two neighbouring samples.
    expect(heard[1000]).toBeLessThan(0.5 * gainOf(-29));
    expect(heard[1001]).toBeCloseTo(0.5 * gainOf(-3), 12);
    expect(heard[1999]).toBe(0);
  });

  it('is what faders on the screen show', () => {
    const heard = play(document()).side('master', 0);
    for (const frame of [0, 130, 500, 900, 1001, 1500])
      expect(heard[frame]).toBeCloseTo(0.5 * gainOf(laneValueAt(lane('x', odd), frame)!), 12);
  });

  it('starts where play starts, and jumps where the loop does, inside a quantum', () => {
    const start = 300;
    const loop = { startSample: 707, endSample: 1313 };
    const map = RunMap.from(start, loop);
    const heard = play(document(), map).side('master', 1);
    expect(farthest(heard, (frame) => 0.5 * gainOf(valueAmong(odd, map.at(frame)!)!))).toBeLessThan(1e-12);
  });

  it('follows a loop that is changed while it plays', () => {
    const first = RunMap.from(0, { startSample: 100, endSample: 900 });
    const second = first.changedAt(20 * 64, { loop: { startSample: 1000, endSample: 1100 } });
    const rig = Rig.of(document(), ['master']);
    rig.sources.set('a', constant(0.5, FRAMES));
    rig.host.follow(first);
    rig.run(10);
    rig.host.follow(second);
    rig.run(QUANTA - 10);
    const heard = rig.side('master', 0);
    expect(farthest(heard, (frame) => 0.5 * gainOf(valueAmong(odd, second.at(frame)!)!))).toBeLessThan(1e-12);
  });

  it('has the same bits whatever the chunk', () => {
    const one = play(document(), RunMap.from(17), 'master', 1).heard.get('master')!;
    expect(play(document(), RunMap.from(17), 'master', 13).heard.get('master')!).toEqual(one);
  });

  it('meets the sound of its sample behind inserts that delay it', () => {
    const late = document();
    late.effects.a = {
      c: createEffect({ id: 'c', kind: 'limiter', order: 'V', parameters: { ceilingDbtp: 0 } }),
    };
    const rig = play(late);
    const { latencySamples } = rig.plan;
    expect(latencySamples).toBeGreaterThan(50);
    const heard = rig.side('master', 0);
    const at = latencySamples + 1001;
    expect(heard[at]! / heard[at - 1]!).toBeGreaterThan(15);
    const shifted = heard.slice(latencySamples + 100);
    const closed = (frame: number) => 0.5 * gainOf(valueAmong(odd, frame + 100)!);
    expect(farthest(shifted, closed)).toBeLessThan(2e-3);
  });

  it('adds what its VCAs say', () => {
    const led = document();
    led.vcas.v = { id: 'v', name: 'V', color: 'clay', order: 'V', faderDb: -6, mute: false, solo: false };
    led.strips.a!.vcaIds = ['v'];
    const heard = play(led).side('master', 0);
    expect(heard[0]).toBeCloseTo(0.5 * gainOf(-12), 12);
    expect(heard[2100]).toBe(0);
  });
});

describe('the other controls of a strip', () => {
  it('pan follows its lane through the law', () => {
    const pan = [point(65, -1), point(1665, 1)];
    const heard = play(automate(testDocument({ a: { channels: 1, panLaw: '-3' } }), 'a', lane('pan', pan)));
    const angle = (frame: number) => ((1 + valueAmong(pan, frame)!) * Math.PI) / 4;
    expect(farthest(heard.side('master', 0), (f) => 0.5 * Math.cos(angle(f)))).toBeLessThan(1e-12);
    expect(farthest(heard.side('master', 1), (f) => 0.5 * Math.sin(angle(f)))).toBeLessThan(1e-12);
  });

  it('width goes to mono and back', () => {
    const width = [point(0, 1), point(1000, 0), point(2000, 2)];
    const document = automate(testDocument({ a: {} }), 'a', lane('width', width));
    const rig = Rig.of(document, ['master']);
    const source = constant(0, FRAMES);
    for (let i = 0; i < source.length; i += 2) source[i] = 0.8;
    rig.sources.set('a', source);
    rig.host.follow(RunMap.from(0));
    rig.run(QUANTA);
    const w = (frame: number) => valueAmong(width, frame)!;
    expect(farthest(rig.side('master', 0), (f) => (0.8 * (1 + w(f))) / 2)).toBeLessThan(1e-12);
    expect(farthest(rig.side('master', 1), (f) => (0.8 * (1 - w(f))) / 2)).toBeLessThan(1e-12);
  });

  it('trim acts before the inserts, with polarity', () => {
    const trim = [point(63, 0), point(500, 12, 0.3)];
    const document = automate(
      testDocument({ a: { polarityInverted: true } }),
      'a',
      lane('inputTrimDb', trim),
    );
    const heard = play(document).side('master', 0);
    expect(farthest(heard, (f) => -0.5 * gainOf(valueAmong(trim, f)!))).toBeLessThan(1e-12);
  });

  it('mute shuts within a quantum from its very sample, so that it does not click', () => {
    const document = automate(
      testDocument({ a: {} }),
      'a',
      lane('mute', [point(0, 0), point(333, 1), point(999, 0)]),
    );
    const heard = play(document).side('master', 0);
    expect(heard.slice(0, 333).every((value) => value === 0.5)).toBe(true);
    expect(heard[333]).toBeCloseTo(0.5 * (63 / 64), 12);
    expect(heard.slice(333 + 63, 999).every((value) => value === 0)).toBe(true);
    expect(heard[999 + 63]).toBe(0.5);
    const steps = heard.slice(1).map((value, i) => Math.abs(value - heard[i]!));
    expect(Math.max(...steps)).toBeLessThan(0.01);
  });

  it('a mute lane decides instead of the button', () => {
    const document = automate(testDocument({ a: { mute: true } }), 'a', lane('mute', [point(0, 0)]));
    expect(play(document).side('master', 0)[100]).toBe(0.5);
  });
});

describe('sends and inserts', () => {
  it('a send’s level and pan follow their lanes, at the sample of the source', () => {
    const document = testDocument({ a: { output: null } });
    document.buses.fx = {
      id: 'fx',
      name: 'FX',
      kind: 'return',
      color: 'clay',
      channels: 2,
      order: 'V',
      folderId: null,
    };
    document.strips.fx = createStrip('fx');
    document.effects.fx = {};
    document.sends.a = {
      s: { id: 's', toStripId: 'fx', order: 'V', point: 'post', levelDb: 0, pan: 0, muted: true },
    };
    const level = [point(111, -20), point(1211, 0)];
    automate(
      document,
      'a',
      lane('send:s:levelDb', level),
      lane('send:s:pan', [point(500, 0), point(500, 1)]),
      lane('send:s:muted', [point(0, 0)]),
    );
    const rig = play(document);
    const gain = (frame: number) => 0.5 * gainOf(valueAmong(level, frame)!);
    expect(farthest(rig.side('master', 1), gain)).toBeLessThan(1e-12);
    expect(farthest(rig.side('master', 0), (f) => (f < 500 ? gain(f) : 0))).toBeLessThan(1e-12);
  });

  it('an insert’s bypass and parameters follow theirs on the grid of quanta', () => {
    const document = testDocument({ a: {} });
    document.effects.a = {
      e: createEffect({ id: 'e', kind: 'equaliser', order: 'V' }),
      l: createEffect({
        id: 'l',
        kind: 'compressor',
        order: 'W',
        parameters: { thresholdDb: -60, ratio: 100 },
      }),
    };
    automate(
      document,
      'a',
      lane('effect:l:bypassed', [point(0, 1), point(1280, 0)]),
      lane('effect:l:makeupDb', [point(0, 0), point(100, 0), point(1000, 6)]),
    );
    const rig = play(document);
    const heard = rig.side('master', 0);
    expect(heard[1200]).toBeCloseTo(0.5, 6);
    expect(heard[2500]).not.toBeCloseTo(0.5, 2);
    const makeup = new Float64Array(rig.kernels.memory.buffer, rig.plan.effectTarget('l', 12), 1);
    expect(makeup[0]).toBe(6);
  });
});

describe('a hand on the control', () => {
  const held = (faderDb: number, hand: boolean) =>
    automate(testDocument({ a: { faderDb } }), 'a', lane('faderDb', [point(0, -6)], { held: hand }));

  it('is heard instead of the lane, and the lane again when it lets go, both without a step', () => {
    const rig = Rig.of(held(0, false), ['master']);
    rig.sources.set('a', constant(0.5, FRAMES * 3));
    rig.host.follow(RunMap.from(0));
    const say = (document: SessionDocument) =>
      rig.host.retarget(
        rig.plan,
        Rig.of(document).plan.description,
        (target, value) => void rig.ring.push(0, target, value),
      );
    rig.run(10);
    expect(say(held(-20, true))).toBe('targets');
    rig.run(30);
    expect(say(held(-20, false))).toBe('targets');
    rig.run(30);
    expect(say(automate(held(-20, false), 'a'))).toBe('targets');
    rig.run(20);
    const heard = rig.side('master', 0);
    expect(heard[600]).toBeCloseTo(0.5 * gainOf(-6), 12);
    expect(heard[39 * 64]).toBeCloseTo(0.5 * gainOf(-20), 12);
    expect(heard[69 * 64]).toBeCloseTo(0.5 * gainOf(-6), 12);
    expect(heard.at(-1)).toBeCloseTo(0.5 * gainOf(-20), 12);
    const steps = heard.slice(1).map((value, i) => Math.abs(value - heard[i]!));
    expect(Math.max(...steps)).toBeLessThan(0.001);
  });

  it('an insert’s value goes back to the document’s when its lane goes', () => {
    const document = (mode: 'read' | 'off') => {
      const made = testDocument({ a: {} });
      made.effects.a = {
        l: createEffect({ id: 'l', kind: 'compressor', order: 'V', parameters: { makeupDb: 1 } }),
      };
      return automate(made, 'a', lane('effect:l:makeupDb', [point(0, 5)], { mode }));
    };
    const rig = Rig.of(document('read'), ['master']);
    rig.host.follow(RunMap.from(0));
    rig.run(4);
    const makeup = new Float64Array(rig.kernels.memory.buffer, rig.plan.effectTarget('l', 12), 1);
    expect(makeup[0]).toBe(5);
    const push = (target: number, value: number) => void rig.ring.push(0, target, value);
    rig.host.retarget(rig.plan, Rig.of(document('off')).plan.description, push);
    rig.run(4);
    expect(makeup[0]).toBe(1);
  });

  it('edits while it plays leave no memory behind', () => {
    const rig = Rig.of(held(0, false), ['master']);
    rig.host.follow(RunMap.from(0));
    const before = rig.used;
    for (let i = 0; i < 50; i++) {
      const document = automate(testDocument({ a: {} }), 'a', lane('faderDb', [point(i, -6)]));
      rig.host.retarget(rig.plan, Rig.of(document).plan.description, () => {});
      rig.run(1);
    }
    rig.host.release(rig.plan);
    expect(rig.used).toBeLessThan(before);
  });
});

describe('when the transport stops', () => {
  it('lanes stay where they are', () => {
    const document = automate(testDocument({ a: {} }), 'a', lane('faderDb', [point(0, 0), point(6400, -60)]));
    const rig = Rig.of(document, ['master']);
    rig.host.follow(RunMap.from(0));
    rig.run(20);
    new Int32Array(rig.kernels.memory.buffer, rig.host.run, 1)[0] = 0;
    rig.run(50);
    const left = new Float64Array(
      rig.kernels.memory.buffer,
      rig.plan.stripTarget('a', 'inputTrimDb') + 160,
      1,
    );
    expect(left[0]).toBeCloseTo(gainOf(valueAmong([point(0, 0), point(6400, -60)], 20 * 64 - 1)!), 9);
  });
});
