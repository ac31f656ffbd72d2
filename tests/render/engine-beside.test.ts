/** What is heard and seen beside the document, through the whole engine: read-outs, compare, control room, costs, outputs. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CompareSlot,
  type Monitor,
  NEUTRAL_MONITOR,
  type Section,
  SectionKind,
  SPECTRUM_BANDS_PER_OCTAVE,
  SPECTRUM_LOWEST_HZ,
  type TelemetryFrame,
} from '../../audio-engine/protocol/index.ts';
import { firstSound, TestEngine } from './engine-harness.ts';
import { effect, noiseSamples, TestSession } from './sessions.ts';

const RATE = 48000;
let engine: TestEngine;
let session: TestSession;

beforeEach(() => {
  session = new TestSession([
    {
      id: 'a',
      samples: noiseSamples(1, RATE * 30, 2, 0.2),
      effects: [effect('equaliser', 'e', { outputGainDb: 6 }), effect('compressor', 'c')],
    },
    { id: 'b', samples: noiseSamples(2, RATE * 30, 2, 0.2) },
  ]);
  engine = new TestEngine();
});
afterEach(async () => {
  await engine.end();
  session.remove();
});

const section = (frame: TelemetryFrame, kind: number): Section | undefined =>
  frame.sections.find((s) => s.kind === kind);
const monitor = (change: Partial<Monitor>, listening: string[] = []): void =>
  engine.post({ type: 'monitor', monitor: { settings: { ...NEUTRAL_MONITOR, ...change }, listening } });

/** Frames of what the device gets from now on, in mean square a channel. */
async function power(frames = 9600): Promise<number> {
  const finish = engine.capture();
  await engine.reaches(engine.position + frames + 4096);
  const captured = await finish();
  let sum = 0;
  for (const x of captured) sum += x * x;
  return sum / captured.length;
}
const dB = (a: number, b: number): number => 10 * Math.log10(a / b);

async function play(): Promise<void> {
  await engine.load(session.document, session.folder, { blockFrames: 256 });
  engine.post({ type: 'play', fromSample: 0 });
  await engine.reaches(4800);
}

describe('what editors see of an effect', () => {
  it('is what it gets and what it gives, its read-outs and a scope', async () => {
    await play();
    engine.post({
      type: 'watch',
      watch: { spectra: [], effects: [{ stripId: 'a', effectId: 'e' }], goniometer: false },
    });
    await engine.reaches(engine.position + 16_384);
    const frame = await engine.frameWhere(
      (f) => f.header[2]! > 24_000 && section(f, SectionKind.effectSpectrumAfter) !== undefined,
    );
    const before = section(frame, SectionKind.effectSpectrumBefore)!.values;
    const after = section(frame, SectionKind.effectSpectrumAfter)!.values;
    const band = Math.round(Math.log2(2000 / SPECTRUM_LOWEST_HZ) * SPECTRUM_BANDS_PER_OCTAVE);
    // Two transforms of moments that may lie a frame apart: noise, so within a few dB of 6.
    const mean = (values: Float32Array): number =>
      10 * Math.log10(values.slice(band - 24, band + 24).reduce((sum, x) => sum + 10 ** (x / 10), 0) / 48);
    expect(mean(after) - mean(before)).toBeGreaterThan(4.5);
    expect(mean(after) - mean(before)).toBeLessThan(7.5);
    expect(section(frame, SectionKind.effectReadout)!.values).toHaveLength(8);
    const scope = await engine.frameWhere(
      (f) => (section(f, SectionKind.effectScope)?.values.length ?? 0) > 0,
    );
    const peak = Math.max(...section(scope, SectionKind.effectScope)!.values.map(Math.abs));
    expect(peak).toBeGreaterThan(0.3);
    expect(peak).toBeLessThanOrEqual(0.2 * 10 ** (6 / 20) + 1e-3);
  });
});

