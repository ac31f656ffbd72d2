/**
 * What a mix check listens for, gathered while the song passes once: every strip as it reaches the master, and the mix
 * itself. Checks are pure functions of this. Powers: a full-scale sine in both channels is 1 (0 dB), in one 0.5.
 */
import type { Id, SessionDocument } from '../../session/index.ts';

/** Energies over time: `data[frame * bands + band]`. */
export interface EnergyGrid {
  readonly bands: number;
  readonly frames: number;
  readonly data: Float32Array;
}

export type SignalKind = 'mix' | 'track' | 'bus' | 'return' | 'file';

/** Steps of 100 ms, by which levels over time are kept. */
export const STEP_SECONDS = 0.1;
/** Pieces of 5 ms, by which peaks are kept. */
export const FINE_SECONDS = 0.005;

/** Something at one place of a signal. `value` is in the unit the list says. */
export interface Place {
  readonly sample: number;
  readonly lengthSamples: number;
  readonly value: number;
}

export interface Loudness {
  /** Null for silence and for less than 0.4 s. */
  readonly integratedLufs: number | null;
  readonly loudnessRangeLu: number;
  readonly maxShortTermLufs: number | null;
  /** By STEP_SECONDS, LUFS, the first at 0.1 s; −Infinity for silence. */
  readonly momentaryLufs: Float32Array;
  readonly shortTermLufs: Float32Array;
}

/** By STEP_SECONDS. */
export interface Steps {
  /** Largest sample of either channel. */
  readonly peak: Float32Array;
  /** Mean squares of left and right, and the mean of their product. */
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly cross: Float32Array;
  /** Largest sample by FINE_SECONDS. */
  readonly fine: Float32Array;
}

/** Long-term spectrum by bin, 0 Hz first: powers of left and right and the real part of their cross-power. */
export interface LongSpectrum {
  readonly binHz: number;
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly cross: Float64Array;
  /**
   * By bin: share of the active frames in which it stands out as a narrow peak, 6 dB above the sixth of an octave to each
   * side. Notes come and go; a resonance stays.
   */
  readonly standsOut: Float32Array;
  /**
   * By bin: the fourth power of the mean fourth root of both channels' power, over the same frames. Nearly what is there
   * all the time: a note that sounds for a tenth of the song lies 40 dB below its own frames, 10 dB in the mean of powers.
   */
  readonly steady: Float64Array;
}

/** Faults found in the samples themselves, at most 512 places each; counts go on. */
export interface SampleFaults {
  /** Runs of three and more samples at one level with a corner before them; value: dBFS. */
  readonly clippedRuns: { readonly count: number; readonly places: readonly Place[] };
  /** Single sharp steps in sound that is smooth before and after; value: dB above what surrounds it. */
  readonly clicks: { readonly count: number; readonly places: readonly Place[] };
  /** Digital silence cut into sound; value: ms. */
  readonly dropouts: { readonly count: number; readonly places: readonly Place[] };
  /** Samples that were no numbers; they count as silence elsewhere. */
  readonly notNumbers: number;
  /** Means of the channels, -1..1. */
  readonly dcLeft: number;
  readonly dcRight: number;
  /** Bits of a 24-bit sample that are ever used; 25: finer than 24 bits. 0 for silence. */
  readonly usedBits: number;
  /** Left and right are the same numbers throughout. */
  readonly sidesAreSame: boolean;
  /** How far the very first sample stands from silence, 0..1: a start in the middle of a wave clicks. */
  readonly firstSample: number;
}

/** Below 1/8 of `rate`'s own rate: the sum of both channels, for hum and for lining tracks up. */
export interface LowBand {
  readonly sampleRate: number;
  /** (left + right) / 2, low-passed. At most the song's first ten minutes. */
  readonly samples: Float32Array;
}

export interface SignalFeatures {
  /** Strip id, `master` for the mix, `file` for a file. */
  readonly id: Id;
  readonly name: string;
  readonly kind: SignalKind;
  readonly channels: 1 | 2;
  /** Nothing above −90 dBFS ever: the rest means little. */
  readonly silent: boolean;
  /**
   * dB that this signal still gets on its way to the master: faders of the buses it goes through. Already in `erb` and
   * `thirdOctaves`, in nothing else. Null where it does not reach the master (a cue, a device output).
   */
  readonly pathGainDb: number | null;
  /** 40 bands, one ERB apart, 20 Hz to 16 kHz (ERB_EDGES_HZ). */
  readonly erb: EnergyGrid;
  /** THIRD_OCTAVES_HZ. */
  readonly thirdOctaves: EnergyGrid;
  /** Third octaves of left times right (real part), for the mix and files; null for strips. */
  readonly cross: EnergyGrid | null;
  /** By frame: 1 where it plays: above −70 dB and within 30 dB of its own loud frames (the 95th percentile). */
  readonly active: Uint8Array;
  readonly loudness: Loudness;
  readonly samplePeakDbfs: number | null;
  /** For the mix and files; null for strips. */
  readonly truePeakDbtp: number | null;
  readonly correlation: number;
  readonly steps: Steps;
  readonly spectrum: LongSpectrum;
  readonly faults: SampleFaults;
  readonly low: LowBand;
  /** First and last sample above −80 dBFS; null for silence. */
  readonly soundStart: number | null;
  readonly soundEnd: number | null;
}

/** What a file says of itself. */
export interface FileFacts {
  readonly path: string;
  readonly format: string;
  readonly bitDepth: number | null;
  /** Of the file, before it was folded to stereo. */
  readonly channels: number;
}

export interface SongFeatures {
  readonly sampleRate: number;
  readonly lengthSamples: number;
  /** From one frame to the next: 85 ms at 48 kHz, 93 ms at 44.1 kHz. A frame looks at twice that. */
  readonly frameSamples: number;
  readonly frames: number;
  /** The sum before the master strip; of a file, the file. Its `id` is `master`. */
  readonly mix: SignalFeatures;
  /** Tracks, buses and returns in mixer order, silent ones too; none for a file. */
  readonly strips: readonly SignalFeatures[];
  readonly document: SessionDocument | null;
  readonly file: FileFacts | null;
}
