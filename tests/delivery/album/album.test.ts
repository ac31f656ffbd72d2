import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AlbumResult, makeAlbum, parseAlbum } from '../../../audio-engine/delivery/album/index.ts';
import { planLoudness } from '../../../audio-engine/delivery/album/loudness-plan.ts';
import { toneMoves, toneOf } from '../../../audio-engine/delivery/album/tone.ts';
import { THIRD_OCTAVES_HZ } from '../../../audio-engine/protocol/index.ts';
import type { ThresholdError } from '../../../audio-engine/words/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-album-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sox = (...args: string[]) => execFileSync('sox', ['-R', ...args], { cwd: folder });
const noSession = async (): Promise<never> => {
  throw new Error('no session here');
};
/** Samples as ffmpeg reads them, 24-bit integers. */
function decode(path: string): Int32Array {
  const bytes = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', path, '-f', 's32le', '-acodec', 'pcm_s32le', '-'],
    { maxBuffer: 1 << 28 },
  );
  return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)).map(
    (v) => v >> 8,
  );
}

beforeAll(() => {
  // One continuous piece, cut in two at a place that is no sector's.
  sox('-n', '-r', '44100', '-b', '24', '-c', '2', 'whole.wav', 'synth', '11', 'sine', '220', 'gain', '-9');
  sox('whole.wav', 'first.wav', 'trim', '0', '220777s');
  sox('whole.wav', 'second.wav', 'trim', '220777s');
  sox('-n', '-r', '48000', '-b', '16', '-c', '2', 'dull.wav', 'synth', '3', 'brownnoise', 'gain', '-14');
  sox(
    '-n',
    '-r',
    '44100',
    '-b',
    '24',
    '-c',
    '2',
    'bright.wav',
    'synth',
    '3',
    'pinknoise',
    'treble',
    '6',
    'gain',
    '-14',
  );
});

describe('an album’s file', () => {
  it('takes codes as labels write them, and paths from where it lies', () => {
    const album = parseAlbum(
      { upc: '0 36000 29145 2', songs: [{ file: 'first.wav', isrc: 'se-t12-26-00041' }] },
      folder,
    );
    expect(album.upc).toBe('036000291452');
    expect(album.songs[0]).toMatchObject({
      path: join(folder, 'first.wav'),
      from: 'file',
      isrc: 'SET122600041',
      gapSeconds: 2,
    });
    expect(album.formats).toEqual([{ format: 'wav', bits: '24' }]);
  });

  it.each<[string, unknown, RegExp]>([
    ['no songs', { songs: [] }, /songs/],
    ['a wrong ISRC', { songs: [{ file: 'first.wav' }, { file: 'first.wav', isrc: 'X' }] }, /song 2.*ISRC/],
    ['a UPC that does not check out', { upc: '036000291453', songs: [{ file: 'first.wav' }] }, /UPC/],
    ['a format there is not', { formats: ['wax'], songs: [{ file: 'first.wav' }] }, /wax/],
    ['a file and a session at once', { songs: [{ file: 'a', session: 'b' }] }, /song 1/],
    ['a file that is not there', { songs: [{ file: 'gone.wav' }] }, /gone\.wav/],
    ['a word it does not know', { loud: true, songs: [{ file: 'first.wav' }] }, /loud/],
  ])('is refused with %s', (_what, value, sentence) => {
    try {
      parseAlbum(value, folder);
      expect.unreachable();
    } catch (error) {
      expect((error as ThresholdError).failure.sentence).toMatch(sentence);
    }
  });
});

