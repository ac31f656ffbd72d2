/** Several sample rates in one export: one render, and every file as if it had been exported alone. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ExportResult, exportAudio, proveFile } from '../../audio-engine/delivery/index.ts';
import {
  type ExportRequest,
  fileSpec,
  formatTitle,
  parseFileSpec,
} from '../../audio-engine/protocol/index.ts';
import { MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { suggestedPattern } from '../../renderer/export/settings.ts';
import { beat } from '../measure/programmes.ts';
import { effect, TestSession } from '../render/sessions.ts';

let session: TestSession;
const folder = mkdtempSync(join(tmpdir(), 'threshold-rates-'));
const createdAt = '2026-11-22T10:00:00.000Z';

beforeAll(() => {
  session = new TestSession([{ id: 'drums', samples: beat(48000, 2, 0.6).samples }], 48000);
  session.document.effects[MASTER_STRIP] = { l: effect('limiter', 'l', {}) };
});
afterAll(() => {
  session.remove();
  rmSync(folder, { recursive: true, force: true });
});

let place = 0;
const files = (...specs: string[]): ExportRequest['files'] => specs.map((spec) => parseFileSpec(spec)!);
function run(specs: string[], pattern = '{title} {format} {rate}'): Promise<ExportResult> {
  return exportAudio({
    document: session.document,
    folder: session.folder,
    createdAt,
    options: {
      what: 'master',
      files: files(...specs),
      target: { name: null, lufs: -11, ceilingDbtp: -1 },
      range: null,
      place: { folder: join(folder, `out ${++place}`), pattern, ifThere: 'number' },
    },
  });
}

const ffprobe = (path: string): number =>
  Number(
    execFileSync(
      'ffprobe',
      [
        '-v',
        'error',
        '-select_streams',
        'a',
        '-show_entries',
        'stream=sample_rate',
        '-of',
        'default=nw=1:nk=1',
        path,
      ],
      { encoding: 'utf8' },
    ),
  );

const SPECS = ['wav24@96000', 'wav16@44100', 'mp3-320@44100', 'flac24', 'wav24@44100'];

it('every file is, byte for byte, the one that is exported alone; its proof holds', async () => {
  const together = await run(SPECS);
  const rates = [96000, 44100, 44100, 48000, 44100];
  expect(together.files.map(({ path }) => ffprobe(path))).toEqual(rates);
  expect(together.files.map(({ path }) => basename(path))).toContain('Test WAV 24 bit 44.1 kHz.wav');
  for (const [i, file] of together.files.entries()) {
    const [alone] = (await run([SPECS[i]!])).files;
    expect(alone!.sha256, SPECS[i]).toBe(file.sha256);
    expect(readFileSync(alone!.path).equals(readFileSync(file.path)), SPECS[i]).toBe(true);
    expect(Math.abs(file.measurement.integratedLufs! + 11), SPECS[i]).toBeLessThan(0.1);
    if (file.lossy === null) expect(file.measurement.truePeakDbtp!, SPECS[i]).toBeLessThanOrEqual(-1);
  }
  // Of another rate than the first: the proof must hold its own limiter's settings.
  const [, second] = together.files;
  const report = await proveFile({ path: second!.path, document: session.document, folder: session.folder });
  expect(report.verdict).toBe('identical');
});

it('names that are one are numbered, and that is said', async () => {
  const done = await run(['wav24@96000', 'wav24@44100'], '{title}');
  expect(done.files.map(({ path }) => basename(path))).toEqual(['Test.wav', 'Test 2.wav']);
  expect(done.notices.join()).toMatch(/would be called “Test\.wav”.*\{rate\}/);
  expect((await run(['wav24@96000', 'wav24@44100'])).notices.join()).not.toMatch(/would be called/);
});

it('rates are spelt as people write them, and only those that a format can have', () => {
  const read = (spec: string) => {
    const called = parseFileSpec(spec);
    return called && [formatTitle(called.file), called.sampleRate];
  };
  expect(read('wav24@96000')).toEqual(['WAV 24 bit', 96000]);
  expect(read('flac16@44.1k')).toEqual(['FLAC 16 bit', 44100]);
  expect(read('aiff@88.2kHz')).toEqual(['AIFF 24 bit', 88200]);
  expect(read('mp3-320')).toEqual(['MP3 320 kbps', null]);
  for (const wrong of [
    'mp3@96000',
    'opus@44100',
    'wav24@',
    'wav24@fast',
    'wav24@1@2',
    '@48000',
    'wav24@900000',
  ])
    expect(parseFileSpec(wrong), wrong).toBeNull();
  for (const spec of SPECS) expect(fileSpec(parseFileSpec(spec)!)).toBe(spec);
});

it('the dialog’s own names tell formats and rates apart where they must', () => {
  expect(suggestedPattern('master', ['wav24', 'mp3-320'])).toBe('{artist} - {title} {what}');
  expect(suggestedPattern('master', ['wav24', 'wav16'])).toBe('{artist} - {title} {what} ({format})');
  expect(suggestedPattern('stems', ['wav24@96000', 'wav24@44100'])).toBe('{track} ({format} {rate})');
});
