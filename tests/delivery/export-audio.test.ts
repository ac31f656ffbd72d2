/** Exports of whole sessions: sums, lengths, targets, gains that come back, and what is left after a cancel. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportResult, exportAudio } from '../../audio-engine/delivery/index.ts';
import { measureAudio } from '../../audio-engine/measure/index.ts';
import { openAudio, openWav } from '../../audio-engine/media/index.ts';
import { type ExportRequest, fileFormatSchema } from '../../audio-engine/protocol/index.ts';
import { MASTER_STRIP, type SessionDocument } from '../../audio-engine/session/index.ts';
import { noise } from '../conformance/signals.ts';
import { beat } from '../measure/programmes.ts';
import { effect, TestSession } from '../render/sessions.ts';

let session: TestSession;

beforeAll(() => {
  const { samples } = beat(44100, 4, 0.35);
  const random = noise(51);
  const hats = Float64Array.from(
    samples.subarray(0, 2 * 44100),
    (_, i) => 0.2 * random() * Math.exp(-((i / 2) % 11025) / 900),
  );
  session = new TestSession(
    [
      { id: 'beat', samples, strip: { faderDb: -1.5 } },
      { id: 'hats', samples: hats, strip: { pan: 0.3 } },
      { id: 'muted', samples: hats, strip: { mute: true } },
    ],
    44100,
  );
  session.document.tracks.hats!.name = 'Hats: L/R';
});
afterAll(() => session.remove());

const withMaster = (effects: ReturnType<typeof effect>[]): SessionDocument => ({
  ...session.document,
  effects: { ...session.document.effects, [MASTER_STRIP]: Object.fromEntries(effects.map((e) => [e.id, e])) },
});

interface Short extends Partial<Omit<ExportRequest, 'files' | 'place'>> {
  /** A file; of stems a folder. */
  path?: string;
  format?: 'wav' | 'flac';
  bits?: '16' | '24' | '32f';
  sampleRate?: number | null;
}

/** One file of an export, as most of these tests want it. */
function run(
  { path = join(session.folder, 'out.wav'), format = 'wav', bits = '32f', sampleRate = null, ...rest }: Short,
  document = session.document,
  extra = {},
): Promise<ExportResult> {
  const stems = rest.what === 'stems';
  return exportAudio({
    document,
    folder: session.folder,
    options: {
      what: 'mix',
      target: null,
      range: null,
      proof: false,
      ...rest,
      files: [{ file: fileFormatSchema.parse({ format, bits }), sampleRate }],
      place: {
        folder: stems ? path : dirname(path),
        pattern: stems ? '{track}' : basename(path, extname(path)),
        ifThere: 'replace',
      },
    },
    ...extra,
  });
}

function read(path: string): { samples: Float64Array; sampleRate: number } {
  const file = openWav(path);
  const samples = new Float64Array(file.lengthSamples * file.channels);
  file.read(0, file.lengthSamples, samples);
  file.close();
  return { samples, sampleRate: file.sampleRate };
}

const largestDifference = (a: Float64Array, b: Float64Array): number => {
  expect(a.length).toBe(b.length);
  return a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0);
};

describe('the mix', () => {
  it('holds the render, bit for bit in 32-bit float, without the limiter', async () => {
    const document = withMaster([effect('limiter', 'l', { gainDb: 12, ceilingDbtp: -6 })]);
    const result = await run({}, document);
    const { outputs } = await session.render({ limiter: false });
    expect(
      largestDifference(read(result.files[0]!.path).samples, outputs.get('master')!.map(Math.fround)),
    ).toBe(0);
    expect(result.limiter).toBeNull();
  });

  it.each([
    ['16', 2 / 32768],
    ['24', 2 / 8388608],
  ] as const)('stays within its dither at %s bit', async (bits, step) => {
    const result = await run({ bits });
    const { outputs } = await session.render({ limiter: false });
    const { samples } = read(result.files[0]!.path);
    expect(largestDifference(samples, outputs.get('master')!)).toBeLessThan(step);
    expect(result.files[0]!.measurement.bitDepth).toBe(Number(bits));
  });

  it('keeps a range exactly', async () => {
    const result = await run({ range: { startSample: 1000, endSample: 23050 } });
    const { outputs } = await session.render({ limiter: false });
    const part = outputs.get('master')!.subarray(2000, 2 * 23050);
    expect(largestDifference(read(result.files[0]!.path).samples, part.map(Math.fround))).toBe(0);
  });

  it('converts the rate to the exact length', async () => {
    const result = await run({ sampleRate: 48000 });
    const { length } = await session.render({ limiter: false });
    const { samples, sampleRate } = read(result.files[0]!.path);
    expect(sampleRate).toBe(48000);
    expect(samples.length / 2).toBe(Math.round((length.lengthSamples * 48000) / 44100));
  });

  it('says how much clipped, and what a float file kept', async () => {
    const { beat: strip, ...rest } = session.document.strips;
    const document = { ...session.document, strips: { ...rest, beat: { ...strip!, faderDb: 12 } } };
    expect((await run({ bits: '16' }, document)).notices.join()).toMatch(/went over full scale/);
    expect((await run({}, document)).notices.join()).toMatch(/above full scale/);
  });
});