describe('loudness over an album', () => {
  const song = { trimDb: 0 } as never;
  const measured = [{ lufs: -10 }, { lufs: -16 }, { lufs: null }];
  it('keeps what lies between songs, brings all to one level, or leaves them', () => {
    const songs = [song, song, song];
    expect(planLoudness({ loudness: 'album', targetLufs: -14, songs }, measured, -12)).toEqual({
      albumGainDb: -2,
      targets: [-12, -18, null],
    });
    expect(planLoudness({ loudness: 'track', targetLufs: -14, songs }, measured, -12).targets).toEqual([
      -14,
      -14,
      null,
    ]);
    expect(planLoudness({ loudness: 'as-is', targetLufs: -14, songs }, measured, -12).targets).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('tone over an album', () => {
  it('moves what is away from the middle, by two decibels at most', () => {
    const flat = THIRD_OCTAVES_HZ.map(() => -30);
    const bright = THIRD_OCTAVES_HZ.map((hz) => (hz >= 8000 ? -20 : -30));
    const moves = toneMoves([flat, bright].map(toneOf), 1);
    expect(moves[0]![5]).toBe(2);
    expect(moves[1]![5]).toBe(-2);
    expect(toneMoves([flat, bright].map(toneOf), 0).flat()).toEqual(Array(12).fill(0));
    expect(toneOf(THIRD_OCTAVES_HZ.map(() => null))).toBeNull();
  });
});

describe('an album that is left as it is', () => {
  let made: AlbumResult;
  beforeAll(async () => {
    const album = parseAlbum(
      {
        title: 'Whole',
        loudness: 'as-is',
        oneFile: true,
        ddp: true,
        songs: [{ file: 'first.wav' }, { file: 'second.wav', gapSeconds: 0 }],
      },
      folder,
    );
    made = await makeAlbum({ album, folder: join(folder, 'whole'), openSession: noSession });
  });

  it('keeps every bit of every song', () => {
    expect(decode(join(folder, 'whole', '01 first.wav'))).toEqual(decode(join(folder, 'first.wav')));
    expect(decode(join(folder, 'whole', '02 second.wav'))).toEqual(decode(join(folder, 'second.wav')));
  });

  it('joins songs without a gap to the sample', () => {
    const whole = decode(join(folder, 'whole.wav'));
    const joined = decode(join(folder, 'whole', 'Whole.wav'));
    expect(joined.subarray(0, whole.length)).toEqual(whole);
    // Filled up to a whole sector.
    expect(joined.length / 2).toBe(Math.ceil(whole.length / 2 / 588) * 588);
    expect([...joined.subarray(whole.length)].every((v) => v === 0)).toBe(true);
    expect(readFileSync(join(folder, 'whole', 'Whole.cue'), 'utf8')).toContain(
      // 220777 frames are 375 sectors and a bit: five seconds.
      'TRACK 02 AUDIO\r\n    TITLE "second"\r\n    INDEX 01 00:05:00',
    );
  });

  it('has a disc image with the same sound, dithered to 16 bits, after two seconds', () => {
    const bytes = readFileSync(join(folder, 'whole', 'DDP', 'IMAGE.DAT'));
    const image = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    expect(image.subarray(0, 150 * 588 * 2).every((v) => v === 0)).toBe(true);
    const whole = decode(join(folder, 'whole.wav'));
    let worst = 0;
    for (let i = 0; i < whole.length; i++)
      worst = Math.max(worst, Math.abs(image[150 * 588 * 2 + i]! - whole[i]! / 256));
    expect(worst).toBeLessThanOrEqual(1.5);
    expect(made.notices.join(' ')).toContain('experimental');
  });

  it('overwrites nothing unasked', async () => {
    const album = parseAlbum({ songs: [{ file: 'first.wav' }] }, folder);
    const again = makeAlbum({ album, folder: join(folder, 'whole'), openSession: noSession });
    await expect(again).rejects.toMatchObject({ failure: { code: 'album.taken' } });
  });
});

describe('an album that is made even', () => {
  it('has songs at one loudness, below the ceiling, nearer in tone, with tags in every format', async () => {
    const album = parseAlbum(
      {
        title: 'Noise',
        artist: 'Nobody',
        loudness: 'track',
        targetLufs: -16,
        ceilingDbtp: -1.5,
        tone: 1,
        sampleRate: 44100,
        formats: ['flac16', 'mp3-320'],
        songs: [{ file: 'dull.wav', title: 'Dull', isrc: 'SET122600041' }, { file: 'bright.wav' }],
      },
      folder,
    );
    const made = await makeAlbum({ album, folder: join(folder, 'noise'), openSession: noSession });
    expect(made.songs.map((song) => song.toneDb)).toEqual([2, 2]);
    expect(made.spreadLu!).toBeLessThan(0.1);
    for (const { measurement, files } of made.songs) {
      expect(Math.abs(measurement.integratedLufs! + 16)).toBeLessThan(0.1);
      expect(measurement.truePeakDbtp!).toBeLessThanOrEqual(-1.5);
      expect(files.every(({ path }) => existsSync(path))).toBe(true);
    }
    const probe = (name: string) =>
      JSON.parse(
        execFileSync('ffprobe', [
          '-v',
          'error',
          '-show_format',
          '-show_streams',
          '-of',
          'json',
          join(folder, 'noise', name),
        ]).toString(),
      );
    for (const name of ['01 Dull.flac', '01 Dull.mp3']) {
      const { format, streams } = probe(name);
      const tags = Object.fromEntries(
        Object.entries(format.tags).map(([key, value]) => [key.toLowerCase(), value]),
      );
      expect(tags).toMatchObject({ title: 'Dull', artist: 'Nobody', album: 'Noise' });
      expect(String(tags.track)).toMatch(/^1(\/2)?$/);
      expect(streams[0].sample_rate).toBe('44100');
    }
  });
});
