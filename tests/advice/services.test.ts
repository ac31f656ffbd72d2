import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  findServicesFile,
  loadServices,
  playbackGain,
  SERVICES_FILE,
  servicesPath,
} from '../../audio-engine/advice/index.ts';
import type { PlayedFigures, Service } from '../../audio-engine/protocol/index.ts';

const services = loadServices();
const service = (id: string): Service => services.find((one) => one.id === id)!;
const folder = mkdtempSync(join(tmpdir(), 'threshold-services-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const song = (integratedLufs: number | null, truePeakDbtp = -1): PlayedFigures => ({
  integratedLufs,
  truePeakDbtp,
  samplePeakDbfs: truePeakDbtp - 0.1,
});

describe('the list of services', () => {
  it('has every destination of the facts, each with a source and a date', () => {
    const ids = new Set(services.map(({ id }) => id));
    for (const id of [
      ...['spotify', 'spotify-loud', 'spotify-quiet', 'apple-music', 'youtube', 'youtube-music', 'tidal'],
      ...['amazon-music', 'deezer', 'soundcloud', 'qobuz', 'bandcamp', 'club', 'cd', 'vinyl'],
      ...['ebu-r128', 'ebu-r128-s1', 'atsc-a85', 'netflix', 'podcast-apple', 'podcast-spotify'],
      ...['aes-td1008-album', 'aes-td1008-track'],
    ])
      expect(ids, id).toContain(id);
    for (const { source, asOf } of services) {
      expect(source.length).toBeGreaterThan(8);
      expect(asOf).toMatch(/^20\d\d-\d\d$/);
    }
  });

  it('says of those that measure dialogue that they do', () => {
    expect(services.filter(({ gate }) => gate === 'dialogue').map(({ id }) => id)).toEqual([
      'atsc-a85',
      'netflix',
    ]);
  });

  it('takes the user’s own copy where there is one, and names the file that is wrong', () => {
    expect(findServicesFile(null)).toBe(servicesPath());
    expect(findServicesFile(folder)).toBe(servicesPath());
    const own = join(folder, SERVICES_FILE);
    const changed = { ...service('spotify'), rule: { kind: 'down', lufs: -12, upUnknown: false } };
    writeFileSync(own, JSON.stringify([changed]));
    expect(findServicesFile(folder)).toBe(own);
    expect(loadServices(own)[0]!.rule).toEqual(changed.rule);
    for (const wrong of [
      '{',
      '[]',
      JSON.stringify([{ ...changed, codecs: ['mp4-320'] }]),
      JSON.stringify([{ ...changed, source: '' }]),
      JSON.stringify([changed, changed]),
      JSON.stringify([{ ...changed, rule: { kind: 'limited', lufs: 3 } }]),
    ]) {
      writeFileSync(own, wrong);
      expect(() => loadServices(own), wrong.slice(0, 60)).toThrow(/services\.json/);
    }
  });
});

describe('the gain that a service applies', () => {
  it.each<[string, PlayedFigures, number]>([
    ['spotify', song(-9.6), -4.4],
    ['spotify', song(-20, -5), 4], // the example of its own page: −20 LUFS, −5 dBTP goes to −16
    ['spotify', song(-16, -0.5), 0],
    ['spotify', song(-14.5, -8), 0.5],
    ['spotify-loud', song(-20, -5), 9],
    ['spotify-loud', song(-8), -3],
    ['spotify-quiet', song(-9.6), -9.4],
    ['apple-music', song(-9.6), -6.4],
    ['apple-music', song(-20, -3), 2],
    ['youtube', song(-9.6), -4.4],
    ['youtube', song(-20, -9), 0],
    ['youtube-music', song(-5.3), -1.7],
    ['youtube-music', song(-9), 0],
    ['tidal', song(-8), -6],
    ['amazon-music', song(-8), -6],
    ['deezer', song(-8), -7],
    ['soundcloud', song(-8), -6],
    ['bandcamp', song(-6), 0],
    ['club', song(-6), 0],
    ['cd', song(-6), 0],
  ])('%s of %o is %f dB', (id, figures, gainDb) => {
    expect(playbackGain(service(id), figures).gainDb).toBeCloseTo(gainDb, 9);
  });

  it('says what the peaks held back, and where a limiter works', () => {
    expect(playbackGain(service('spotify'), song(-20, -5)).heldDb).toBeCloseTo(2, 9);
    expect(playbackGain(service('spotify-loud'), song(-20, -5)).limited).toBe(true);
    expect(playbackGain(service('spotify-loud'), song(-8)).limited).toBe(false);
    expect(playbackGain(service('spotify-loud'), song(-13, -8)).limited).toBe(false);
  });

  it('turns nothing where a level must be delivered, and says how far off it is', () => {
    const play = playbackGain(service('ebu-r128'), song(-9.6));
    expect(play).toMatchObject({ gainDb: 0 });
    expect(play.offLu).toBeCloseTo(13.4, 9);
  });

  it('plays silence as it is', () => {
    expect(playbackGain(service('spotify'), song(null)).gainDb).toBe(0);
  });

  it('levels albums as the service does: by the album, by its loudest song, or not', () => {
    const album = { integratedLufs: -11, songsLufs: [-12, -9, -10] };
    expect(playbackGain(service('spotify'), song(-12), album).gainDb).toBeCloseTo(-3, 9);
    expect(playbackGain(service('tidal'), song(-12), album).gainDb).toBeCloseTo(-5, 9);
    expect(playbackGain(service('youtube'), song(-12), album).gainDb).toBeCloseTo(-2, 9);
  });
});
