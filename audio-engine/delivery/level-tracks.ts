/**
 * "Level these tracks": a balance to begin with. Each track is measured after its inserts with the fader at
 * 0 dB (gated, K-weighted loudness, so that rests do not count) and its fader set so that it stands where its
 * part usually stands against the others; all together are brought to about -18 LUFS, which leaves a master its room.
 */
import { roleOffsetLu } from '../advice/index.ts';
import { loadKernels } from '../kernels/index.ts';
import { AudioMeter } from '../measure/index.ts';
import { renderOffline } from '../render/index.ts';
import { orderedTracks, type SessionDocument, type Strip } from '../session/index.ts';
import { deliveryWords } from '../words/index.ts';

export interface TrackLevel {
  stripId: string;
  faderDb: number;
}

export interface LevelJob {
  document: SessionDocument;
  folder: string;
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

/** What all tracks together are brought to, as if they played at once. */
const MIX_LUFS = -18;
const HIGHEST_DB = 12;
const LOWEST_DB = -60;
const MOST_LOWER_DB = 12;

/** Faders for every track that makes a sound; the others are left out. */
export async function levelTracks(job: LevelJob): Promise<TrackLevel[]> {
  const loudness = await measureTracks(job);
  const tracks = orderedTracks(job.document).filter((track) => loudness.has(track.id));
  const power = tracks.reduce((sum, track) => sum + 10 ** (roleOffsetLu(track) / 10), 0); // a document value, not a sample
  const leadLufs = MIX_LUFS - 10 * Math.log10(power); // a document value, not a sample
  const wanted = tracks.map((track) => leadLufs + roleOffsetLu(track) - loudness.get(track.id)!);
  // Rather all a little lower than one at its stop; but a track of hiss must not turn the song down for good.
  const lower = Math.min(MOST_LOWER_DB, Math.max(0, Math.max(...wanted) - HIGHEST_DB));
  return tracks.map((track, i) => {
    const faderDb = Math.round((wanted[i]! - lower) * 10) / 10;
    return { stripId: track.id, faderDb: Math.min(HIGHEST_DB, Math.max(LOWEST_DB, faderDb)) };
  });
}

/** Integrated loudness of each track with its fader at 0 dB, heard alone; silent ones are missing. */
async function measureTracks(job: LevelJob): Promise<Map<string, number>> {
  const { document, folder, signal } = job;
  const ids = orderedTracks(document).map((track) => track.id);
  const found = new Map<string, number>();
  if (ids.length === 0) return found;
  const home = loadKernels();
  const { sampleRate } = document.session;
  const meters = ids.map(() => new AudioMeter({ sampleRate, channels: 2, truePeak: false }, home));
  await renderOffline({
    document: withOpenFaders(document),
    folder,
    outputs: ids,
    limiter: false,
    range: null,
    ...(signal && { signal }),
    onProgress: (fraction) => job.onProgress?.(fraction, deliveryWords.step.listening),
    onBlock(blocks, frames) {
      for (const [i, meter] of meters.entries()) meter.push(blocks[i]!, frames);
    },
  });
  for (const [i, meter] of meters.entries()) {
    const { integratedLufs } = meter.finish();
    if (integratedLufs !== null) found.set(ids[i]!, integratedLufs);
  }
  return found;
}

function withOpenFaders(document: SessionDocument): SessionDocument {
  const open = (strip: Strip): Strip => ({ ...strip, faderDb: 0, mute: false, solo: false });
  const strips = Object.fromEntries(Object.entries(document.strips).map(([id, strip]) => [id, open(strip)]));
  return { ...document, strips };
}
