/**
 * Makes an album of its songs: order, gaps and fades, loudness and tone made consistent, a file of every song in every
 * format, one file of all with a cue sheet, and a DDP image.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Measurement } from '../../measure/index.ts';
import { NameRegister, openWav, safeFileName } from '../../media/index.ts';
import { EXTENSIONS, type FileFormat, formatSpec, isLossless } from '../../protocol/index.ts';
import { albumWords, ThresholdError } from '../../words/index.ts';
import { openEncoder } from '../encode/index.ts';
import { Fresh } from '../fresh.ts';
import type { Artwork } from '../tags/index.ts';
import { Turns } from '../turns.ts';
import type { Album } from './album-file.ts';
import { cueSheet } from './cue-sheet.ts';
import { cdText } from './ddp/cd-text.ts';
import { DDP_FILES } from './ddp/describe.ts';
import { writeDdp } from './ddp/write-ddp.ts';
import { gatedLoudness } from './gated-loudness.ts';
import { imageBlocks, to16Bit } from './image.ts';
import { type LoudnessPlan, planLoudness } from './loudness-plan.ts';
import { masterSong, type SongFile, type SongOutput } from './master-song.ts';
import { type OpenSession, type PreparedSong, prepareSong } from './prepare-song.ts';
import { CD_RATE, checkDisc, type Disc, FIRST_PREGAP_SECTORS, layOut } from './red-book.ts';
import { evenTone, type Toned } from './tone.ts';

export interface AlbumJob {
  album: Album;
  /** Where everything goes; made where it is not there. */
  folder: string;
  openSession: OpenSession;
  artwork?: Artwork | null;
  /** Files that are there already are replaced. */
  replace?: boolean;
  signal?: AbortSignal | undefined;
  onProgress?: (fraction: number, sentence: string) => void;
}

export interface AlbumSongResult {
  number: number;
  title: string;
  artist: string;
  isrc: string;
  /** From the album's first song on. */
  startSeconds: number;
  lengthSeconds: number;
  /** Before the album. */
  beforeLufs: number | null;
  /** What the album's loudness did to it; null where it is as it was. */
  gainLu: number | null;
  /** What the album's tone did to it: the largest move of any band, dB. */
  toneDb: number;
  measurement: Measurement;
  files: { path: string; format: string; measurement: Measurement }[];
}

export interface AlbumResult {
  songs: AlbumSongResult[];
  /** All songs as one programme, as they are now. */
  lufs: number | null;
  /** Between the quietest and the loudest song, LU. */
  spreadLu: number | null;
  plan: LoudnessPlan;
  files: string[];
  notices: string[];
}

/** Of the progress: listening to the songs, mastering them, and joining them. */
const LISTEN_SHARE = 0.4;
const MASTER_SHARE = 0.5;

