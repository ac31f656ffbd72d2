/**
 * What is heard in place of the master, and on which playback system: settings of a listener, outside every document,
 * heard live and never rendered.
 */
import { z } from 'zod';
import type { SystemSpec } from './systems.ts';

const id = z.string().min(1).max(128);

/** A file that plays in step with the song: a preview of what a service or a codec makes of it. */
export const heardFileSchema = z.object({
  /** Inside the session folder, with forward slashes: WAV at the session's rate, one or two channels. */
  path: z.string().min(1).max(1024),
  /** What it is turned up or down by, where it is not matched. */
  gainDb: z.number().min(-60).max(24),
  /** Session sample at which its first sample sounds. */
  startSample: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** Integrated loudness of the file, for a match with the master; null or left out: not known. */
  lufs: z.number().nullable().optional(),
});
export type HeardFile = z.infer<typeof heardFileSchema>;

export const LISTEN_PLACES = ['marker', 'step'] as const;

export const listenSchema = z.object({
  /** The reference that is heard in place of the master; null: the master. */
  reference: id.nullable(),
  /** The one that T goes to: read ahead, so that it comes at once. */
  chosen: id.nullable(),
  /** From its marker by its own clock, or in step with the song. */
  at: z.enum(LISTEN_PLACES),
  /** Index of that marker in the chosen reference; null: its loudest, or its start. */
  marker: z.number().int().min(0).max(15).nullable(),
  /** A file preview as loud as the master; off: at its own gain. References and systems go by the control room's match. */
  matched: z.boolean(),
  systemId: z.string().max(32).nullable(),
  file: heardFileSchema.nullable(),
  /** A blind test: what has no room to be turned up makes the master quieter instead. */
  blind: z.boolean(),
});
export type Listen = z.infer<typeof listenSchema>;

/** The master, straight. */
export const NEUTRAL_LISTEN: Readonly<Listen> = {
  reference: null,
  chosen: null,
  at: 'step',
  marker: null,
  matched: true,
  systemId: null,
  file: null,
  blind: false,
};

/** What the deck plays, as the engine is told it. */
export interface DeckSource {
  /** Another one means other sound. */
  key: string;
  /** Absolute. */
  path: string;
  channels: 1 | 2;
  lengthSamples: number;
  /** Session sample of its first sample, where it goes in step. */
  startSample: number;
  /** A clock of its own, from this sample of the file on; null: in step. */
  fromSample: number | null;
  /** Integrated loudness and true peak: for the match, and for the room there is above it. */
  lufs: number | null;
  peakDbtp: number | null;
  /** Used where it is not matched. */
  gainDb: number;
  matched: boolean;
}

export interface EngineListening {
  /** Read ahead, and heard where `heard` says so. */
  deck: DeckSource | null;
  heard: boolean;
  blind: boolean;
  system: SystemSpec | null;
  /** Systems are turned up or down to be as loud as straight. */
  matched: boolean;
  /** Of the whole master, where it was measured; null: what was heard of it since the meters were reset. */
  masterLufs: number | null;
}