it('stems have one length and sum to the mix; muted tracks stay out', async () => {
  const path = join(session.folder, 'stems');
  const stems = await run({ what: 'stems', path });
  expect(stems.files.map((f) => f.name)).toEqual(['beat', 'Hats: L/R']);
  expect(readdirSync(path).sort()).toEqual(['Hats- L-R.wav', 'beat.wav']);
  const mix = await run({});
  const [a, b] = stems.files.map((f) => read(f.path).samples);
  const sum = a!.map((x, i) => x + b![i]!);
  expect(largestDifference(sum, read(mix.files[0]!.path).samples)).toBeLessThan(2e-7);
});

describe('the master', () => {
  it.each([
    [{ bits: '24', target: { name: null, lufs: -14, ceilingDbtp: -1 } }],
    [{ bits: '16', sampleRate: 48000, target: { name: 'Amazon Music', lufs: -14, ceilingDbtp: -2 } }],
    [{ bits: '24', format: 'flac', sampleRate: 96000, target: { name: null, lufs: -9, ceilingDbtp: -1 } }],
  ] as const)('lands on %j, and a render with the gain that came back does too', async (options) => {
    const document = withMaster([effect('limiter', 'l', { releaseMs: 60 })]);
    const path = join(session.folder, `master.${'format' in options ? options.format : 'wav'}`);
    const result = await run({ what: 'master', path, ...options }, document);
    const source = await openAudio(path);
    const measured = await measureAudio(source);
    source.close();
    expect(Math.abs(measured.integratedLufs! - options.target.lufs)).toBeLessThanOrEqual(0.05);
    expect(measured.truePeakDbtp!).toBeLessThanOrEqual(options.target.ceilingDbtp);
    expect(result.files[0]!.measurement.integratedLufs).toBeCloseTo(measured.integratedLufs!, 9);
    const room = withMaster([effect('limiter', 'l', { releaseMs: 60, ...result.limiter })]);
    const again = await run({ what: 'master', path: join(session.folder, 'room.wav'), bits: '24' }, room);
    expect(Math.abs(again.files[0]!.measurement.integratedLufs! - options.target.lufs)).toBeLessThanOrEqual(
      0.1,
    );
    expect(again.limiter).toBeNull();
  });

  it('without a target is the chain with its own limiter, as the room plays it', async () => {
    const document = withMaster([effect('limiter', 'l', { gainDb: 6, ceilingDbtp: -2 })]);
    const result = await run({ what: 'master' }, document);
    const { outputs } = await session.render({ document });
    expect(result.files[0]!.measurement.truePeakDbtp!).toBeLessThanOrEqual(-2);
    expect(largestDifference(read(result.files[0]!.path).samples, outputs.get('master')!)).toBeLessThan(1e-7);
  });

  it('without a limiter gets a default one for a target, and none otherwise', async () => {
    const plain = await run({ what: 'master' });
    expect(plain.limiter).toBeNull();
    const target = { name: null, lufs: -12, ceilingDbtp: -1 };
    const limited = await run({ what: 'master', target });
    expect(limited.limiter!.gainDb).toBeGreaterThan(0);
    expect(limited.notices.join()).toMatch(/no limiter/);
    expect(limited.history!.momentaryLufs.length).toBeGreaterThan(30);
  });
});

describe('what cannot be', () => {
  it('an empty session, unknown targets, stems without a track', async () => {
    const empty = { ...session.document, clips: {} };
    await expect(run({}, empty)).rejects.toThrow(/no clips/);
    const target = { name: 'Nowhere', lufs: -14, ceilingDbtp: -1 };
    await expect(run({ what: 'master', target })).rejects.toThrow(/Nowhere/);
  });

  it.each(['mix', 'master', 'stems'] as const)('a cancelled %s leaves nothing', async (what) => {
    const controller = new AbortController();
    const path = join(session.folder, `cancelled-${what}`);
    const options = { what, path, target: { name: null, lufs: -14, ceilingDbtp: -1 } };
    const job = run(options, session.document, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(job).rejects.toThrow(/cancelled/);
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(session.folder).filter((name) => name.startsWith('cancelled'))).toEqual([]);
  });
});
