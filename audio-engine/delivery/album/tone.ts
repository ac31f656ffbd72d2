/**
 * Brings the tone of an album's songs together: six broad moves of an equaliser, each at most 2 dB, towards the middle
 * of all songs. What differs in a narrow place is that song's own.
 */
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bandParameter } from '../../effects/equaliser/parameters.ts';
import { AudioMeter, ThirdOctaveMeter } from '../../measure/index.ts';
import { createWav } from '../../media/index.ts';
import { THIRD_OCTAVES_HZ } from '../../protocol/index.ts';
import { renderOffline, renderThreads } from '../../render/index.ts';
import { createEffect, MASTER_STRIP } from '../../session/index.ts';
import { oneClip, type PreparedSong } from './prepare-song.ts';

export interface Toned extends PreparedSong {
  /** The largest move of any band, dB. */
  toneDb: number;
}

/** Bands of the equaliser as they stand in a new one, and the part of the spectrum each is held against. */
const ZONES = [
  { band: 2, fromHz: 50, toHz: 125 },
  { band: 3, fromHz: 160, toHz: 400 },
  { band: 4, fromHz: 500, toHz: 1250 },
  { band: 5, fromHz: 1600, toHz: 3150 },
  { band: 6, fromHz: 4000, toHz: 6300 },
  { band: 7, fromHz: 8000, toHz: 16000 },
] as const;

const MOST_DB = 2;
/** A move that nobody hears is none. */
const LEAST_DB = 0.2;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Level of each zone against the mean of all, dB; null for silence. */
export function toneOf(bandsDb: readonly (number | null)[]): number[] | null {
  const zones = ZONES.map(({ fromHz, toHz }) =>
    mean(
      bandsDb.filter(
        (level, i): level is number =>
          level !== null && THIRD_OCTAVES_HZ[i]! >= fromHz && THIRD_OCTAVES_HZ[i]! <= toHz,
      ),
    ),
  );
  if (zones.every((level) => level === 0)) return null;
  const middle = mean(zones);
  return zones.map((level) => level - middle);
}

/** Gain of every zone for every song, dB. */
export function toneMoves(tones: readonly (readonly number[] | null)[], amount: number): number[][] {
  const heard = tones.filter((tone) => tone !== null);
  return tones.map((tone) =>
    ZONES.map((_, zone) => {
      if (tone === null || heard.length < 2) return 0;
      const away = tone[zone]! - mean(heard.map((other) => other[zone]!));
      const gainDb = Math.round(Math.max(-MOST_DB, Math.min(MOST_DB, -away * amount)) * 10) / 10;
      return Math.abs(gainDb) < LEAST_DB ? 0 : gainDb;
    }),
  );
}

/** @param amount 0 leaves everything as it is; 1 goes all the way, within the limits. */
export async function evenTone(
  songs: readonly PreparedSong[],
  amount: number,
  { folder, signal }: { folder: string; signal?: AbortSignal | undefined },
): Promise<Toned[]> {
  const moves = toneMoves(
    songs.map((song) => toneOf(song.bandsDb)),
    amount,
  );
  const toned: Toned[] = [];
  for (const [index, song] of songs.entries()) {
    const gains = moves[index]!;
    const toneDb = Math.max(...gains.map(Math.abs));
    if (toneDb === 0) toned.push({ ...song, toneDb });
    else toned.push({ ...(await equalise(song, gains, join(folder, `tone-${index}`), signal)), toneDb });
  }
  return toned;
}

async function equalise(
  song: PreparedSong,
  gains: readonly number[],
  folder: string,
  signal: AbortSignal | undefined,
): Promise<PreparedSong> {
  const { sampleRate, lengthSamples } = song;
  mkdirSync(folder, { recursive: true });
  const whole = {
    startSeconds: null,
    endSeconds: null,
    fadeInSeconds: 0,
    fadeOutSeconds: 0,
    path: song.path,
  };
  const document = oneClip(whole, { channels: 2, sampleRate, length: lengthSamples, name: song.title });
  const parameters = Object.fromEntries(
    ZONES.map(({ band }, zone) => [bandParameter(band, 'GainDb'), gains[zone]!]),
  );
  document.effects[MASTER_STRIP] = {
    tone: createEffect({ id: 'tone', kind: 'equaliser', order: 'V', parameters }),
  };
  const path = join(folder, 'song.wav');
  const wav = createWav(path, { channels: 2, sampleRate, format: 'f64', inPlace: true });
  const meter = new AudioMeter({ sampleRate, channels: 2, truePeak: false });
  const bands = new ThirdOctaveMeter(sampleRate, THIRD_OCTAVES_HZ);
  try {
    await renderOffline({
      document: { ...document, media: { song: { ...document.media.song!, file: basename(song.path) } } },
      folder: dirname(song.path),
      outputs: [MASTER_STRIP],
      limiter: true,
      range: { startSample: 0, endSample: lengthSamples },
      workers: renderThreads(),
      ...(signal && { signal }),
      onBlock: ([block], frames) => {
        wav.write(block!, frames);
        meter.push(block!, frames);
        bands.push(block!, frames);
      },
    });
    wav.close();
  } catch (error) {
    wav.abort();
    throw error;
  }
  const history = meter.history();
  return {
    ...song,
    path,
    lufs: meter.finish().integratedLufs,
    history,
    bandsDb: bands.finish(),
    untouchedBits: null,
  };
}
