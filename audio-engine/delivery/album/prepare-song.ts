/**
 * A song of an album as it is before the album: a session's master, or a file, cut and faded, as 64-bit floats in a file
 * of its own. Fades and cuts are the timeline's, by a session of one clip.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AudioMeter, type LoudnessHistory, ThirdOctaveMeter } from '../../measure/index.ts';
import { createWav, openAudio } from '../../media/index.ts';
import { THIRD_OCTAVES_HZ } from '../../protocol/index.ts';
import { renderOffline, renderThreads } from '../../render/index.ts';
import {
  type Clip,
  createDocument,
  createStrip,
  createTrack,
  MASTER_STRIP,
  type SessionDocument,
  sessionEndSample,
} from '../../session/index.ts';
import { albumWords, deliveryWords, ThresholdError } from '../../words/index.ts';
import type { AlbumSong } from './album-file.ts';

/** Answers with a session's document, however it is stored: the command line and the program open them differently. */
export type OpenSession = (folder: string) => Promise<SessionDocument>;

export interface PreparedSong {
  /** The sound as it is, stereo. */
  path: string;
  title: string;
  artist: string;
  composer: string;
  isrc: string;
  sampleRate: number;
  lengthSamples: number;
  lufs: number | null;
  history: LoudnessHistory;
  /** dBFS in third octaves, null where there is nothing. */
  bandsDb: (number | null)[];
  /** Nothing was done to the file: its own integers, at most this wide. Null where samples are new. */
  untouchedBits: number | null;
  notices: string[];
}

export interface PrepareOptions {
  song: AlbumSong;
  openSession: OpenSession;
  /** A folder of the song's own, for what is made on the way. */
  folder: string;
  signal?: AbortSignal | undefined;
  onProgress?: (fraction: number) => void;
}

const READ_FRAMES = 16384;

interface Source {
  document: SessionDocument;
  folder: string;
  tags: { title: string; artist: string; composer: string; isrc: string };
  bits: number | null;
  notices: string[];
}

export async function prepareSong(options: PrepareOptions): Promise<PreparedSong> {
  const { song, folder, signal } = options;
  mkdirSync(join(folder, 'audio'), { recursive: true });
  const source = song.from === 'session' ? await sessionSource(options) : await fileSource(options);
  const { document } = source;
  const { sampleRate } = document.session;
  if (sessionEndSample(document) === 0) throw new ThresholdError(albumWords.empty(song.path));
  const path = join(folder, 'song.wav');
  const wav = createWav(path, { channels: 2, sampleRate, format: 'f64', inPlace: true });
  const meter = new AudioMeter({ sampleRate, channels: 2, truePeak: false });
  const bands = new ThirdOctaveMeter(sampleRate, THIRD_OCTAVES_HZ);
  try {
    const rendered = await renderOffline({
      document,
      folder: source.folder,
      outputs: [MASTER_STRIP],
      limiter: true,
      range: song.from === 'file' ? { startSample: 0, endSample: sessionEndSample(document) } : null,
      workers: renderThreads(),
      ...(signal && { signal }),
      onProgress: (fraction) => options.onProgress?.(fraction),
      onBlock: ([block], frames) => {
        wav.write(block!, frames);
        meter.push(block!, frames);
        bands.push(block!, frames);
      },
    });
    wav.close();
    const history = meter.history();
    const { integratedLufs } = meter.finish();
    const { title, artist, composer, isrc } = source.tags;
    return {
      path,
      title: song.title || title,
      artist: song.artist || artist,
      composer: song.composer || composer,
      isrc: song.isrc || isrc,
      sampleRate,
      lengthSamples: rendered.lengthSamples,
      lufs: integratedLufs,
      history,
      bandsDb: bands.finish(),
      untouchedBits: song.fadeInSeconds > 0 || song.fadeOutSeconds > 0 ? null : source.bits,
      notices: [...source.notices, ...rendered.notices],
    };
  } catch (error) {
    wav.abort();
    throw error;
  }
}

