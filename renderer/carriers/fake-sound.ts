/** Waveforms and levels for the in-page fake: shaped like music (hits, phrases), a function of media id and sample only. */
import {
  encodeTelemetry,
  HEADER_DOUBLES,
  Header,
  SectionKind,
  SPECTRUM_BANDS,
  STRIP_FLOATS,
  StripSlot,
} from '../../audio-engine/protocol/index.ts';

function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h >>> 0;
}

function noise(seed: number, n: number): number {
  let x = Math.imul(seed ^ Math.imul(n | 0, 0x9e3779b1), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 4294967296;
}

/** Loudness envelope 0..1 at a time: hits that decay, in phrases. */
export function envelope(mediaId: string, seconds: number): number {
  const seed = hash(mediaId);
  const period = 0.5 / (1 + (seed % 3));
  const beat = Math.floor(seconds / period);
  const since = seconds - beat * period;
  const decay = 3 + (seed % 17);
  const phrase = noise(seed, Math.floor(seconds / 4)) > 0.15 ? 1 : 0.12;
  const hit = 0.35 + 0.65 * noise(seed + 1, beat);
  return phrase * hit * Math.exp(-since * decay) * 0.85 + 0.01;
}

/** Min, max, rms per column and channel, as `media.peaks` answers. */
export function fakePeaks(
  mediaId: string,
  channels: number,
  perColumn: number,
  first: number,
  count: number,
): ArrayBuffer {
  const out = new Float32Array(count * channels * 3);
  const seed = hash(mediaId);
  for (let c = 0; c < count; c++) {
    const seconds = ((first + c + 0.5) * perColumn) / 48000;
    const level = envelope(mediaId, seconds);
    for (let ch = 0; ch < channels; ch++) {
      const at = (c * channels + ch) * 3;
      const column = (first + c) * 2 + ch;
      out[at] = -level * (0.55 + 0.45 * noise(seed, column));
      out[at + 1] = level * (0.55 + 0.45 * noise(seed + 7, column));
      out[at + 2] = level * 0.38;
    }
  }
  return out.buffer;
}

export function fakeSamples(mediaId: string, channels: number, first: number, count: number): ArrayBuffer {
  const out = new Float32Array(count * channels);
  for (let i = 0; i < count; i++) {
    const t = (first + i) / 48000;
    const value = envelope(mediaId, t) * Math.sin(t * 2 * Math.PI * (110 + (hash(mediaId) % 200)));
    for (let ch = 0; ch < channels; ch++) out[i * channels + ch] = value;
  }
  return out.buffer;
}

export function fakeTelemetry(options: {
  sequence: number;
  position: number;
  playing: boolean;
  strips: { mediaId: string | null; gain: number }[];
  spectra: number;
  epoch: number;
}): ArrayBuffer {
  const { sequence, position, playing, strips, spectra, epoch } = options;
  const header = new Float64Array(HEADER_DOUBLES).fill(Number.NaN);
  const seconds = position / 48000;
  const set = (index: number, value: number) => {
    header[index] = value;
  };
  set(Header.sequence, sequence);
  set(Header.layoutEpoch, epoch);
  set(Header.positionSample, position);
  set(Header.timeMs, performance.timeOrigin + performance.now());
  set(Header.playing, playing ? 1 : 0);
  set(Header.xruns, 0);
  set(Header.load, playing ? 0.17 + 0.02 * noise(3, sequence >> 4) : 0.02);
  set(Header.loadMax, 0.24);
  set(Header.sampleRate, 48000);
  const levels = new Float32Array(strips.length * STRIP_FLOATS);
  let sum = 0;
  strips.forEach(({ mediaId, gain }, i) => {
    const master = i === strips.length - 1;
    const level = !playing
      ? 0
      : master
        ? Math.min(0.92, sum * 0.32)
        : mediaId
          ? envelope(mediaId, seconds) * gain
          : 0;
    sum += level;
    levels[i * STRIP_FLOATS + StripSlot.peakLeft] = level;
    levels[i * STRIP_FLOATS + StripSlot.peakRight] = level * 0.9;
    levels[i * STRIP_FLOATS + StripSlot.rmsLeft] = level * 0.42;
    levels[i * STRIP_FLOATS + StripSlot.rmsRight] = level * 0.39;
    levels[i * STRIP_FLOATS + StripSlot.silent] = level > 0 ? 0 : 1;
  });
  if (playing) {
    set(Header.momentaryLufs, -14 + 2 * noise(5, sequence >> 3));
    set(Header.shortTermLufs, -14.6);
    set(Header.integratedLufs, -15.1);
    set(Header.loudnessRangeLu, 6.2);
    set(Header.maxTruePeakDbtp, -1.4);
    set(Header.correlation, 0.62);
  }
  const sections = Array.from({ length: playing ? spectra : 0 }, (_unused, index) => ({
    kind: SectionKind.spectrum,
    index,
    values: Float32Array.from(
      { length: SPECTRUM_BANDS },
      (_, b) => -30 - b * 0.15 - 18 * noise(index + 9, b * 31 + (sequence >> 2)),
    ),
  }));
  return encodeTelemetry(header, levels, sections);
}
