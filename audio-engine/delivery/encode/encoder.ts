/** What every encoder takes and gives: a stream of interleaved 64-bit floats into one finished file. */
import type { KernelHome } from '../../measure/index.ts';
import type { Ixml } from '../../media/index.ts';
import type { FileFormat } from '../../protocol/index.ts';
import type { Artwork, FileTags, TagLoudness } from '../tags/index.ts';

export interface EncoderOptions {
  /** Format with its settings; see protocol/formats.ts. */
  file: FileFormat;
  /** Rate of what is written in. Where the format cannot have it, the file has `fileRate(file, sampleRate)`. */
  sampleRate: number;
  channels: number;
  tags?: FileTags;
  artwork?: Artwork | null;
  /** Keeps room for loudness tags, which `close` fills in. */
  loudness?: boolean;
  /** Broadcast extension of a WAV (EBU Tech 3285 v2). */
  broadcast?: BroadcastFacts | null;
  /** Where the kernels are that convert and dither; own ones without. */
  home?: KernelHome;
}

export interface BroadcastFacts {
  description: string;
  /** ISO 8601; date and time of origination. */
  dateTime: string;
  /** First sample since midnight, at the rate of what is written in: a session's start counts as midnight. */
  timeReferenceSamples: number;
  /** What was done to the sound last, for the coding history (`T=` field). */
  history: string;
  /** What iXML tells more than that. */
  ixml: Pick<Ixml, 'project' | 'scene' | 'tape' | 'note' | 'tracks' | 'family'>;
}

export interface Encoder {
  readonly path: string;
  /** Rate of the file. */
  readonly sampleRate: number;
  /** Frames a decoder gives back. Complete after `close`. */
  readonly lengthSamples: number;
  /** What encodes, as it is named to a person. */
  readonly encoderName: string;
  /**
   * Appends interleaved frames. Lossless formats take samples that lie on their grid already; for lossy ones
   * floats as they are.
   */
  write(samples: Float64Array, frames: number): Promise<void>;
  /** Finishes the file and gives it its name. */
  close(loudness?: TagLoudness | null): Promise<void>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}

/** What an encoder of one format is opened with: a rate and channels that it can have. */
export type NativeOptions = Omit<EncoderOptions, 'home' | 'sampleRate'> & {
  sampleRate: number;
  home: KernelHome;
};

export const PROGRAM = 'Threshold';
