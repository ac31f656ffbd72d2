/** Tags as the program knows them; each container says them in its own way. */
export interface FileTags {
  title?: string;
  artist?: string;
  album?: string;
  albumArtist?: string;
  composer?: string;
  genre?: string;
  /** A year, a month or a day: `2026`, `2026-11`, `2026-11-22`. */
  date?: string;
  copyright?: string;
  comment?: string;
  /** 12 characters without hyphens. */
  isrc?: string;
  /** 12 or 13 digits. */
  upc?: string;
  trackNumber?: number | null;
  /** How many tracks the release has. */
  trackCount?: number | null;
}

export interface Artwork {
  mime: 'image/jpeg' | 'image/png';
  data: Uint8Array;
  width: number;
  height: number;
  bitsPerPixel: number;
}

/** What loudness tags and the broadcast extension say; null where there is no figure. */
export interface TagLoudness {
  integratedLufs: number | null;
  loudnessRangeLu: number | null;
  truePeakDbtp: number | null;
  maxMomentaryLufs: number | null;
  maxShortTermLufs: number | null;
}

/** ReplayGain 2.0 brings a track to this. */
const REPLAY_GAIN_LUFS = -18;
/** R128_TRACK_GAIN brings it to this (RFC 7845, 5.2.1; EBU R 128). */
const R128_LUFS = -23;

/** `+01.20 dB`: of one length always, so that it can be filled in when the sound has been written. */
export function replayGainText(loudness: TagLoudness | null): string {
  const lufs = loudness?.integratedLufs ?? REPLAY_GAIN_LUFS;
  const gain = Math.min(99.99, Math.max(-99.99, REPLAY_GAIN_LUFS - lufs));
  const digits = Math.abs(gain).toFixed(2).padStart(5, '0');
  return `${gain < 0 ? '-' : '+'}${digits} dB`;
}

/** Peak as a factor, 1 being full scale: `0.891251`. */
export function replayPeakText(loudness: TagLoudness | null): string {
  const db = loudness?.truePeakDbtp ?? null;
  const peak = db === null ? 0 : 10 ** (db / 20); // a figure for players, not a sample
  return Math.min(9.999999, peak).toFixed(6);
}

/** Q7.8 of the gain to -23 LUFS; of one length always. */
export function r128GainText(loudness: TagLoudness | null): string {
  const lufs = loudness?.integratedLufs ?? R128_LUFS;
  const steps = Math.min(32767, Math.max(-32768, Math.round((R128_LUFS - lufs) * 256)));
  return `${steps < 0 ? '-' : '+'}${String(Math.abs(steps)).padStart(5, '0')}`;
}
