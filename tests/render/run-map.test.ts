import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RunMap, type RunSpan } from '../../audio-engine/render/index.ts';

function spans(map: RunMap, from: number, frames: number): RunSpan[] {
  const list: RunSpan[] = [];
  map.forEachSpan(from, frames, (span) => list.push({ ...span }));
  return list;
}

test('a loop jumps to the sample', () => {
  const map = RunMap.from(900, { startSample: 500, endSample: 1000 });
  expect(spans(map, 0, 1200)).toEqual([
    { runSample: 0, sessionSample: 900, frames: 100 },
    { runSample: 100, sessionSample: 500, frames: 500 },
    { runSample: 600, sessionSample: 500, frames: 500 },
    { runSample: 1100, sessionSample: 500, frames: 100 },
  ]);
});

test('a run that starts behind the loop never jumps', () => {
  const map = RunMap.from(1000, { startSample: 500, endSample: 1000 });
  expect(spans(map, 0, 5000)).toEqual([{ runSample: 0, sessionSample: 1000, frames: 5000 }]);
});

test('a change holds from its sample on', () => {
  const map = RunMap.from(0).changedAt(300, { loop: { startSample: 100, endSample: 400 } });
  expect(map.at(299)).toBe(299);
  expect(map.at(399)).toBe(399);
  expect(map.at(400)).toBe(100);
  const silent = map.changedAt(500, { sessionSample: null, loop: null });
  expect(silent.at(499)).toBe(199);
  expect(silent.at(500)).toBeNull();
  expect(spans(silent, 450, 100)).toEqual([
    { runSample: 450, sessionSample: 150, frames: 50 },
    { runSample: 500, sessionSample: null, frames: 50 },
  ]);
});

test('spans cover every sample once and agree with `at`, however they are asked for', () => {
  const sample = fc.integer({ min: 0, max: 3000 });
  fc.assert(
    fc.property(
      sample,
      sample,
      fc.integer({ min: 64, max: 700 }),
      sample,
      sample,
      (start, loop, length, from, frames) => {
        const map = RunMap.from(start, { startSample: loop, endSample: loop + length });
        let at = from;
        for (const span of spans(map, from, frames)) {
          expect(span.runSample).toBe(at);
          expect(span.frames).toBeGreaterThan(0);
          expect(span.sessionSample).toBe(map.at(at));
          expect(map.at(at + span.frames - 1)).toBe((span.sessionSample ?? 0) + span.frames - 1);
          at += span.frames;
        }
        expect(at).toBe(from + frames);
      },
    ),
  );
});
