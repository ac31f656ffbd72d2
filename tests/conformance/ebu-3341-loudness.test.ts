import { describe, expect, it } from 'vitest';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { LoudnessMeter, type LoudnessReading, paddedChannels } from '../../audio-engine/measure/index.ts';
import { type Segment, stepped } from './signals.ts';

const { kernels, allocator } = loadKernels();

/** Feeds a signal in blocks; `each` sees the reading after every block of `blockSeconds`. */
function measure(
  sampleRate: number,
  channels: number,
  segments: readonly Segment[],
  each?: (reading: LoudnessReading, seconds: number) => void,
  blockSeconds = 0.1,
): LoudnessReading {
  const signal = stepped(sampleRate, channels, segments);
  const stride = paddedChannels(channels);
  const frames = signal.length / stride;
  const block = Math.round(blockSeconds * sampleRate);
  const meter = new LoudnessMeter(kernels, allocator, sampleRate, channels, 2000);
  const buffer = allocator.allocate(block * stride * 8);
  const view = new Float64Array(kernels.memory.buffer, buffer, block * stride);
  for (let at = 0; at < frames; at += block) {
    const count = Math.min(block, frames - at);
    view.set(signal.subarray(at * stride, (at + count) * stride));
    meter.process(buffer, count);
    each?.(meter.read(), (at + count) / sampleRate);
  }
  const reading = meter.read();
  allocator.free(buffer);
  meter.dispose();
  return reading;
}

const expectLu = (value: number, target: number, tolerance = 0.1): void => {
  expect(Math.abs(value - target), `${value} against ${target}`).toBeLessThanOrEqual(tolerance);
};

const repeat = (times: number, segments: Segment[]): Segment[] =>
  Array.from({ length: times }, () => segments).flat();

describe.each([44100, 48000, 96000])('EBU Tech 3341 loudness at %i Hz', (rate) => {
  it.each([
    [1, -23],
    [2, -33],
  ])('case %i: steady tone reads %i on M, S and I', (_, level) => {
    const r = measure(rate, 2, [{ seconds: 20, levelDb: level }]);
    for (const value of [r.momentaryLufs, r.shortTermLufs, r.integratedLufs]) expectLu(value, level, 0.05);
  });

  it.each<[number, Segment[]]>([
    [
      3,
      [
        { seconds: 10, levelDb: -36 },
        { seconds: 60, levelDb: -23 },
        { seconds: 10, levelDb: -36 },
      ],
    ],
    [
      4,
      [
        { seconds: 10, levelDb: -72 },
        { seconds: 10, levelDb: -36 },
        { seconds: 60, levelDb: -23 },
        { seconds: 10, levelDb: -36 },
        { seconds: 10, levelDb: -72 },
      ],
    ],
    [
      5,
      [
        { seconds: 20, levelDb: -26 },
        { seconds: 20.1, levelDb: -20 },
        { seconds: 20, levelDb: -26 },
      ],
    ],
  ])('case %i: gated integrated loudness', (_, segments) => {
    expectLu(measure(rate, 2, segments).integratedLufs, -23, 0.05);
  });

  it('case 6: 5.0 with weighted surrounds', () => {
    expectLu(
      measure(rate, 5, [{ seconds: 20, levelDb: [-28, -28, -24, -30, -30] }]).integratedLufs,
      -23,
      0.05,
    );
  });

  it('case 9: short-term stays at −23 after 3 s', () => {
    const segments = repeat(5, [
      { seconds: 1.34, levelDb: -20 },
      { seconds: 1.66, levelDb: -30 },
    ]);
    measure(rate, 2, segments, (r, seconds) => {
      if (seconds >= 3) expectLu(r.shortTermLufs, -23);
    });
  });

  it('case 10: maximum short-term of 3 s bursts, wherever they begin', () => {
    for (let i = 0; i < 20; i++) {
      const r = measure(rate, 2, [
        { seconds: i * 0.15, levelDb: null },
        { seconds: 3, levelDb: -23 },
        { seconds: 1, levelDb: null },
      ]);
      expectLu(r.maxShortTermLufs, -23);
    }
  });

  it('case 11: short-term of 3 s bursts, live', () => {
    const segments = Array.from({ length: 20 }, (_, i): Segment[] => [
      { seconds: i * 0.15, levelDb: null },
      { seconds: 3, levelDb: -38 + i },
      { seconds: 3 - i * 0.15, levelDb: null },
    ]);
    const maxima: number[] = Array(20).fill(-Infinity);
    measure(
      rate,
      2,
      segments.flat(),
      (r, seconds) => {
        const burst = Math.min(19, Math.floor((seconds - 0.01) / 6));
        maxima[burst] = Math.max(maxima[burst]!, r.shortTermLufs);
      },
      0.05,
    );
    for (let i = 0; i < 20; i++) expectLu(maxima[i]!, -38 + i);
  });

  it('case 12: momentary stays at −23 after 1 s', () => {
    const segments = repeat(25, [
      { seconds: 0.18, levelDb: -20 },
      { seconds: 0.22, levelDb: -30 },
    ]);
    measure(
      rate,
      2,
      segments,
      (r, seconds) => {
        if (seconds >= 1) expectLu(r.momentaryLufs, -23);
      },
      0.01,
    );
  });

  it('case 13: maximum momentary of 400 ms bursts, wherever they begin', () => {
    for (let i = 0; i < 20; i++) {
      const r = measure(rate, 2, [
        { seconds: i * 0.02, levelDb: null },
        { seconds: 0.4, levelDb: -23 },
        { seconds: 1, levelDb: null },
      ]);
      expectLu(r.maxMomentaryLufs, -23);
    }
  });

  it('case 14: momentary of 400 ms bursts, live', () => {
    const segments = Array.from({ length: 20 }, (_, i): Segment[] => [
      { seconds: i * 0.02, levelDb: null },
      { seconds: 0.4, levelDb: -38 + i },
      { seconds: 0.4 - i * 0.02, levelDb: null },
    ]);
    const maxima: number[] = Array(20).fill(-Infinity);
    measure(
      rate,
      2,
      segments.flat(),
      (r, seconds) => {
        const burst = Math.min(19, Math.floor((seconds - 0.005) / 0.8));
        maxima[burst] = Math.max(maxima[burst]!, r.momentaryLufs);
      },
      0.01,
    );
    for (let i = 0; i < 20; i++) expectLu(maxima[i]!, -38 + i);
  });
});