async function sessionSource({ song, openSession }: PrepareOptions): Promise<Source> {
  const document = await openSession(song.path);
  const { title, artist, composer, isrc } = document.release;
  const { sampleRate } = document.session;
  const samples = (seconds: number): number => Math.round(seconds * sampleRate);
  const { master } = document;
  const start = song.startSeconds === null ? master.song.startSample : samples(song.startSeconds);
  const end = song.endSeconds === null ? master.song.endSample : samples(song.endSeconds);
  const { fadeIn, fadeOut } = master.song;
  const edges = {
    startSample: start,
    endSample: end,
    fadeIn: song.fadeInSeconds > 0 ? { ...fadeIn, lengthSamples: samples(song.fadeInSeconds) } : fadeIn,
    fadeOut: song.fadeOutSeconds > 0 ? { ...fadeOut, lengthSamples: samples(song.fadeOutSeconds) } : fadeOut,
  };
  return {
    document: { ...document, master: { ...master, song: edges } },
    folder: song.path,
    tags: { title: title || document.session.name, artist, composer, isrc },
    bits: null,
    notices: [],
  };
}

/** A file, read whole into the folder, on a track of its own. */
async function fileSource({ song, folder, signal }: PrepareOptions): Promise<Source> {
  const source = await openAudio(song.path);
  const { channels, sampleRate, bitDepth } = source;
  if (channels > 2) {
    source.close();
    throw new ThresholdError(deliveryWords.tooManyChannels(song.path, channels));
  }
  const wav = createWav(join(folder, 'audio', 'song.wav'), {
    channels,
    sampleRate,
    format: 'f64',
    inPlace: true,
  });
  let length = 0;
  try {
    for (;;) {
      if (signal?.aborted) throw new ThresholdError(deliveryWords.cancelled);
      const samples = await source.read(READ_FRAMES);
      if (!samples) break;
      const frames = Math.floor(samples.length / channels);
      wav.write(samples, frames);
      length += frames;
    }
    wav.close();
  } catch (error) {
    wav.abort();
    throw error;
  } finally {
    source.close();
  }
  const name = song.path.split(/[\\/]/).pop() ?? song.path;
  return {
    document: oneClip(song, { channels: channels as 1 | 2, sampleRate, length, name }),
    folder,
    tags: { title: name.replace(/\.[^.]+$/, ''), artist: '', composer: '', isrc: '' },
    bits: bitDepth !== null && bitDepth <= 24 ? bitDepth : null,
    notices: [...source.notices],
  };
}

interface FileFacts {
  channels: 1 | 2;
  sampleRate: number;
  length: number;
  name: string;
}

export type Cut = Pick<
  AlbumSong,
  'path' | 'startSeconds' | 'endSeconds' | 'fadeInSeconds' | 'fadeOutSeconds'
>;

/** A session that plays the file `audio/song.wav`, cut and faded. */
export function oneClip(song: Cut, { channels, sampleRate, length, name }: FileFacts): SessionDocument {
  const id = 'song';
  const samples = (seconds: number): number => Math.round(seconds * sampleRate);
  const start = Math.min(length, samples(song.startSeconds ?? 0));
  const end = song.endSeconds === null ? length : Math.min(length, samples(song.endSeconds));
  if (end <= start) throw new ThresholdError(albumWords.empty(song.path));
  const fade = (seconds: number) =>
    ({ lengthSamples: Math.min(end - start, samples(seconds)), shape: 'equal-power' }) as const;
  const clip: Clip = {
    id,
    mediaId: id,
    name,
    startSample: 0,
    lengthSamples: end - start,
    offsetSamples: start,
    gainDb: 0,
    fadeIn: fade(song.fadeInSeconds),
    fadeOut: fade(song.fadeOutSeconds),
    muted: false,
  };
  const document = createDocument({ id, name, sampleRate, createdAt: '1970-01-01T00:00:00Z' });
  const origin = { fileName: name, format: 'WAV', sampleRate, channels, conversions: [] };
  const file = 'audio/song.wav';
  return {
    ...document,
    media: {
      [id]: { id, name, file, channels, sampleRate, lengthSamples: length, sampleFormat: 'f64', origin },
    },
    tracks: { [id]: createTrack({ id, name, color: 'stone', channels, order: 'V' }) },
    clips: { [id]: { [id]: clip } },
    strips: { ...document.strips, [id]: createStrip(id) },
    effects: { ...document.effects, [id]: {} },
  };
}