describe('a compare', () => {
  it('is heard as loud as the effect, or at unity where matching is off', async () => {
    session.document.effects.b = {};
    await play();
    monitor({}, []);
    const watch = { spectra: [], effects: [], goniometer: false, compare: { stripId: 'a', effectId: 'e' } };
    engine.post({ type: 'watch', watch });
    const measured = await engine.frameWhere(
      (f) => (section(f, SectionKind.compare)?.values[CompareSlot.seconds] ?? 0) > 0.5,
    );
    expect(section(measured, SectionKind.compare)!.values[CompareSlot.differenceDb]).toBeCloseTo(6, 1);
    const processed = await power();
    engine.post({ type: 'compare', compare: { stripId: 'a', effectId: 'e', bypass: true } });
    await engine.frameWhere((f) => section(f, SectionKind.compare)?.values[CompareSlot.comparing] === 1);
    await engine.reaches(engine.position + 4800);
    expect(dB(await power(), processed)).toBeCloseTo(0, 0);
    engine.post({ type: 'compare', compare: { stripId: 'a', effectId: 'e', bypass: true, matched: false } });
    await engine.reaches(engine.position + 4800);
    // The other track stays as it is: less than the whole 6 dB.
    expect(dB(await power(), processed)).toBeLessThan(-2);
    engine.post({ type: 'compare', compare: { stripId: null, effectId: null, bypass: false } });
    await engine.reaches(engine.position + 4800);
    expect(dB(await power(), processed)).toBeCloseTo(0, 0);
  });
});

describe('the control room of an engine', () => {
  it('mutes, and hears one strip by itself', async () => {
    await play();
    monitor({ mute: true });
    await engine.reaches(engine.position + 9600);
    expect(await power()).toBe(0);
    monitor({ listenPoint: 'pre' }, ['b']);
    await engine.reaches(engine.position + 24_000);
    // Noise of ±0.2 has a mean square of 0.04 / 3.
    expect(await power()).toBeCloseTo(0.04 / 3, 3);
    monitor({}, []);
    await engine.reaches(engine.position + 24_000);
    expect(dB(await power(), 0.04 / 3)).toBeGreaterThan(5);
    expect(engine.status?.layout.stripIds).toEqual(['a', 'b', 'master']);
  });
});

describe('what inserts cost', () => {
  it('is told once a second while it is asked for', async () => {
    await play();
    engine.post({ type: 'watch', watch: { spectra: [], effects: [], goniometer: false, costs: true } });
    const { costs } = await engine.next('costs', ({ costs: told }) => told.effects.every((e) => e.share > 0));
    expect(costs.effects.map((e) => `${e.stripId} ${e.effectId}`).sort()).toEqual(['a c', 'a e']);
    const inserts = costs.effects.reduce((sum, e) => sum + e.share, 0);
    expect(inserts).toBeLessThan(costs.total);
  });
});

describe('outputs apart from the master', () => {
  it('are opened when a strip goes there, and missed by name where the device has none', async () => {
    await play();
    let revision = 1;
    const route = (output: string): void => {
      engine.post({
        type: 'patches',
        fromRevision: revision,
        revision: ++revision,
        patches: [{ op: 'replace', path: ['strips', 'b', 'output'], value: output }],
      });
    };
    route('hardware:2');
    await engine.statusWhere((s) => s.device.outputs === 4);
    await engine.reaches(engine.position + 9600);
    const finish = engine.capture();
    await engine.reaches(engine.position + 9600);
    const captured = await finish();
    const channels = [0, 1, 2, 3].map((n) => captured.filter((_, i) => i % 4 === n));
    const square = channels.map((c) => c.reduce((sum, x) => sum + x * x, 0) / c.length);
    expect(square[2]).toBeCloseTo(0.04 / 3, 3);
    expect(square[3]).toBeCloseTo(0.04 / 3, 3);
    expect(square[0]).toBeGreaterThan(0.04 / 3);
    expect(firstSound(captured)).toBeGreaterThanOrEqual(0);
    route('hardware:12');
    const { notices } = await engine.statusWhere((s) => s.notices.some((n) => n.includes('23–24')));
    expect(notices.some((n) => n.includes('“b”'))).toBe(true);
  });
});
