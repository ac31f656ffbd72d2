import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadServices } from '../../audio-engine/advice/index.ts';
import { FinalLimiter, limiterValues } from '../../audio-engine/delivery/final-limiter.ts';
import { BLOCK_FRAMES } from '../../audio-engine/delivery/regrouper.ts';
import { ServiceMaster } from '../../audio-engine/delivery/service-master.ts';
import { reportServices } from '../../audio-engine/delivery/service-report.ts';
import { figures, kWeightDb, translate } from '../../audio-engine/delivery/translate.ts';
import { Turns } from '../../audio-engine/delivery/turns.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { loadSystems } from '../../audio-engine/listening/index.ts';
import { measureAudio } from '../../audio-engine/measure/index.ts';
import { createWav, openAudio } from '../../audio-engine/media/index.ts';
import type { ServicesReport, TranslationMatrix } from '../../audio-engine/protocol/index.ts';
import { servicesReportSchema, THIRD_OCTAVES_HZ } from '../../audio-engine/protocol/index.ts';
import { servicesSummary } from '../../audio-engine/words/index.ts';
import { noise } from '../conformance/signals.ts';
import { beat } from '../measure/programmes.ts';

const RATE = 44100;
const folder = mkdtempSync(join(tmpdir(), 'threshold-report-'));
const services = loadServices()
  .filter(({ id }) => ['spotify-loud', 'deezer', 'bandcamp', 'cd'].includes(id))
  .map((service) => ({ ...service, codecs: service.id === 'cd' ? ['wav-16'] : ['mp3-128'] }));
let report: ServicesReport;
let matrix: TranslationMatrix | undefined;