/** Throws a ThresholdError; after a failure or a cancel there is no new file of it. */
export async function makeAlbum(job: AlbumJob): Promise<AlbumResult> {
  const { album } = job;
  const count = album.songs.length;
  const fresh = new Fresh();
  const work = mkdtempSync(join(tmpdir(), 'threshold-album-'));
  try {
    const prepared: PreparedSong[] = [];
    for (const [index, song] of album.songs.entries()) {
      const say = (fraction: number): void =>
        job.onProgress?.(
          (LISTEN_SHARE * (index + fraction)) / count,
          albumWords.step.preparing(song.title || basename(song.path)),
        );
      say(0);
      prepared.push(
        await prepareSong({
          song,
          openSession: job.openSession,
          folder: join(work, `song-${index}`),
          signal: job.signal,
          onProgress: say,
        }),
      );
    }
    const toned = await evenTone(prepared, album.tone, { folder: work, signal: job.signal });
    return await masterAll(job, toned, work, fresh);
  } catch (error) {
    fresh.remove();
    throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function masterAll(
  job: AlbumJob,
  songs: readonly Toned[],
  work: string,
  fresh: Fresh,
): Promise<AlbumResult> {
  const { album, signal } = job;
  const sampleRate = album.sampleRate ?? songs[0]!.sampleRate;
  const plan = planLoudness(album, songs, gatedLoudness(songs.map((song) => song.history)));
  const places = placesOf(job, songs, sampleRate);
  for (const { path } of places.flat()) fresh.add(path);
  const notices = new Set(songs.flatMap((song) => song.notices));
  const results: AlbumSongResult[] = [];
  const made: SongFile[][] = [];
  const layout = (rate: number): Disc =>
    layOut(
      songs.map((song, i) => ({
        lengthFrames: Math.round((song.lengthSamples * rate) / song.sampleRate),
        gapSeconds: album.songs[i]!.gapSeconds,
      })),
      rate,
    );
  if (album.ddp) checkDisc(layout(CD_RATE));
  for (const [index, song] of songs.entries()) {
    const targetLufs = plan.targets[index]!;
    const { files, notices: said } = await masterSong({
      song,
      targetLufs,
      ceilingDbtp: album.ceilingDbtp,
      outputs: [
        ...places[index]!,
        ...innerOutputs(album, places[index]!, sampleRate, join(work, `song-${index}`)),
      ],
      tags: {
        title: song.title,
        artist: song.artist || album.artist,
        album: album.title,
        albumArtist: album.artist,
        composer: song.composer,
        genre: album.genre,
        date: album.date,
        copyright: album.copyright,
        isrc: song.isrc,
        upc: album.upc,
        trackNumber: index + 1,
        trackCount: songs.length,
      },
      artwork: job.artwork ?? null,
      signal,
      onProgress: (fraction) =>
        job.onProgress?.(
          LISTEN_SHARE + (MASTER_SHARE * (index + fraction)) / songs.length,
          albumWords.step.mastering(song.title),
        ),
    });
    for (const notice of said) notices.add(notice);
    made.push(files);
    const measurement = files.find((file) => isLossless(file.file))?.measurement ?? files[0]!.measurement;
    const peak = measurement.truePeakDbtp;
    if (targetLufs === null && peak !== null && peak > album.ceilingDbtp)
      notices.add(albumWords.notice.aboveCeiling(song.title, peak));
    results.push({
      number: index + 1,
      title: song.title,
      artist: song.artist || album.artist,
      isrc: song.isrc,
      startSeconds: 0,
      lengthSeconds: song.lengthSamples / song.sampleRate,
      beforeLufs: song.lufs,
      gainLu:
        targetLufs === null || song.lufs === null || measurement.integratedLufs === null
          ? null
          : measurement.integratedLufs - song.lufs,
      toneDb: song.toneDb,
      measurement,
      files: files
        .filter((file) => file.tagged)
        .map(({ path, file, measurement: figures }) => ({
          path,
          format: formatSpec(file),
          measurement: figures,
        })),
    });
  }
  const inner = (rate: number, bits: string): string[] =>
    made.map((files) => lossless(files, rate, bits)!.path);
  const joined: string[] = [];
  if (album.oneFile)
    joined.push(...(await joinSongs(job, songs, sampleRate, inner(sampleRate, '24'), notices, fresh)));
  if (album.ddp) joined.push(...(await imageOf(job, songs, inner(CD_RATE, '16'), notices, fresh)));
  const disc = layout(sampleRate % 75 === 0 ? sampleRate : CD_RATE);
  disc.tracks.forEach((track, i) => {
    results[i]!.startSeconds =
      (track.soundFrame - FIRST_PREGAP_SECTORS * disc.sectorFrames) / (disc.sectorFrames * 75);
  });
  const levels = results.map((r) => r.measurement.integratedLufs).filter((l) => l !== null);
  return {
    songs: results,
    lufs: loudnessNow(results, songs),
    spreadLu: levels.length > 1 ? Math.max(...levels) - Math.min(...levels) : null,
    plan,
    files: [...results.flatMap((r) => r.files.map((file) => file.path)), ...joined],
    notices: [...notices],
  };
}

/** The programme as it is now: every song's blocks, moved by what its loudness was moved by. */
function loudnessNow(results: readonly AlbumSongResult[], songs: readonly PreparedSong[]): number | null {
  return gatedLoudness(
    songs.map(({ history }, i) => ({
      ...history,
      momentaryLufs: history.momentaryLufs.map((lufs) => lufs + (results[i]!.gainLu ?? 0)),
    })),
  );
}

function lossless(files: readonly SongOutput[], rate: number, bits: string): SongOutput | undefined {
  return files.find(
    ({ file, sampleRate }) => file.format === 'wav' && file.bits === bits && sampleRate === rate,
  );
}

/** A path for every song in every format; refuses what is there already. */
function placesOf(job: AlbumJob, songs: readonly PreparedSong[], sampleRate: number): SongOutput[][] {
  const { album, folder } = job;
  const names = new NameRegister();
  return songs.map((song, index) => {
    const base = safeFileName(
      album.pattern
        .replaceAll('{number}', String(index + 1).padStart(2, '0'))
        .replaceAll('{title}', song.title)
        .replaceAll('{artist}', song.artist || album.artist)
        .replaceAll('{album}', album.title)
        .replaceAll('{isrc}', song.isrc),
    );
    return album.formats.map((file) => {
      const many = album.formats.filter((other) => other.format === file.format).length > 1;
      const name = names.claim(many ? `${base} (${formatSpec(file)})` : base, `.${EXTENSIONS[file.format]}`);
      const path = join(folder, name);
      refuseTaken(job, path);
      return { path, file, sampleRate, tagged: true };
    });
  });
}

function refuseTaken(job: AlbumJob, path: string): void {
  if (!job.replace && existsSync(path)) throw new ThresholdError(albumWords.taken(path));
}

/** What the joined file and the image are made of, where no song's own file already is that. */
function innerOutputs(
  album: Album,
  places: readonly SongOutput[],
  sampleRate: number,
  folder: string,
): SongOutput[] {
  const inner: SongOutput[] = [];
  const need = (rate: number, bits: '16' | '24'): void => {
    if (lossless(places, rate, bits)) return;
    const file: FileFormat = { format: 'wav', bits };
    inner.push({ path: join(folder, `inner-${bits}.wav`), file, sampleRate: rate, tagged: false });
  };
  if (album.oneFile) need(sampleRate, '24');
  if (album.ddp) need(CD_RATE, '16');
  return inner;
}

/** The lengths that files came out with, which rounding of rates decides. */
function discOf(job: AlbumJob, paths: readonly string[], sampleRate: number): Disc {
  return layOut(
    paths.map((path, i) => {
      const reader = openWav(path);
      const lengthFrames = reader.lengthSamples;
      reader.close();
      return { lengthFrames, gapSeconds: job.album.songs[i]!.gapSeconds };
    }),
    sampleRate,
  );
}

function sheetSongs(job: AlbumJob, songs: readonly PreparedSong[]) {
  return songs.map(({ title, artist, composer, isrc }) => ({
    title,
    artist: artist || job.album.artist,
    composer,
    isrc,
  }));
}

async function joinSongs(
  job: AlbumJob,
  songs: readonly PreparedSong[],
  sampleRate: number,
  paths: readonly string[],
  notices: Set<string>,
  fresh: Fresh,
): Promise<string[]> {
  const { album, folder } = job;
  job.onProgress?.(LISTEN_SHARE + MASTER_SHARE, albumWords.step.joining);
  const base = safeFileName([album.artist, album.title].filter(Boolean).join(' - ') || 'album');
  const path = join(folder, `${base}.wav`);
  const cuePath = join(folder, `${base}.cue`);
  refuseTaken(job, path);
  refuseTaken(job, cuePath);
  for (const one of [path, cuePath]) fresh.add(one);
  const whole = sampleRate % 75 === 0;
  const disc = discOf(job, paths, whole ? sampleRate : CD_RATE);
  const file = { format: 'wav', bits: '24' } as const;
  const encoder = await openEncoder(path, {
    file,
    sampleRate,
    channels: 2,
    tags: { title: album.title, artist: album.artist, album: album.title, upc: album.upc },
  });
  const turns = new Turns(job.signal);
  try {
    // The pre-gap of a disc is no part of a file that people play.
    for (const { samples, frames } of imageBlocks(disc, paths, FIRST_PREGAP_SECTORS)) {
      await turns.take();
      await encoder.write(samples.subarray(0, frames * 2), frames);
    }
    await encoder.close();
  } catch (error) {
    await encoder.abort();
    throw error;
  }
  if (!whole) {
    notices.add(albumWords.notice.odd(sampleRate));
    return [path];
  }
  const { title, artist, upc, date, genre } = album;
  const sheet = cueSheet({
    fileName: basename(path),
    fileType: 'WAVE',
    title,
    artist,
    upc,
    date,
    genre,
    songs: sheetSongs(job, songs),
    disc,
    skippedSectors: FIRST_PREGAP_SECTORS,
  });
  writeFileSync(cuePath, sheet, 'utf8');
  return [path, cuePath];
}

async function imageOf(
  job: AlbumJob,
  songs: readonly PreparedSong[],
  paths: readonly string[],
  notices: Set<string>,
  fresh: Fresh,
): Promise<string[]> {
  const { album } = job;
  job.onProgress?.(LISTEN_SHARE + MASTER_SHARE, albumWords.step.image);
  const disc = discOf(job, paths, CD_RATE);
  checkDisc(disc);
  const folder = join(job.folder, 'DDP');
  refuseTaken(job, join(folder, DDP_FILES.id));
  for (const name of Object.values(DDP_FILES)) fresh.add(join(folder, name));
  const turns = new Turns(job.signal);
  async function* sound(): AsyncGenerator<Uint8Array> {
    for (const { samples, frames } of imageBlocks(disc, paths, 0)) {
      await turns.take();
      yield to16Bit(samples, frames);
    }
  }
  const text = { title: album.title, artist: album.artist, upc: album.upc, songs: sheetSongs(job, songs) };
  notices.add(albumWords.notice.experimental);
  if (album.title && !cdText(text)) notices.add(albumWords.notice.noText);
  return writeDdp({ ...text, folder, disc, masterId: album.title, sound: sound() });
}
