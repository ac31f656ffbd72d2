/** A whole delivery: many files from one render, versions, stems that add up, sets, names, proofs and hand-offs. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkArtwork,
  type ExportResult,
  exportAudio,
  fileNameFrom,
  handOff,
  proveFile,
  readHandoff,
  readProof,
} from '../../audio-engine/delivery/index.ts';
import { openWav } from '../../audio-engine/media/index.ts';
import { type ExportRequest, parseFormatSpec } from '../../audio-engine/protocol/index.ts';
import { MIX_OUTPUT } from '../../audio-engine/render/index.ts';
import { MASTER_STRIP, type SessionDocument } from '../../audio-engine/session/index.ts';
import { noise } from '../conformance/signals.ts';
import { beat } from '../measure/programmes.ts';
import { addBus, addEffect, addSend } from '../render/routes.ts';
import { effect, TestSession } from '../render/sessions.ts';
import { bestLag, probe, TAGS, testArtwork, wavChunks } from './encode/read-back.ts';

let session: TestSession;

beforeAll(() => {
  const { samples } = beat(48000, 3, 0.35);
  const random = noise(7);
  const hats = Float64Array.from(
    samples.subarray(0, 2 * 48000),
    (_, i) => 0.15 * random() * Math.exp(-((i / 2) % 12000) / 900),
  );
  session = new TestSession(
    [
      { id: 'drums', samples, strip: { faderDb: -2 } },
      { id: 'hats', samples: hats, strip: { pan: 0.4 } },
      { id: 'voice', samples: hats.map((x) => x * 0.5), strip: { pan: -0.2 } },
    ],
    48000,
  );
  session.document.tracks.drums!.name = 'Drums';
  session.document.tracks.hats!.name = 'Hats';
  session.document.tracks.voice!.name = 'Lead vox';
  const { trackCount: _count, ...tags } = TAGS;
  session.document.release = { ...session.document.release, ...tags };
});
afterAll(() => session.remove());

const wanted = (...specs: string[]): ExportRequest['files'] =>
  specs.map((spec) => ({ file: parseFormatSpec(spec)!, sampleRate: null }));

let place = 0;
function run(
  options: Partial<ExportRequest> & { pattern?: string },
  document: SessionDocument = session.document,
  extra = {},
): Promise<ExportResult> {
  const { pattern = '{artist} - {title} ({format})', ...rest } = options;
  return exportAudio({
    document,
    folder: session.folder,
    revision: 5,
    options: {
      what: 'mix',
      files: wanted('wav24'),
      target: null,
      range: null,
      place: { folder: join(session.folder, 'exports', `out ${++place}`), pattern, ifThere: 'number' },
      ...rest,
    },
    ...extra,
  });
}

function read(path: string): Float64Array {
  const file = openWav(path);
  const samples = new Float64Array(file.lengthSamples * file.channels);
  file.read(0, file.lengthSamples, samples);
  file.close();
  return samples;
}

const decode = (path: string): Float32Array =>
  new Float32Array(
    new Uint8Array(
      execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 'f32le', '-'], { maxBuffer: 1 << 28 }),
    ).buffer,
  );

const db = (x: number): number => 20 * Math.log10(x + 1e-30);

function nullDb(parts: readonly Float64Array[], whole: Float64Array): number {
  const length = Math.max(whole.length, ...parts.map((part) => part.length));
  let worst = 0;
  for (let i = 0; i < length; i++) {
    const sum = parts.reduce((all, part) => all + (part[i] ?? 0), 0);
    worst = Math.max(worst, Math.abs(sum - (whole[i] ?? 0)));
  }
  return db(worst);
}

describe('many files from one render', () => {
  it('a master in seven formats: one level, every length, lossless ones bit-exact', async () => {
    const document = {
      ...session.document,
      effects: { ...session.document.effects, [MASTER_STRIP]: { l: effect('limiter', 'l', {}) } },
    };
    const specs = ['wav24', 'aiff24', 'flac24', 'wav16', 'mp3-320', 'vorbis-8', 'opus-160'];
    const done = await run(
      { what: 'master', files: wanted(...specs), target: { name: null, lufs: -14, ceilingDbtp: -1 } },
      document,
    );
    expect(done.files.map(({ path }) => basename(path))).toEqual([
      '戸口 - Türöffner (WAV 24 bit).wav',
      '戸口 - Türöffner (AIFF 24 bit).aif',
      '戸口 - Türöffner (FLAC 24 bit).flac',
      '戸口 - Türöffner (WAV 16 bit).wav',
      '戸口 - Türöffner (MP3 320 kbps).mp3',
      '戸口 - Türöffner (Ogg Vorbis q8).ogg',
      '戸口 - Türöffner (Opus 160 kbps).opus',
    ]);
    const [wav, aiff, flac, , mp3] = done.files;
    const own = decode(wav!.path);
    expect(decode(aiff!.path)).toEqual(own);
    expect(decode(flac!.path)).toEqual(own);
    const exact = Float64Array.from(own);
    for (const { path, measurement, file } of done.files) {
      expect(Math.abs(measurement.integratedLufs! + 14), path).toBeLessThan(0.15);
      const decoded = decode(path);
      expect(decoded.length, path).toBe(own.length);
      if (!('bits' in file)) expect(bestLag(exact, decoded, 600).lag, path).toBe(0);
      else expect(measurement.truePeakDbtp!).toBeLessThanOrEqual(-1);
    }
    expect(mp3!.lossy).toMatchObject({ encoder: 'LAME 3.100', decoded: true, loweredDb: 0 });
    // bext v2: hundredths, as EBU Tech 3285 has them.
    const bext = wavChunks(wav!.path).bext!;
    expect(bext.readUInt16LE(346)).toBe(2);
    expect(bext.readInt16LE(412)).toBe(Math.round(wav!.measurement.integratedLufs! * 100));
    expect(bext.readInt16LE(416)).toBe(Math.round(wav!.measurement.truePeakDbtp! * 100));
    expect(bext.toString('latin1', 602)).toMatch(/^A=PCM,F=48000,W=24,M=stereo,T=Threshold; master\r\n/);
    expect(Number(probe(mp3!.path).tags.replaygain_track_gain!.replace(' dB', ''))).toBeCloseTo(-4, 1);
  });

  it('a lossy file that goes over is said to, and encoded lower where that is asked for', async () => {
    const hot = { ...session.document, strips: { ...session.document.strips } };
    hot.strips.drums = { ...hot.strips.drums!, faderDb: 11 };
    const said = await run({ files: wanted('vorbis-2') }, hot);
    expect(said.files[0]!.lossy!.lowerByDb).toBeGreaterThan(0);
    expect(said.files[0]!.measurement.truePeakDbtp!).toBeGreaterThan(0);
    const lowered = await run({ files: wanted('wav32f', 'vorbis-2'), overshoot: 'lower' }, hot);
    const [wav, vorbis] = lowered.files;
    expect(vorbis!.measurement.truePeakDbtp!).toBeLessThanOrEqual(0);
    expect(vorbis!.lossy!.loweredDb).toBeGreaterThanOrEqual(said.files[0]!.lossy!.lowerByDb);
    expect(vorbis!.lossy!.lowerByDb).toBe(0);
    expect(wav!.measurement.truePeakDbtp!).toBeGreaterThan(0);
  });

  it('44.1 to 192 kHz, and lossy ones no higher than they can be', async () => {
    for (const sampleRate of [44100, 96000, 192000]) {
      const done = await run({
        files: [
          { file: { format: 'wav', bits: '24' }, sampleRate },
          { file: { format: 'mp3', kbps: 320 }, sampleRate },
        ],
        range: { startSample: 0, endSample: 24000 },
      });
      const rates = done.files.map(({ path }) => Number(probe(path).stream.sample_rate));
      expect(rates).toEqual([sampleRate, sampleRate === 44100 ? 44100 : 48000]);
      expect(read(done.files[0]!.path).length / 2).toBe(sampleRate / 2);
    }
  });

  it('nothing is written over unasked', async () => {
    const folder = join(session.folder, 'exports', 'twice');
    const one = { folder, pattern: 'Song', ifThere: 'number' } as const;
    await run({ place: one });
    const first = readFileSync(join(folder, 'Song.wav'));
    await run({ place: one, files: wanted('wav16') });
    expect(readFileSync(join(folder, 'Song.wav')).equals(first)).toBe(true);
    expect(existsSync(join(folder, 'Song 2.wav'))).toBe(true);
    await run({ place: { ...one, ifThere: 'replace' }, files: wanted('wav16') });
    expect(readFileSync(join(folder, 'Song.wav')).equals(first)).toBe(false);
  });

  it('a cancel in the middle leaves no file, no proof and no folder', async () => {
    const controller = new AbortController();
    const folder = join(session.folder, 'exports', 'cancelled');
    const job = run(
      { files: wanted('wav24', 'mp3-320', 'flac16'), place: { folder, pattern: 'x', ifThere: 'number' } },
      session.document,
      { signal: controller.signal, onProgress: (f: number) => f > 0.7 && controller.abort() },
    );
    await expect(job).rejects.toThrow();
    expect(existsSync(folder)).toBe(false);
  });
});

describe('versions', () => {
  it('instrumental and acapella are what is left without and with the voices', async () => {
    const done = await run({
      files: wanted('wav32f'),
      versions: ['full', 'instrumental', 'acapella'],
      pattern: '{title} {version}',
    });
    expect(done.files.map(({ path }) => basename(path))).toEqual([
      'Türöffner.wav',
      'Türöffner Instrumental.wav',
      'Türöffner Acapella.wav',
    ]);
    const [full, instrumental, acapella] = done.files.map(({ path }) => read(path));
    expect(nullDb([instrumental!, acapella!], full!)).toBeLessThan(-140);
    expect(probe(done.files[1]!.path).tags.title).toBe('Türöffner (Instrumental)');
  });
});

describe('stems', () => {
  /** Two tracks into a bus with an equaliser, all into a return with a delay, the bus into it too. */
  const mixed = (): SessionDocument => {
    const document = structuredClone(session.document);
    addBus(document, 'kit', { faderDb: -1 });
    addBus(document, 'echo', { kind: 'return', faderDb: -6 });
    for (const id of ['drums', 'hats']) document.strips[id]!.output = 'kit';
    addEffect(document, 'kit', 'equaliser', { parameters: { band2GainDb: 4 } });
    addEffect(document, 'echo', 'delay');
    addSend(document, 'hats', 'echo', { levelDb: -3 });
    addSend(document, 'voice', 'echo', { levelDb: -6 });
    addSend(document, 'kit', 'echo', { levelDb: -9 });
    return document;
  };
  it.each([
    ['tracks', 'own'],
    ['tracks', 'inside'],
    ['groups', 'own'],
    ['groups', 'inside'],
  ] as const)('by %s with returns %s add up to the mix', async (by, returns) => {
    const document = mixed();
    const done = await run(
      { what: 'stems', files: wanted('wav32f'), pattern: '{track}', stems: { by, returns, chain: 'before' } },
      document,
    );
    const { outputs } = await session.render({ document, outputs: [MIX_OUTPUT], limiter: false });
    const stems = done.files.map(({ path }) => read(path));
    expect(new Set(stems.map(({ length }) => length)).size).toBe(1);
    // 32-bit files round each stem: -140 dB is below one step of a 24-bit file.
    expect(nullDb(stems, outputs.get(MIX_OUTPUT)!)).toBeLessThan(-140);
    expect(done.files.length).toBe(by === 'tracks' ? (returns === 'own' ? 4 : 3) : returns === 'own' ? 3 : 2);
  });
});