describe.each([44100, 48000, 96000])('EBU Tech 3342 loudness range at %i Hz', (rate) => {
  it.each<[number, number[], number]>([
    [1, [-20, -30], 10],
    [2, [-20, -15], 5],
    [3, [-40, -20], 20],
    [4, [-50, -35, -20, -35, -50], 15],
  ])('case %i', (_, levels, expected) => {
    const r = measure(
      rate,
      2,
      levels.map((levelDb) => ({ seconds: 20, levelDb })),
    );
    expectLu(r.loudnessRangeLu, expected, 0.05);
  });
});

/** Reference values of facts: the standard's table at 48 kHz, the same prototypes elsewhere. */
describe.each([
  [
    44100,
    [
      1.53084123005035, -2.65097999515473, 1.16907907992159, -1.66365511325602, 0.71259542807323,
      -1.9891696736298, 0.98919903578704,
    ],
  ],
  [
    48000,
    [
      1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585,
      -1.99004745483398, 0.99007225036621,
    ],
  ],
  [
    88200,
    [
      1.55751537557965, -2.90562707992634, 1.36133397747221, -1.83091998796233, 0.84414226108785,
      -1.99457751545034, 0.99458487587805,
    ],
  ],
  [
    96000,
    [
      1.5597142289758, -2.92674157825108, 1.37826120231582, -1.84460946989011, 0.85584332293064,
      -1.99501754472472, 0.99502375904092,
    ],
  ],
  [
    192000,
    [
      1.57222721509128, -3.04728305156155, 1.47797134097961, -1.92220223060749, 0.92511773511683,
      -1.9975072228407, 0.99750877835551,
    ],
  ],
])('K-weighting at %i Hz', (rate, expected) => {
  it('has the coefficients of BS.1770-5', () => {
    const meter = new LoudnessMeter(kernels, allocator, rate, 2, 10);
    const at = kernels.call.loudness_coefficients!(meter.state);
    const actual = new Float64Array(kernels.memory.buffer, at, 7);
    for (let i = 0; i < 7; i++) expect(Math.abs(actual[i]! - expected[i]!)).toBeLessThan(1e-12);
    meter.dispose();
  });
});
