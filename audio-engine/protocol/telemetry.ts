/**
 * The telemetry frame: one binary message, about 60 a second, engine -> renderer, latest wins.
 *
 * Layout, little endian, all Float32 unless said: a header of `HEADER_DOUBLES` Float64, then `STRIP_FLOATS`
 * floats for each strip of the layout, then sections of {kind, index, count, floats...}.
 */

export const HEADER_DOUBLES = 24;
/** Indices into the Float64 header. Levels are linear unless the name says dB or LUFS; NaN means "no value yet". */
export const Header = {
  sequence: 0,
  layoutEpoch: 1,
  /** Session sample that is heard now. */
  positionSample: 2,
  /** Engine clock at that sample, ms since 1970. */
  timeMs: 3,
  playing: 4,
  xruns: 5,
  /** Block time over deadline, mean and maximum since the last frame. */
  load: 6,
  loadMax: 7,
  momentaryLufs: 8,
  shortTermLufs: 9,
  integratedLufs: 10,
  loudnessRangeLu: 11,
  maxTruePeakDbtp: 12,
  truePeakNowLeft: 13,
  truePeakNowRight: 14,
  correlation: 15,
  stripCount: 16,
  sectionCount: 17,
  maxMomentaryLufs: 18,
  maxShortTermLufs: 19,
  psrDb: 20,
  plrDb: 21,
  sampleRate: 22,
  masterReductionDb: 23,
} as const;

export const STRIP_FLOATS = 8;
/** Indices into a strip's eight floats: maxima since the last frame, RMS over 300 ms, gain reduction in positive dB. */
export const StripSlot = {
  peakLeft: 0,
  peakRight: 1,
  rmsLeft: 2,
  rmsRight: 3,
  clipped: 4,
  reductionDb: 5,
  silent: 6,
  faulted: 7,
} as const;

export const SectionKind = {
  /** index into `engine.watch.spectra`; floats: dBFS of 1/24-octave bands from 20 Hz (SPECTRUM_BANDS of them). */
  spectrum: 1,
  /** index into `engine.watch.effects`; floats: triples (input dB, output dB, reduction dB), one a quantum since the last frame, oldest first. */
  effectHistory: 2,
  /** floats: interleaved left, right samples, decimated. */
  goniometer: 3,
  /** index into `engine.watch.effects`; floats: the effect's READOUTS read-outs: gain reduction, input peak, output peak in dB, then its own. */
  effectReadout: 4,
  /** index into `engine.watch.effects`; floats as `spectrum`: what the effect gets, as late as what it gives. */
  effectSpectrumBefore: 5,
  /** index into `engine.watch.effects`; floats as `spectrum`: what the effect gives, also while it is bypassed. */
  effectSpectrumAfter: 6,
  /** index into `engine.watch.effects`; floats: interleaved left, right after the effect since the last frame, the newest SCOPE_FRAMES at most. */
  effectScope: 7,
  /** What `engine.watch.compare` names; floats: see CompareSlot. */
  compare: 8,
  /** References and playback systems; floats: see ListenSlot. */
  listening: 9,
} as const;

/** Indices into the floats of a `listening` section. */
export const ListenSlot = {
  /** 1 while the deck is heard in place of the master. */
  heard: 0,
  /** Where in its file a deck with a clock of its own stands, s; NaN for one that goes in step. */
  seconds: 1,
  /** What the chosen file is, or would be, turned up by, dB; NaN where there is none. */
  gainDb: 2,
  /** What is missing of its match because it would clip, dB. */
  shortDb: 3,
  /** 1 where it has been read far enough to come at once. */
  ready: 4,
  /** The loudness it is matched to, LUFS; NaN while nothing of the master was heard. */
  masterLufs: 5,
  /** The same of the playback system; NaN straight. */
  systemGainDb: 6,
  systemShortDb: 7,
  /** Seconds of programme that its match was measured over; 0: pink noise. */
  systemSeconds: 8,
  count: 9,
} as const;

/** Indices into the floats of a `compare` section. */
export const CompareSlot = {
  /** K-weighted loudness of the processed sound minus that of the bypassed one, dB; NaN while nothing was heard. */
  differenceDb: 0,
  /** Seconds of programme it was measured over, at most COMPARE_SECONDS. */
  seconds: 1,
  /** 1 while the bypassed side is heard. The difference is frozen then. */
  comparing: 2,
  /** What the bypassed side is turned up by, dB; 0 where matching is off. */
  gainDb: 3,
  /** dB by which it stays quieter than it should be, because it would clip. */
  shortDb: 4,
} as const;
export const COMPARE_SECONDS = 10;

/** Read-outs of an effect. */
export const READOUTS = 8;
export const SCOPE_FRAMES = 2048;

export const SPECTRUM_BANDS = 240;
export const SPECTRUM_LOWEST_HZ = 20;
export const SPECTRUM_BANDS_PER_OCTAVE = 24;

export interface Section {
  kind: number;
  index: number;
  values: Float32Array;
}

export interface TelemetryFrame {
  header: Float64Array;
  /** stripCount x STRIP_FLOATS */
  strips: Float32Array;
  sections: Section[];
}

export function encodeTelemetry(
  header: Float64Array,
  strips: Float32Array,
  sections: readonly Section[],
): ArrayBuffer {
  let floats = strips.length;
  for (const s of sections) floats += 3 + s.values.length;
  const buffer = new ArrayBuffer(HEADER_DOUBLES * 8 + floats * 4);
  const head = new Float64Array(buffer, 0, HEADER_DOUBLES);
  head.set(header.subarray(0, HEADER_DOUBLES));
  head[Header.stripCount] = strips.length / STRIP_FLOATS;
  head[Header.sectionCount] = sections.length;
  const body = new Float32Array(buffer, HEADER_DOUBLES * 8);
  body.set(strips);
  let at = strips.length;
  for (const s of sections) {
    body[at] = s.kind;
    body[at + 1] = s.index;
    body[at + 2] = s.values.length;
    body.set(s.values, at + 3);
    at += 3 + s.values.length;
  }
  return buffer;
}

/** Views into the buffer, no copies. Returns undefined for a frame that is not whole. */
export function decodeTelemetry(buffer: ArrayBuffer): TelemetryFrame | undefined {
  if (buffer.byteLength < HEADER_DOUBLES * 8 || buffer.byteLength % 4 !== 0) return undefined;
  const header = new Float64Array(buffer, 0, HEADER_DOUBLES);
  const body = new Float32Array(buffer, HEADER_DOUBLES * 8);
  const stripFloats = (header[Header.stripCount] ?? 0) * STRIP_FLOATS;
  if (!(stripFloats >= 0 && stripFloats <= body.length)) return undefined;
  const sections: Section[] = [];
  let at = stripFloats;
  for (let i = 0; i < (header[Header.sectionCount] ?? 0); i++) {
    const count = body[at + 2] ?? -1;
    if (!(count >= 0 && at + 3 + count <= body.length)) return undefined;
    sections.push({
      kind: body[at] ?? 0,
      index: body[at + 1] ?? 0,
      values: body.subarray(at + 3, at + 3 + count),
    });
    at += 3 + count;
  }
  return { header, strips: body.subarray(0, stripFloats), sections };
}