describe('sets', () => {
  it('holds files, the cover and a sheet, and says what is missing', async () => {
    const artwork = testArtwork(session.folder);
    mkdirSync(join(session.folder, 'artwork'), { recursive: true });
    writeFileSync(join(session.folder, 'artwork', 'cover.jpg'), artwork.data);
    const document = {
      ...session.document,
      release: { ...session.document.release, artwork: 'artwork/cover.jpg', genre: '' },
    };
    const done = await run({ files: [], sets: ['Distributor', 'listening copies'] }, document);
    const folder = join(session.folder, 'exports', `out ${place}`);
    const names = readdirSync(join(folder, 'Distributor')).sort();
    expect(names).toEqual(
      [
        'Türöffner cover.jpg',
        'Türöffner sheet.csv',
        'Türöffner sheet.json',
        '戸口 - Türöffner (WAV 24 bit).wav',
        '戸口 - Türöffner (WAV 24 bit).wav.proof.json',
      ].sort(),
    );
    expect(done.notices.join('\n')).toMatch(/asks for a genre/);
    expect(done.notices.join('\n')).toMatch(/600 × 600 pixels; at least 3000/);
    const sheet = JSON.parse(readFileSync(join(folder, 'Distributor', 'Türöffner sheet.json'), 'utf8'));
    expect(sheet).toMatchObject({
      release: { isrc: TAGS.isrc, upc: TAGS.upc },
      files: [{ sampleRate: 48000, sha256: done.files[0]!.sha256 }],
    });
    const mp3 = done.files.find(({ file }) => file.format === 'mp3')!;
    expect(probe(mp3.path).pictures).toEqual([{ width: 600, height: 600 }]);
  });

  it('looks at a picture by its own header', () => {
    const path = join(session.folder, 'wide.png');
    execFileSync('ffmpeg', [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x200', '-frames:v', '1', path],
    ]);
    const report = checkArtwork(path);
    expect(report).toMatchObject({ kind: 'png', width: 320, height: 200 });
    expect(report.faults.length).toBe(2);
    writeFileSync(path, 'no picture');
    expect(checkArtwork(path)).toMatchObject({ kind: null });
  });
});

