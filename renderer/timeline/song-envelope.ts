/** The whole song's envelope from the peaks of its files, for pictures of the whole song. */
import { orderedClips, orderedTracks, type SessionDocument } from '../../audio-engine/session/index.ts';
import { peakColumns, peakStore } from './peaks/index.ts';

/** RMS of all clips that sound together, one value a pixel; for the eye, not a measurement. */
export function songEnvelope(document: SessionDocument, endSample: number, pixels: number): Float32Array {
  const power = new Float32Array(pixels);
  const perPixel = endSample / pixels;
  for (const track of orderedTracks(document)) {
    const strip = document.strips[track.id];
    if (strip?.mute) continue;
    const trackGain = 10 ** ((strip?.faderDb ?? 0) / 20);
    for (const clip of orderedClips(document, track.id)) {
      const media = document.media[clip.mediaId];
      if (!media || clip.muted) continue;
      const first = Math.max(0, Math.floor(clip.startSample / perPixel));
      const last = Math.min(pixels, Math.ceil((clip.startSample + clip.lengthSamples) / perPixel));
      if (last <= first) continue;
      const from = clip.offsetSamples + first * perPixel - clip.startSample;
      const { values } = peakColumns(peakStore(), media, from, perPixel, last - first, true);
      const gain = trackGain * 10 ** (clip.gainDb / 20);
      for (let x = first; x < last; x++) {
        const rms = (values[(x - first) * 3 + 2] ?? 0) * gain;
        if (rms > 0) power[x] = (power[x] ?? 0) + rms * rms;
      }
    }
  }
  let highest = 0;
  for (const p of power) highest = Math.max(highest, p);
  if (highest > 0) for (let x = 0; x < pixels; x++) power[x] = Math.sqrt((power[x] ?? 0) / highest) * 0.95;
  return power;
}
