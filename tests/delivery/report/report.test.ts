import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadServices } from '../../../audio-engine/advice/index.ts';
import { chartSvg, thinned } from '../../../audio-engine/delivery/report/chart.ts';
import { makeReport } from '../../../audio-engine/delivery/report/index.ts';
import { songCurves } from '../../../audio-engine/delivery/report/song-curves.ts';
import { psrOver } from '../../../audio-engine/measure/index.ts';
import { findBrowser } from '../../../audio-engine/media/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-report-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'A <b>song.wav');

beforeAll(() => {
  // Left and right the other way round in the second half.
  execFileSync('sox', [
    '-n',
    '-r',
    '48000',
    '-b',
    '24',
    join(folder, 'l.wav'),
    'synth',
    '6',
    'sine',
    '1000',
    'gain',
    '-12',
  ]);
  execFileSync('sox', ['-M', join(folder, 'l.wav'), join(folder, 'l.wav'), join(folder, 'same.wav')]);
  execFileSync('sox', [
    '-M',
    join(folder, 'l.wav'),
    '-v',
    '-1',
    join(folder, 'l.wav'),
    join(folder, 'other.wav'),
  ]);
  execFileSync('sox', [join(folder, 'same.wav'), join(folder, 'other.wav'), file]);
});

describe('curves over a song', () => {
  it('follow peaks and correlation step by step', async () => {
    const { peakDbtp, correlation, bandsDb } = await songCurves(file);
    expect(peakDbtp).toHaveLength(120);
    for (const at of [5, 30, 90, 110]) expect(peakDbtp[at]!).toBeCloseTo(-12, 1);
    expect(correlation[20]!).toBeCloseTo(1, 6);
    expect(correlation[100]!).toBeCloseTo(-1, 6);
    // All of it stands in the third octave of 1 kHz.
    const loudest = bandsDb.indexOf(Math.max(...bandsDb.map((level) => level ?? -200)));
    expect(loudest).toBe(16);
  });

  it('set the highest peak of three seconds above their loudness', () => {
    const peaks = Float32Array.from({ length: 40 }, (_, i) => (i === 2 ? 0 : -10));
    const loudness = new Float32Array(40).fill(-14);
    const psr = psrOver(peaks, loudness, 0.1, -60);
    expect(Number.isNaN(psr[28]!)).toBe(true);
    expect([psr[29], psr[31], psr[32]]).toEqual([14, 14, 4]);
    expect(Number.isNaN(psrOver(peaks, new Float32Array(40).fill(-90), 0.1, -60)[35]!)).toBe(true);
  });
});

describe('charts', () => {
  it('lose no peak where there are more values than points', () => {
    const values = new Float32Array(1000).fill(-20);
    values[777] = 3;
    const points = thinned(values, 0.1, 100);
    expect(points).toHaveLength(100);
    expect(Math.max(...points.map(([, y]) => y))).toBe(3);
  });

  it('draw a level where it belongs, leave gaps, and keep text text', () => {
    const svg = chartSvg({
      label: 'a < b',
      width: 100,
      height: 60,
      x: { from: 0, to: 10, marks: [] },
      y: { from: 0, to: 10, marks: [{ at: 5, text: '<5>' }] },
      lines: [
        {
          points: [
            [0, 0],
            [5, Number.NaN],
            [10, 10],
          ],
          kind: 'main',
        },
      ],
    });
    expect(svg).toContain('a &#60; b');
    expect(svg).not.toContain('<5>');
    // From the lower left corner, and anew at the upper right one.
    expect(svg).toContain('d="M34.0 42.0M92.0 6.0"');
  });
});

describe('a report of a file', () => {
  // Codecs that need no browser: what they do is tested where they live.
  const services = loadServices()
    .filter(({ id }) => id.startsWith('tidal') || id.startsWith('youtube-music'))
    .map((service) => ({ ...service, codecs: ['flac24'] }));
  const job = {
    source: { kind: 'file', path: file } as const,
    revision: null,
    services,
    target: { name: 'Somewhere', lufs: -14, ceilingDbtp: -1 },
    programVersion: '9.9.9',
    check: true,
  };

  it('says what was measured, names its sources, and trusts no name', async () => {
    const path = join(folder, 'report.html');
    const { measurement } = await makeReport({ ...job, path });
    const html = readFileSync(path, 'utf8');
    expect(html).toContain(`−${Math.abs(measurement.integratedLufs!).toFixed(1)} LUFS`);
    expect(html).toContain('A &#60;b&#62;song.wav');
    expect(html).not.toContain('<b>song');
    const sha = execFileSync('sha256sum', [file]).toString().split(' ')[0]!;
    expect(html).toContain(sha);
    for (const { name, asOf } of services) {
      expect(html).toContain(name);
      expect(html).toContain(asOf);
    }
    expect(html).toContain('Threshold 9.9.9');
    // The half that vanishes in mono is what the mix check finds.
    expect(html).toMatch(/things? to fix/);
    expect(html).not.toMatch(/<script|https?:\/\//);
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('can be a PDF where there is a browser to print it', async () => {
    const path = join(folder, 'report.pdf');
    const made = makeReport({ ...job, path, check: false });
    if (!findBrowser()) {
      await expect(made).rejects.toMatchObject({ failure: { code: 'report.noPrinter' } });
      return;
    }
    await made;
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('is refused under another ending', async () => {
    const made = makeReport({ ...job, path: join(folder, 'report.doc') });
    await expect(made).rejects.toMatchObject({ failure: { code: 'report.ending' } });
  });
});