describe('names', () => {
  it.each([
    ['{artist} - {title} ({format})', { artist: 'A', title: 'B', format: 'WAV' }, 'A - B (WAV)'],
    ['{artist} - {title} ({format})', { artist: '', title: 'B', format: '' }, 'B'],
    ['{number} {title} - {version}', { number: '', title: 'B', version: '' }, 'B'],
    ['{artist} - {album} - {title}', { artist: 'A', album: '', title: 'B' }, 'A - B'],
    ['{title}', { title: 'AC/DC: "x"?' }, 'AC-DC- -x--'],
    ['{title}', { title: '' }, 'Untitled'],
    ['{title}', { title: 'con' }, '_con'],
  ])('%s of %j is %s', (pattern, fields, name) => {
    expect(fileNameFrom(pattern, fields)).toBe(name);
  });
  it('refuses a field that there is not', async () => {
    await expect(run({ pattern: '{songname}' })).rejects.toThrow(/songname/);
  });
});

describe('proofs', () => {
  it('an export is made again byte for byte, and a change is named', async () => {
    const document = {
      ...session.document,
      effects: { ...session.document.effects, [MASTER_STRIP]: { l: effect('limiter', 'l', {}) } },
    };
    const done = await run(
      {
        what: 'master',
        files: wanted('wav16', 'flac24', 'mp3-v0', 'opus-96'),
        target: { name: null, lufs: -16, ceilingDbtp: -1 },
      },
      document,
    );
    for (const { path } of done.files) {
      const proof = readProof(path);
      expect(proof.session).toMatchObject({ revision: 5, id: document.session.id });
      expect(proof.session.folder).toBe('../..');
      const report = await proveFile({ path, document, folder: session.folder });
      expect(report, path).toMatchObject({ verdict: 'identical', untouched: true, differences: [] });
    }
    const { path } = done.files[0]!;
    const moved = { ...document, strips: { ...document.strips } };
    moved.strips.hats = { ...moved.strips.hats!, faderDb: -3 };
    const changed = await proveFile({ path, document: moved, folder: session.folder });
    expect(changed).toMatchObject({ verdict: 'different', untouched: true });
    expect(changed.differenceDb!).toBeGreaterThan(-60);
    expect(changed.differences.join()).toMatch(/session is not as it was/);
    const renamed = { ...document, release: { ...document.release, title: 'Other' } };
    expect(await proveFile({ path, document: renamed, folder: session.folder })).toMatchObject({
      verdict: 'sound',
    });
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = bytes[bytes.length >> 1]! ^ 1;
    writeFileSync(path, bytes);
    expect(await proveFile({ path, document, folder: session.folder })).toMatchObject({
      verdict: 'different',
      untouched: false,
    });
  });

  it('a stem is proved by its own length and dither', async () => {
    const done = await run({ what: 'stems', files: wanted('wav16'), pattern: '{track}' });
    const { path } = done.files[1]!;
    const report = await proveFile({ path, document: session.document, folder: session.folder });
    expect(report.verdict).toBe('identical');
  });
});

