import { describe, expect, it } from 'vitest';
import { encodeTelemetry, HEADER_DOUBLES, Header } from '../../../audio-engine/protocol/index.ts';
import { createFrameBus } from '../../../renderer/live/frame-bus.ts';
import { HistoryRing } from '../../../renderer/live/history-ring.ts';
import { extrapolate } from '../../../renderer/live/playhead.ts';
import { mergeNeeds } from '../../../renderer/live/watch.ts';
import { PeakHold, StripLevel } from '../../../renderer/meters/index.ts';

function frame(values: Partial<Record<keyof typeof Header, number>>): ArrayBuffer {
  const header = new Float64Array(HEADER_DOUBLES);
  for (const [name, value] of Object.entries(values)) header[Header[name as keyof typeof Header]] = value;
  return encodeTelemetry(header, new Float32Array(0), []);
}

function bench() {
  let send: (buffer: ArrayBuffer) => void = () => undefined;
  const queue: ((now: number) => void)[] = [];
  let subscriptions = 0;
  const bus = createFrameBus({
    onTelemetry: (listener) => {
      subscriptions++;
      send = listener;
      return () => undefined;
    },
    requestFrame: (callback) => queue.push(callback),
    cancelFrame: () => queue.splice(0),
    nowMs: () => 5,
  });
  return { bus, queue, send: (b: ArrayBuffer) => send(b), count: () => subscriptions };
}

describe('the frame bus', () => {
  it('runs one animation frame for all and hands out the newest telemetry', () => {
    const { bus, queue, send, count } = bench();
    const seen: number[] = [];
    bus.subscribeFrame((f) => seen.push(f?.header[Header.sequence] ?? -1));
    const end = bus.subscribeFrame((f, now) => seen.push((f?.header[Header.sequence] ?? -1) + now));
    expect(queue.length).toBe(1);
    expect(count()).toBe(1);
    send(frame({ sequence: 7 }));
    send(frame({ sequence: 8 }));
    queue.shift()?.(100);
    expect(seen).toEqual([8, 108]);
    expect(queue.length).toBe(1);
    end();
    queue.shift()?.(200);
    expect(seen).toEqual([8, 108, 8]);
  });

  it('gives histories every frame and drops broken ones', () => {
    const { bus, send } = bench();
    const sequences: number[] = [];
    bus.onArrival((f) => sequences.push(f.header[Header.sequence] ?? -1));
    send(frame({ sequence: 1 }));
    send(new ArrayBuffer(10));
    send(frame({ sequence: 2 }));
    expect(sequences).toEqual([1, 2]);
  });

  it('takes a listener that throws off the bus and goes on with the others', () => {
    const { bus, queue } = bench();
    let drawn = 0;
    const error = console.error;
    console.error = () => undefined;
    bus.subscribeFrame(() => {
      throw new Error('broken');
    });
    bus.subscribeFrame(() => drawn++);
    queue.shift()?.(1);
    queue.shift()?.(2);
    console.error = error;
    expect(drawn).toBe(2);
  });
});

describe('the playhead', () => {
  const at = (playing: number) => {
    const header = new Float64Array(HEADER_DOUBLES);
    header[Header.positionSample] = 48_000;
    header[Header.timeMs] = 1_000_000;
    header[Header.sampleRate] = 48_000;
    header[Header.playing] = playing;
    return { header, strips: new Float32Array(0), sections: [] };
  };
  it('goes on at the session rate from the last pair', () => {
    expect(extrapolate(at(1), 1_000_100)).toBe(52_800);
  });
  it('stands still when stopped, and when the engine has gone quiet', () => {
    expect(extrapolate(at(0), 1_000_100)).toBe(48_000);
    expect(extrapolate(at(1), 1_005_000)).toBe(60_000);
  });
});

describe('ballistics', () => {
  it('rises at once, falls at 20 dB/s, and holds the peak for two seconds', () => {
    const hold = new PeakHold();
    hold.update(-6, 0);
    expect(hold.level(500)).toBe(-16);
    expect(hold.hold(2000)).toBe(-6);
    expect(hold.hold(2500)).toBe(-16);
    hold.update(-20, 400);
    expect(hold.level(400)).toBe(-14);
    hold.update(-10, 500);
    expect(hold.level(500)).toBe(-10);
  });

  it('keeps the clip latch and the highest peak until they are cleared', () => {
    const level = new StripLevel();
    level.take(new Float32Array([1.2, 0.5, 0.1, 0.1, 1, 3, 0, 0]), 0);
    level.take(new Float32Array([0.1, 0.1, 0.1, 0.1, 0, 0, 0, 0]), 20);
    expect(level.clipped).toBe(true);
    expect(level.highestDb).toBeCloseTo(1.58, 2);
    expect(level.rms(0, 100)).toBeCloseTo(-20, 5);
    expect(level.rms(0, 1000)).toBe(Number.NEGATIVE_INFINITY);
    level.clear();
    expect(level.clipped).toBe(false);
  });
});

describe('what the engine is asked for', () => {
  it('merges the needs of all views, each thing once, four at most', () => {
    const watch = mergeNeeds([
      { spectra: ['a', 'b'], effects: [{ stripId: 'a', effectId: 'e' }] },
      { spectra: ['b', 'c', 'd', 'x'], effects: [{ stripId: 'a', effectId: 'e' }], goniometer: true },
    ]);
    expect(watch).toEqual({
      spectra: ['a', 'b', 'c', 'd'],
      effects: [{ stripId: 'a', effectId: 'e' }],
      goniometer: true,
    });
  });

  it('keeps triples in order and thins them at high rates by their maxima', () => {
    const ring = new HistoryRing();
    ring.append(new Float32Array([-10, -12, 2, -8, -11, 3]), 48_000);
    expect([ring.at(0, 0), ring.at(1, 0), ring.at(0, 2)]).toEqual([-8, -10, 3]);
    expect(ring.at(2, 0)).toBeNaN();
    const fast = new HistoryRing();
    fast.append(new Float32Array([-10, -12, 2, -8, -14, 1]), 96_000);
    expect(fast.length).toBe(1);
    expect([fast.at(0, 0), fast.at(0, 1), fast.at(0, 2)]).toEqual([-8, -12, 2]);
    expect(fast.ratePerS).toBe(750);
  });
});
