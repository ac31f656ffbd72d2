import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAudio, loadTargets } from '../../audio-engine/delivery/index.ts';
import { measureAudio } from '../../audio-engine/measure/index.ts';
import { openAudio } from '../../audio-engine/media/index.ts';
import type { ExportRequest } from '../../audio-engine/protocol/index.ts';
import { orderedEffects, orderedTracks } from '../../audio-engine/session/index.ts';
import { demoFolder } from '../../main/common/demo.ts';
import { buildDemo, type DemoSession, printed } from './demo-session.ts';

/** One WAV. */
const wavAt = (path: string, bits: '24' | '32f' = '24'): Omit<ExportRequest, 'what' | 'target'> => ({
  files: [{ file: { format: 'wav', bits }, sampleRate: null }],
  place: { folder: dirname(path), pattern: basename(path, '.wav'), ifThere: 'replace' },
  range: null,
});

describe('the demo song', () => {
  let demo: DemoSession;
  /** The mix as 32-bit floats, which every master but the first is made of: the song is rendered twice, not for each. */
  const mixFile = 'audio/print.wav';
  let mixPath: string;
  beforeAll(async () => {
    demo = await buildDemo('mixed');
    mkdirSync(join(demo.folder, 'audio'), { recursive: true });
    mixPath = join(demo.folder, mixFile);
    await exportAudio({
      document: demo.document,
      folder: demo.folder,
      options: { ...wavAt(mixPath, '32f'), what: 'mix', target: null },
    });
  });
  afterAll(() => demo.remove());

  const measured = async (path: string) => {
    const source = await openAudio(path);
    try {
      return await measureAudio(source);
    } finally {
      source.close();
    }
  };

  it('is at least ten stems and forty seconds, in less than 25 MB', () => {
    const stems = readdirSync(join(demoFolder(), 'stems'));
    expect(stems.length).toBeGreaterThanOrEqual(10);
    expect(
      stems.reduce((sum, name) => sum + statSync(join(demoFolder(), 'stems', name)).size, 0),
    ).toBeLessThan(25e6);
    for (const { lengthSamples, sampleRate } of Object.values(demo.document.media))
      expect(lengthSamples / sampleRate).toBeGreaterThan(40);
  });

  it('is mixed by commands on every track', () => {
    for (const track of orderedTracks(demo.document)) {
      expect(track.name).not.toMatch(/^\d/);
      expect(orderedEffects(demo.document, track.id).length).toBeGreaterThan(0);
    }
  });

  it('uses the room: buses, parallel compression, a ducked bass, a vocal chain, throws by automation', () => {
    const { buses, strips, effects, sends, automation, vcas, folders, tracks } = demo.document;
    const strip = (name: string): string =>
      [...Object.values(tracks), ...Object.values(buses)].find((one) => one.name === name)!.id;
    const kinds = (name: string) => orderedEffects(demo.document, strip(name)).map(({ kind }) => kind);
    expect(
      Object.values(buses)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['bus', 'bus', 'bus', 'bus', 'return', 'return', 'return'].sort());
    expect(strips[strip('Kick')]?.output).toBe(strip('Drums'));
    expect(Object.values(sends[strip('Snare')] ?? {}).some((send) => send.toStripId === strip('Crush'))).toBe(
      true,
    );
    expect(
      Object.values(effects[strip('Bass DI')]!).some((e) => e.sideChain?.stripId === strip('Kick')),
    ).toBe(true);
    expect(kinds('Lead vox')).toEqual(['equaliser', 'deesser', 'compressor', 'saturator']);
    expect(kinds('¼ throw')).toEqual(['delay']);
    const throws = Object.entries(automation[strip('Lead vox')]!).find(([id]) => id.startsWith('send:'));
    expect(throws?.[1].mode).toBe('read');
    expect(Object.keys(vcas).length).toBe(1);
    expect(Object.keys(folders).length).toBe(3);
  });

  it('leaves the mix room with headroom and life in it', async () => {
    const mix = await measured(mixPath);
    expect(mix.truePeakDbtp).toBeLessThan(-1);
    expect(mix.integratedLufs).toBeGreaterThan(-20);
    expect(mix.integratedLufs).toBeLessThan(-13);
    expect(mix.correlation).toBeGreaterThan(0.3);
  });

  // Places that share level and ceiling get the same file.
  const targets = new Map(
    loadTargets()
      .filter((target) => target.lufs !== null && target.gate === 'full')
      .map((target) => [`${target.lufs} LUFS, ${target.ceilingDbtp} dBTP`, target]),
  );
  it.each([...targets])('masters to %s', async (name, target) => {
    const path = join(demo.folder, `at ${target.lufs} ${target.ceilingDbtp}.wav`);
    const first = name === [...targets.keys()][0];
    await exportAudio({
      document: first ? demo.document : printed(demo, mixFile, mixPath),
      folder: demo.folder,
      options: {
        ...wavAt(path),
        what: 'master',
        target: { name: target.name, lufs: target.lufs, ceilingDbtp: target.ceilingDbtp },
      },
    });
    expect(existsSync(path)).toBe(true);
    const master = await measured(path);
    expect(Math.abs((master.integratedLufs ?? 0) - target.lufs!)).toBeLessThanOrEqual(0.1);
    expect(master.truePeakDbtp).toBeLessThanOrEqual(target.ceilingDbtp);
  });
});
