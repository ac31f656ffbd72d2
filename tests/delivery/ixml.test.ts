/** iXML of exported WAVs: read by a parser of its own, strict as XML is, beside ffprobe; and read back by an import. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ExportResult, exportAudio } from '../../audio-engine/delivery/index.ts';
import { createWav, importFiles, ixmlText } from '../../audio-engine/media/index.ts';
import { ixmlStart } from '../../audio-engine/media/ixml.ts';
import { type ExportRequest, parseFormatSpec } from '../../audio-engine/protocol/index.ts';
import { noise } from '../conformance/signals.ts';
import { TestSession } from '../render/sessions.ts';
import { wavChunks } from './encode/read-back.ts';

let session: TestSession;
const folder = mkdtempSync(join(tmpdir(), 'threshold-ixml-'));

beforeAll(() => {
  const random = noise(3);
  const samples = Float64Array.from({ length: 2 * 96000 }, () => 0.1 * random());
  session = new TestSession(
    [
      { id: 'drums', samples },
      { id: 'voice', samples },
    ],
    48000,
  );
  session.document.session.name = 'Door';
  session.document.tracks.drums!.name = 'Drums';
  session.document.tracks.voice!.name = 'Vox <"lead" & double> ü';
  Object.assign(session.document.release, { title: 'Türöffner', album: 'Two Rooms' });
});
afterAll(() => {
  session.remove();
  rmSync(folder, { recursive: true, force: true });
});

let place = 0;
function run(options: Partial<ExportRequest>, extra = {}): Promise<ExportResult> {
  return exportAudio({
    document: session.document,
    folder: session.folder,
    options: {
      what: 'mix',
      files: [{ file: parseFormatSpec('wav24')!, sampleRate: null }],
      target: null,
      range: null,
      place: { folder: join(folder, `out ${++place}`), pattern: '{title} {track} {rate}', ifThere: 'number' },
      ...options,
    },
    ...extra,
  });
}

interface Element {
  name: string;
  text: string;
  children: Element[];
}

/** Well-formed XML of elements and text, nothing else: anything unexpected throws. */
function parseXml(xml: string): Element {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  expect(xml.startsWith(declaration)).toBe(true);
  const root: Element = { name: '', text: '', children: [] };
  const open = [root];
  for (const [piece] of xml.slice(declaration.length).matchAll(/<[^>]*>|[^<]+/g)) {
    const top = open.at(-1)!;
    if (piece.startsWith('</')) {
      if (piece !== `</${top.name}>`) throw new Error(`${piece} ends ${top.name}`);
      open.pop();
    } else if (piece.startsWith('<')) {
      if (!/^<[A-Z_]+>$/.test(piece)) throw new Error(piece);
      const element = { name: piece.slice(1, -1), text: '', children: [] };
      top.children.push(element);
      open.push(element);
    } else {
      if (/>|&(?!amp;|lt;|gt;|quot;)/.test(piece)) throw new Error(piece);
      top.text += piece.replace(
        /&(\w+);/g,
        (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? '"',
      );
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one whole');
  return root.children[0]!;
}

const at = (element: Element, ...path: string[]): Element | undefined =>
  path.reduce<Element | undefined>((one, name) => one?.children.find((c) => c.name === name), element);
const textAt = (element: Element, ...path: string[]): string | undefined => at(element, ...path)?.text;

/** The chunk's text; its length must be even in the file, its padding no part of it. */
const ixmlOf = (path: string): Element => parseXml(wavChunks(path).iXML!.toString('utf8'));

it('a song says project, scene, tape, start and channels, at the rate of its own file', async () => {
  const range = { startSample: 24000, endSample: 72000 };
  const files = [48000, 44100, 96000].map((sampleRate) => ({ file: parseFormatSpec('wav24')!, sampleRate }));
  const done = await run({ files, range });
  for (const [i, { path }] of done.files.entries()) {
    const rate = files[i]!.sampleRate;
    const ixml = ixmlOf(path);
    expect(ixml.name).toBe('BWFXML');
    const told = ['PROJECT', 'SCENE', 'TAPE', 'NOTE'].map((name) => textAt(ixml, name));
    expect(told).toEqual(['Door', 'Türöffner', 'Two Rooms', 'mix']);
    const speed = Object.fromEntries(at(ixml, 'SPEED')!.children.map(({ name, text }) => [name, text]));
    expect(speed).toMatchObject({
      FILE_SAMPLE_RATE: String(rate),
      AUDIO_BIT_DEPTH: '24',
      TIMESTAMP_SAMPLE_RATE: String(rate),
      TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI: '0',
      TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO: String(rate / 2),
    });
    expect(textAt(ixml, 'TRACK_LIST', 'TRACK_COUNT')).toBe('2');
    expect(at(ixml, 'FILE_SET')).toBeUndefined();
    // bext says the same start, to an independent reader.
    const said = execFileSync(
      'ffprobe',
      ['-v', 'error', '-show_entries', 'format_tags=time_reference', '-of', 'csv=p=0', path],
      { encoding: 'utf8' },
    );
    expect(Number(said)).toBe(rate / 2);
  }
});

it('stems name their tracks and are one set, whatever their names hold', async () => {
  const done = await run({ what: 'stems', stems: { by: 'tracks', chain: 'before', returns: 'own' } });
  const told = done.files.map(({ path }) => ixmlOf(path));
  const tracks = told.map((ixml) =>
    at(ixml, 'TRACK_LIST')!
      .children.filter(({ name }) => name === 'TRACK')
      .map((track) => ['CHANNEL_INDEX', 'INTERLEAVE_INDEX', 'NAME', 'FUNCTION'].map((n) => textAt(track, n))),
  );
  const [drums, vox] = ['Drums', 'Vox <"lead" & double> ü'];
  expect(tracks).toEqual([
    [
      ['1', '1', `${drums} L`, 'LEFT'],
      ['2', '2', `${drums} R`, 'RIGHT'],
    ],
    [
      ['1', '1', `${vox} L`, 'LEFT'],
      ['2', '2', `${vox} R`, 'RIGHT'],
    ],
  ]);
  expect(told.map((ixml) => textAt(ixml, 'FILE_SET', 'FILE_SET_INDEX'))).toEqual(['1', '2']);
  expect(told.map((ixml) => textAt(ixml, 'FILE_SET', 'TOTAL_FILES'))).toEqual(['2', '2']);
  expect(new Set(told.map((ixml) => textAt(ixml, 'FILE_SET', 'FAMILY_UID'))).size).toBe(1);
});

it('a start beyond 32 bits is split in two words, and read back', () => {
  const start = 5 * 2 ** 32 + 12345;
  const text = ixmlText({
    project: '',
    scene: '',
    tape: '',
    note: 'no\u0000 controls \u001b',
    sampleRate: 192000,
    bitDepth: 32,
    timeReferenceSamples: start,
    tracks: [],
    family: null,
  });
  const xml = parseXml(text);
  expect(textAt(xml, 'NOTE')).toBe('no controls ');
  expect(textAt(xml, 'SPEED', 'TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI')).toBe('5');
  expect(textAt(xml, 'SPEED', 'TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO')).toBe('12345');
  expect(ixmlStart(text)).toEqual({ samples: start, sampleRate: 192000 });
  expect(ixmlStart('<BWFXML><NOTE>nothing</NOTE></BWFXML>')).toBeNull();
});

/** A WAV of half a second with these chunks in it. */
function stamped(name: string, stamps: { bext?: number; ixml?: string; after?: string }): string {
  const path = join(folder, name);
  const wav = createWav(path, {
    channels: 1,
    sampleRate: 48000,
    format: 's16',
    ...(stamps.ixml && { ixml: stamps.ixml }),
    ...(stamps.bext !== undefined && {
      broadcast: {
        description: '',
        originator: '',
        dateTime: '2026-11-22T10:00:00Z',
        timeReferenceSamples: stamps.bext,
      },
    }),
  });
  wav.write(new Float64Array(24000).fill(0.25), 24000);
  if (stamps.after) wav.append('iXML', new TextEncoder().encode(stamps.after));
  wav.close();
  return path;
}

const starting = (samples: number, rate: number): string =>
  `<BWFXML><SPEED><TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO> ${samples} </TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>` +
  `<TIMESTAMP_SAMPLE_RATE>${rate}</TIMESTAMP_SAMPLE_RATE></SPEED></BWFXML>`;

it('an import reads the start from bext, else from iXML before or after the sound', async () => {
  const paths = [
    stamped('a both.wav', { bext: 96000, ixml: starting(1, 48000) }),
    stamped('b ixml.wav', { ixml: starting(44100, 44100) }),
    stamped('c after.wav', { after: starting(24000, 48000) }),
    stamped('d none.wav', {}),
    stamped('e nonsense.wav', { ixml: '<BWFXML><SPEED>', after: starting(2 ** 32 - 1, 8000) }),
  ];
  // A damaged chunk length must not matter to a clean sound before it.
  const broken = readFileSync(paths[2]!);
  broken.writeUInt32LE(0x7fffffff, broken.indexOf('iXML') + 4);
  writeFileSync(join(folder, 'f broken.wav'), broken);
  const done = await importFiles({
    paths: [...paths, join(folder, 'f broken.wav')],
    folder: join(folder, 'into'),
    sessionSampleRate: 96000,
    atSample: 7,
    atRecordedTime: true,
  });
  expect(done.failures).toEqual([]);
  const recorded = done.media.map(({ origin }) => origin.recordedAtSample);
  expect(recorded).toEqual([192000, 96000, 48000, undefined, undefined, undefined]);
  expect(done.clips.map(({ clip }) => clip.startSample)).toEqual([192000, 96000, 48000, 7, 7, 7]);
});

it('times of day keep the first file in its place and the others at their distance', async () => {
  const nine = 9 * 3600 * 48000;
  const done = await importFiles({
    paths: [stamped('late.wav', { bext: nine + 480 }), stamped('early.wav', { bext: nine })],
    folder: join(folder, 'day'),
    sessionSampleRate: null,
    atSample: 1000,
    atRecordedTime: true,
  });
  expect(done.clips.map(({ clip }) => [clip.name, clip.startSample])).toEqual([
    ['early', 1000],
    ['late', 1480],
  ]);
});

it('stems of a passage come back to their own place', async () => {
  const done = await run({
    what: 'stems',
    range: { startSample: 12000, endSample: 60000 },
    stems: { by: 'tracks', chain: 'before', returns: 'own' },
  });
  const back = await importFiles({
    paths: done.files.map(({ path }) => path),
    folder: join(folder, 'back'),
    sessionSampleRate: null,
    atRecordedTime: true,
  });
  expect(back.clips.map(({ clip }) => clip.startSample)).toEqual([12000, 12000]);
});