describe('hand-off', () => {
  it('gives premaster, stems, tempo, markers and notes, with checksums that tell a changed file', async () => {
    const to = join(session.folder, 'handoff');
    const document = {
      ...session.document,
      markers: { m: { id: 'm', sample: 24000, name: 'Chorus' } },
      notes: { n: { id: 'n', sample: 48000, text: 'snare too loud?', createdAt: '2026-11-22', done: false } },
    };
    const { sheet } = await handOff({
      document,
      revision: 5,
      folder: session.folder,
      to,
      message: 'Please leave the dynamics.',
      stems: { by: 'tracks', chain: 'before', returns: 'own' },
    });
    const { outputs } = await session.render({ document, outputs: [MIX_OUTPUT], limiter: false });
    const premaster = read(join(to, ...sheet.premaster.path.split('/')));
    expect(nullDb([premaster], outputs.get(MIX_OUTPUT)!)).toBeLessThan(-140);
    expect(
      nullDb(
        sheet.stems.map(({ path }) => read(join(to, ...path.split('/')))),
        premaster,
      ),
    ).toBeLessThan(-140);
    const readme = readFileSync(join(to, 'README.txt'), 'utf8');
    for (const word of ['Chorus', 'snare too loud?', 'Please leave the dynamics.', '0:00.500'])
      expect(readme).toContain(word);
    expect(readHandoff(to)).toMatchObject({ notices: [], sheet: { markers: [{ name: 'Chorus' }] } });
    const stem = join(to, ...sheet.stems[0]!.path.split('/'));
    const bytes = readFileSync(stem);
    bytes[bytes.length - 9] = 1;
    writeFileSync(stem, bytes);
    expect(readHandoff(to).notices.join()).toMatch(/not as it was sent/);
    await expect(
      handOff({ document, revision: 5, folder: session.folder, to, message: '', stems: null }),
    ).rejects.toThrow(/not empty/);
  });
});
