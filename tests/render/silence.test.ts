import { expect, test } from 'vitest';
import { compressorParameters } from '../../audio-engine/effects/compressor/parameters.ts';
import { equaliserParameters } from '../../audio-engine/effects/equaliser/parameters.ts';
import { defaultsOf, type Parameter } from '../../audio-engine/effects/parameter.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { QUANTUM } from '../../audio-engine/render/index.ts';
import { Rig, testDocument } from './rig.ts';
import { effect, noiseSamples } from './sessions.ts';

const EQ = { band3GainDb: 4, band6GainDb: -5 };
const COMPRESSOR = { thresholdDb: -30, ratio: 4, attackMs: 1, releaseMs: 5, lookAheadMs: 3 };

/** The kernels alone, every quantum, with nothing skipped. */
function direct(source: Float64Array): Float64Array {
  const { kernels, allocator } = loadKernels();
  const { call, memory } = kernels;
  const chain = (
    [
      ['equaliser', equaliserParameters, EQ],
      ['compressor', compressorParameters, COMPRESSOR],
    ] as [string, readonly Parameter[], Record<string, number>][]
  ).map(([prefix, parameters, values]) => {
    const state = allocator.allocate(call[`${prefix}_bytes`]!(48000));
    const params = allocator.allocate(parameters.length * 8);
    const all = { ...defaultsOf(parameters), ...values };
    new Float64Array(memory.buffer, params, parameters.length).set(parameters.map((p) => all[p.id]!));
    call[`${prefix}_reset`]!(state, 48000);
    return (buffer: number) => call[`${prefix}_process`]!(state, params, buffer, QUANTUM);
  });
  const buffer = allocator.allocate(QUANTUM * 16);
  const view = new Float64Array(memory.buffer, buffer, QUANTUM * 2);
  const out = new Float64Array(source.length);
  for (let at = 0; at < source.length; at += QUANTUM * 2) {
    view.set(source.subarray(at, at + QUANTUM * 2));
    for (const process of chain) process(buffer);
    out.set(view, at);
  }
  return out;
}

const QUANTA = 2000;

function burstsAndSilence(): Float64Array {
  const source = new Float64Array(QUANTA * QUANTUM * 2);
  source.set(noiseSamples(1, 100 * QUANTUM));
  source.set(noiseSamples(2, 50 * QUANTUM), 1800 * QUANTUM * 2);
  return source;
}

function chained(ids: readonly string[]): Rig {
  const document = testDocument(Object.fromEntries(ids.map((id) => [id, {}])));
  for (const id of ids) {
    document.effects[id] = {
      e: effect('equaliser', `${id}-1`, EQ),
      c: effect('compressor', `${id}-2`, COMPRESSOR),
    };
  }
  return Rig.of(document, [...ids]);
}

test.each([[['a']], [['a', 'b']], [['a', 'b', 'c']]])(
  'strips %j skip silence at rest and have the bits of the kernels alone',
  (ids) => {
    const rig = chained(ids);
    const source = burstsAndSilence();
    for (const id of ids) rig.sources.set(id, source);
    const silent = new Float64Array(rig.kernels.memory.buffer, rig.plan.meters.get('a')!, 8).subarray(6, 7);
    rig.run(100);
    expect(silent[0]).toBe(0);
    rig.run(1600);
    expect(silent[0]).toBe(1);
    rig.run(300);
    const expected = direct(source);
    for (const id of ids) {
      const heard = rig.heard.get(id)!;
      expect(heard.findIndex((value, i) => value !== expected[i])).toBe(-1);
      expect(heard.length).toBe(expected.length);
    }
  },
);
