/** Parts of a song: between its markers, else pieces of about fifteen seconds. */
import { orderedMarkers } from '../../session/index.ts';
import { adviceTrackWords } from '../../words/index.ts';
import type { SongFeatures } from '../features/types.ts';

export interface Section {
  name: string;
  startSample: number;
  endSample: number;
  firstFrame: number;
  /** Exclusive. */
  lastFrame: number;
}

const PIECE_SECONDS = 15;
const MOST = 64;

export function sectionsOf(song: SongFeatures): Section[] {
  const { sampleRate, frameSamples, lengthSamples, document } = song;
  const markers = document ? orderedMarkers(document).filter(({ sample }) => sample < lengthSamples) : [];
  const starts =
    markers.length > 1
      ? markers.map(({ sample, name }) => ({ sample, name }))
      : Array.from(
          { length: Math.max(1, Math.floor(lengthSamples / (PIECE_SECONDS * sampleRate))) },
          (_, i) => ({
            sample: i * PIECE_SECONDS * sampleRate,
            name: adviceTrackWords.time(i * PIECE_SECONDS),
          }),
        );
  return starts.slice(0, MOST).map(({ sample, name }, i) => {
    const endSample = starts[i + 1]?.sample ?? lengthSamples;
    return {
      name,
      startSample: sample,
      endSample,
      firstFrame: Math.floor(sample / frameSamples),
      lastFrame: Math.ceil(endSample / frameSamples),
    };
  });
}
