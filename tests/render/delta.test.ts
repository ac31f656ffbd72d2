/** What an insert changes, heard by itself: in the monitor's path only, exact against the insert's own output and input. */
import { describe, expect, it } from 'vitest';
import { describePlan } from '../../audio-engine/graph/index.ts';
import { DeltaListen } from '../../audio-engine/render/live-delta.ts';
import type { Effect, SessionDocument } from '../../audio-engine/session/index.ts';
import { Rig, testDocument } from './rig.ts';
import { effect, noiseSamples } from './sessions.ts';

const RATE = 48000;
const CHUNK = 16;

function documentWith(effects: Effect[]): SessionDocument {
  const document = testDocument({ a: {} });
  document.effects.a = Object.fromEntries(effects.map((e) => [e.id, e]));
  return document;
}

/** A plan with the control room behind it: what the master gives, and what the speakers get. */
function room(document: SessionDocument) {
  const rig = Rig.of(document, []);
  const { kernels, allocator } = rig;
  const { call } = kernels;
  const monitor = allocator.allocate(call.monitor_bytes!());
  call.monitor_init!(monitor, RATE);
  const output = allocator.allocate(CHUNK * 1024);
  const delta = new DeltaListen(kernels, allocator, monitor, CHUNK);
  delta.begin(RATE);
  delta.plan(rig.plan);
  const heard = { master: [] as number[], speakers: [] as number[] };
  const run = (quanta: number): void => {
    for (let left = quanta; left > 0; left -= CHUNK) {
      rig.run(CHUNK, CHUNK);
      heard.master.push(...new Float64Array(kernels.memory.buffer, rig.plan.master, CHUNK * 128));
      call.monitor_process!(monitor, rig.plan.master, 0, output, CHUNK, 0, 1, 0);
      heard.speakers.push(...new Float64Array(kernels.memory.buffer, output, CHUNK * 128));
    }
  };
  return { rig, delta, heard, run };
}

const FROM = 2 * 64 * 32; // long after the glide

describe('delta listen', () => {
  it('and the dry sound together are the processed sound, however late the insert is', () => {
    for (const insert of [
      effect('equaliser', 'x', { band3GainDb: 6 }),
      effect('limiter', 'x', { gainDb: 15 }),
      effect('equaliser', 'x', { band3GainDb: -9, phase: 1 }),
    ]) {
      const one = room(documentWith([insert]));
      const source = noiseSamples(3, 40_000);
      one.rig.sources.set('a', source);
      one.delta.listen({ stripId: 'a', effectId: 'x' });
      one.run(512);
      const late = one.rig.plan.latencySamples * 2;
      let worst = 0;
      let loudest = 0;
      for (let i = FROM; i < one.heard.speakers.length; i++) {
        const dry = i >= late ? (source[i - late] ?? 0) : 0;
        const delta = one.heard.speakers[i]!;
        worst = Math.max(worst, Math.abs(dry + delta - one.heard.master[i]!));
        loudest = Math.max(loudest, Math.abs(delta));
      }
      expect(20 * Math.log10(Math.max(worst, 1e-30))).toBeLessThan(-140);
      expect(loudest).toBeGreaterThan(0.05);
    }
  });

  it('of an insert that changes nothing is silence', () => {
    const one = room(documentWith([effect('equaliser', 'x'), effect('limiter', 'y', { ceilingDbtp: 0 })]));
    one.rig.sources.set('a', noiseSamples(4, 40_000, 2, 0.2));
    for (const effectId of ['x', 'y']) {
      one.delta.listen({ stripId: 'a', effectId });
      const from = one.heard.speakers.length + FROM;
      one.run(128);
      expect(one.heard.speakers.slice(from).every((x) => x === 0)).toBe(true);
    }
  });

  it('changes nothing that is rendered, and leaves no click or trace in the room when it ends', () => {
    const document = documentWith([effect('equaliser', 'x', { band3GainDb: 6 })]);
    const one = room(document);
    const plain = room(document);
    const source = noiseSamples(5, 60_000);
    for (const { rig } of [one, plain]) rig.sources.set('a', source);
    one.run(64);
    one.delta.listen({ stripId: 'a', effectId: 'x' });
    one.run(64);
    one.delta.listen(null);
    one.run(128);
    plain.run(256);
    expect(one.heard.master).toEqual(plain.heard.master);
    expect(one.heard.speakers.slice(0, 2 * 64 * 64)).toEqual(one.heard.master.slice(0, 2 * 64 * 64));
    const after = 2 * 64 * (128 + 32);
    expect(one.heard.speakers.slice(after)).toEqual(one.heard.master.slice(after));
  });

  it('plays silence, not the last it heard, while the strip is at rest; and goes on in a new plan', () => {
    const document = documentWith([effect('equaliser', 'x', { band3GainDb: 6 })]);
    const one = room(document);
    one.rig.sources.set('a', noiseSamples(6, 64 * 64));
    one.delta.listen({ stripId: 'a', effectId: 'x' });
    one.run(640);
    expect(one.heard.speakers.slice(-2 * 64 * 64).every((x) => x === 0)).toBe(true);
    // Another effect before it makes another plan; the node goes on.
    const more = documentWith([
      effect('equaliser', 'b', { band5GainDb: 3 }),
      effect('equaliser', 'x', { band3GainDb: 6 }),
    ]);
    one.rig.swap(more);
    one.delta.plan(one.rig.plan);
    one.rig.sources.set('a', noiseSamples(7, 64 * 2000));
    one.run(128);
    expect(one.heard.speakers.slice(-2 * 64).some((x) => Math.abs(x) > 1e-3)).toBe(true);
    expect(describePlan(more, { latencyOf: one.rig.host.latencyOf }).strips[0]!.inserts).toHaveLength(2);
  });
});
