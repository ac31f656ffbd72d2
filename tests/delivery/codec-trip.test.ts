import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codecTrip } from '../../audio-engine/delivery/codec-trip.ts';
import { FinalLimiter, limiterValues } from '../../audio-engine/delivery/final-limiter.ts';
import { BLOCK_FRAMES } from '../../audio-engine/delivery/regrouper.ts';
import { ServiceMaster } from '../../audio-engine/delivery/service-master.ts';
import { Turns } from '../../audio-engine/delivery/turns.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { measureAudio } from '../../audio-engine/measure/index.ts';
import { closeBrowser, createWav, findBrowser, openAudio } from '../../audio-engine/media/index.ts';
import { type CodecResult, parseFormatSpec } from '../../audio-engine/protocol/index.ts';
import { noise } from '../conformance/signals.ts';
import { beat } from '../measure/programmes.ts';

const home = loadKernels();
const folder = mkdtempSync(join(tmpdir(), 'threshold-trip-'));
const turns = new Turns(undefined);
const masters = new Map<number, ServiceMaster>();

/** A dense master at its ceiling, so that codecs overshoot. */
beforeAll(async () => {
  for (const rate of [44100, 48000]) {
    const hiss = noise(5);
    const samples = beat(rate, 5).samples.map((x) => x + 0.25 * hiss());
    const path = join(folder, `master-${rate}.wav`);
    const wav = createWav(path, { channels: 2, sampleRate: rate, format: 's24' });
    const limiter = new FinalLimiter(home, rate, limiterValues({ gainDb: 14, ceilingDbtp: -1 }));
    for (let at = 0; at + 2 * BLOCK_FRAMES <= samples.length; at += 2 * BLOCK_FRAMES) {
      const block = samples.slice(at, at + 2 * BLOCK_FRAMES);
      limiter.process(block, 2);
      wav.write(block, BLOCK_FRAMES);
    }
    wav.close();
    masters.set(rate, await ServiceMaster.make({ home, source: { kind: 'file', path }, folder, turns }));
  }
});
afterAll(() => {
  for (const master of masters.values()) master.dispose();
  closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

function trip(rate: number, spec: string, preview: string | null): Promise<CodecResult> {
  const master = masters.get(rate)!;
  const file = parseFormatSpec(spec)!;
  const { reader, spectrum, loudSample } = master;
  return codecTrip({ home, master: reader, spectrum, loudSample, file, folder, preview, turns });
}

const AAC = [
  ['aac-256', 'AAC', 48000],
  ['aac-128', 'AAC', 44100],
] as const;

describe('codec trips', () => {
  it.each<readonly [string, string, number]>([
    ['mp3-320', 'LAME', 44100],
    ['mp3-128', 'LAME', 48000],
    ['vorbis-9', 'libvorbis', 48000],
    ['vorbis-2', 'libvorbis', 44100],
    // At 48 kHz inside: one of them is converted to and fro.
    ['opus-160', 'libopus', 44100],
    ['opus-96', 'libopus', 48000],
    ...(findBrowser() ? AAC : []),
  ])('%s comes back to the sample, measured, by %s, at %i Hz', async (spec, encoder, rate) => {
    const path = join(folder, `${spec}-${rate}.wav`);
    const result = await trip(rate, spec, path);
    expect(result.failure).toBeNull();
    expect(result.lagSamples).toBe(0);
    expect(result.encoder).toContain(encoder);
    const { measurement, reader } = masters.get(rate)!;
    // The sound is still the song: what a low-pass takes of the hiss is all that is missing.
    expect(Math.abs(result.integratedLufs! - measurement.integratedLufs!)).toBeLessThan(1.5);
    const nominal = /^(mp3|opus|aac)-(\d+)$/.exec(spec);
    if (nominal && nominal[1] !== 'opus') expect(result.kbps!).toBeGreaterThan(Number(nominal[2]) * 0.6);
    const preview = await openAudio(path);
    expect(preview.lengthSamples).toBe(reader.lengthSamples);
    expect(preview.sampleRate).toBe(rate);
    // What is heard is what was measured, where no rate was converted in between.
    if (!spec.startsWith('opus')) {
      const heard = await measureAudio(preview);
      expect(heard.truePeakDbtp).toBeCloseTo(result.truePeakDbtp!, 3);
    }
    preview.close();
  });

  it('peaks grow, and more at fewer bits', async () => {
    const rate = 44100;
    const [high, low] = [await trip(rate, 'mp3-320', null), await trip(rate, 'mp3-128', null)];
    const { truePeakDbtp } = masters.get(rate)!.measurement;
    expect(low.truePeakDbtp!).toBeGreaterThan(truePeakDbtp! + 0.3);
    expect(low.truePeakDbtp!).toBeGreaterThan(high.truePeakDbtp!);
  });

  it('names where an encoder cuts: MP3 at 128 kbps near 17 kHz', async () => {
    const { edgeHz } = await trip(44100, 'mp3-128', null);
    expect(edgeHz).toBeGreaterThan(15_000);
    expect(edgeHz).toBeLessThan(18_000);
  });
});