beforeAll(async () => {
  const hiss = noise(8);
  const samples = beat(RATE, 5).samples.map((x) => x + 0.05 * hiss());
  const limiter = new FinalLimiter(loadKernels(), RATE, limiterValues({ gainDb: 2, ceilingDbtp: -1 }));
  const path = join(folder, 'song.wav');
  const wav = createWav(path, { channels: 2, sampleRate: RATE, format: 's24' });
  for (let at = 0; at + 2 * BLOCK_FRAMES <= samples.length; at += 2 * BLOCK_FRAMES) {
    const block = samples.slice(at, at + 2 * BLOCK_FRAMES);
    limiter.process(block, 2);
    // Quiet enough that Loud has to raise it.
    for (let i = 0; i < block.length; i++) block[i]! *= 0.5;
    wav.write(block, BLOCK_FRAMES);
  }
  wav.close();
  report = await reportServices({
    source: { kind: 'file', path },
    services,
    folder: join(folder, 'previews'),
    key: 'song',
    previews: true,
    ceiling: true,
    more: async (at) => {
      const systems = loadSystems().filter(({ id }) => id === 'phone' || id === 'car');
      matrix = await translate({ ...at, session: null, systems, onProgress: () => {} });
    },
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is a report as the protocol has it, one result a codec', () => {
  expect(servicesReportSchema.safeParse(report).success).toBe(true);
  expect(report.codecs.map(({ spec }) => spec).sort()).toEqual(['mp3-128', 'wav-16']);
  expect(report.codecs.find(({ spec }) => spec === 'mp3-128')!.lagSamples).toBe(0);
});

it('what Loud plays is at its level or under it, below −1 dB, in its place and as long as the song', async () => {
  const play = report.plays.find(({ id }) => id === 'spotify-loud')!;
  expect(play.gain.limited).toBe(true);
  expect(play.limiterDb!).toBeGreaterThan(0.5);
  const heard = await openAudio(play.file!);
  const figuresOf = await measureAudio(heard);
  heard.close();
  expect(figuresOf.samplePeakDbfs!).toBeLessThanOrEqual(-1 + 1e-6);
  expect(figuresOf.integratedLufs!).toBeLessThan(-10.9);
  expect(figuresOf.integratedLufs!).toBeGreaterThan(-13);
  expect(heard.lengthSamples).toBe(report.lengthSamples);
});

it('what Loud makes of a codec is measured on what it makes of that codec', async () => {
  const [through, ...more] = report.plays.find(({ id }) => id === 'spotify-loud')!.through;
  expect(more).toEqual([]);
  expect(through!.spec).toBe('mp3-128');
  const heard = await openAudio(through!.file!);
  const figuresOf = await measureAudio(heard);
  heard.close();
  expect(figuresOf.samplePeakDbfs!).toBeLessThanOrEqual(-1 + 1e-6);
  expect(through!.truePeakDbtp!).toBeCloseTo(figuresOf.truePeakDbtp!, 2);
  expect(report.plays.find(({ id }) => id === 'deezer')!.through).toEqual([]);
});

it('the matrix is of the whole song: a bass that plays alone in a quiet minute counts', async () => {
  const path = join(folder, 'long.wav');
  const wav = createWav(path, { channels: 1, sampleRate: RATE, format: 's24' });
  for (let second = 0; second < 50; second++) {
    const [hz, level] = second < 35 ? [1000, 0.5] : [60, 0.2];
    wav.write(
      Float64Array.from({ length: RATE }, (_, i) => level * Math.sin((2 * Math.PI * hz * i) / RATE)),
      RATE,
    );
  }
  wav.close();
  const home = loadKernels();
  const turns = new Turns(undefined);
  const source = { kind: 'file', path } as const;
  const master = await ServiceMaster.make({ home, source, folder, turns });
  const systems = loadSystems().filter(({ id }) => id === 'phone');
  const sentences = new Set<string>();
  const { cells } = await translate({
    home,
    master,
    turns,
    session: null,
    systems,
    codecs: [],
    onProgress: (_, sentence) => sentences.add(sentence),
  });
  master.dispose();
  // 60 Hz is 9 dB under the tone and 35 s to 15 s of it: the loudest half minute has none at all.
  expect(cells.find(({ system }) => system === 'straight')!.lowDb).toBe(0);
  expect(cells.find(({ system }) => system === 'phone')!.lowDb!).toBeLessThan(-20);
  expect(sentences.size).toBe(2);
});

it('asks for no ceiling where nothing is above full scale, and says so', () => {
  expect(report.ceiling).toBeNull();
  const [limiters, codecs] = servicesSummary(report, services);
  expect(limiters).toBe('Spotify Loud adds a limiter.');
  expect(codecs).toBe('Every codec stays below 0 dBTP.');
});

it('the matrix has every system against every codec: a phone has no lows, a car has more', () => {
  expect(matrix!.vocal).toBe('band');
  expect(matrix!.systems.map(({ id }) => id)).toEqual(['straight', 'phone', 'car']);
  // The master itself, and each codec.
  expect(matrix!.cells).toHaveLength(3 * 3);
  const cell = (system: string, codec = 'master') =>
    matrix!.cells.find((one) => one.system === system && one.codec === codec)!;
  expect(cell('straight')).toMatchObject({ vocalDb: 0, lowDb: 0 });
  expect(cell('phone').lowDb!).toBeLessThan(-20);
  expect(cell('car').lowDb!).toBeGreaterThan(2);
  expect(Math.abs(cell('straight', 'mp3-128').lowDb!)).toBeLessThan(2);
});

it('weighs vocal against backing by their bands: 6 dB off the vocal’s band are 6 dB', () => {
  const bands = (low: number, middle: number): number[] =>
    THIRD_OCTAVES_HZ.map((hz) => (hz < 200 ? low : hz > 500 && hz < 3000 ? middle : 0));
  const before = { vocal: bands(0, 1), backing: bands(1, 0), whole: bands(1, 1) };
  const quarter = { ...before, vocal: bands(0, 0.25) };
  expect(figures(before, quarter, []).vocalDb!).toBeCloseTo(10 * Math.log10(0.25), 9);
  const cut = THIRD_OCTAVES_HZ.map((hz) => (hz > 500 && hz < 3000 ? -6 : 0));
  expect(figures(before, before, cut).vocalDb!).toBeCloseTo(-6, 9);
  expect(figures({ ...before, vocal: bands(0, 0) }, before, []).vocalDb).toBeNull();
});

it.each([
  [20, -13.28],
  [100, -1.13],
  [997, 0.69],
  [10_000, 4.04],
])('K-weighting at %i Hz is %f dB', (hz, db) => {
  expect(kWeightDb(hz)).toBeCloseTo(db, 1);
});
