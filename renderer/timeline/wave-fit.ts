/**
 * How much taller than life a track's waveforms are drawn: fitted, the track's highest peak fills its lane, so that
 * a quiet stem can be read. One factor for all files of a track keeps its takes comparable, and clip gain stays
 * outside it, so that changing it still shows.
 */
import { orderedClips, type SessionDocument } from '../../audio-engine/session/index.ts';
import { type MediaShape, type PeakStore, peakColumns } from './peaks/index.ts';

/** A file below this (−30 dBFS) is quiet, and looks it. */
const MOST_FACTOR = 32;
const FILL = 0.94;
const COLUMNS = 64;

/** The factor that lets a peak (1 is full scale) fill the lane; never below life. */
export function fitFactor(highestPeak: number): number {
  if (!(highestPeak > 0)) return 1;
  const exact = Math.min(MOST_FACTOR, FILL / highestPeak);
  // In steps that a person can read: 1.1, 1.2 ... 10, 11 ...
  return exact < 1.05 ? 1 : exact < 10 ? Math.floor(exact * 10) / 10 : Math.floor(exact);
}

/** `×5.6`, or nothing for life size. */
export function factorText(factor: number): string {
  return factor === 1 ? '' : `×${factor < 10 && !Number.isInteger(factor) ? factor.toFixed(1) : factor}`;
}

export class WaveFit {
  readonly #store: PeakStore;
  readonly #peaks = new Map<string, number>();
  #byTrack = new Map<string, number>();
  #clips: SessionDocument['clips'] | undefined;

  constructor(store: PeakStore) {
    this.#store = store;
    store.onChange(() => {
      this.#byTrack = new Map();
    });
  }

  /** The file's highest peak; undefined until all of it is known. */
  #peakOf(media: MediaShape): number | undefined {
    const known = this.#peaks.get(media.id);
    if (known !== undefined) return known;
    const { values, complete } = peakColumns(
      this.#store,
      media,
      0,
      media.lengthSamples / COLUMNS,
      COLUMNS,
      true,
    );
    if (!complete) return undefined;
    let highest = 0;
    for (let i = 0; i < values.length; i += 3)
      highest = Math.max(highest, -(values[i] || 0), values[i + 1] || 0);
    this.#peaks.set(media.id, highest);
    return highest;
  }

  forMedia(media: MediaShape): number {
    return fitFactor(this.#peakOf(media) ?? 0);
  }

  forTrack(document: SessionDocument, trackId: string): number {
    if (document.clips !== this.#clips) {
      this.#clips = document.clips;
      this.#byTrack = new Map();
    }
    const known = this.#byTrack.get(trackId);
    if (known !== undefined) return known;
    let highest = 0;
    for (const mediaId of new Set(orderedClips(document, trackId).map((clip) => clip.mediaId))) {
      const media = document.media[mediaId];
      if (media) highest = Math.max(highest, this.#peakOf(media) ?? 0);
    }
    const factor = fitFactor(highest);
    this.#byTrack.set(trackId, factor);
    return factor;
  }
}
