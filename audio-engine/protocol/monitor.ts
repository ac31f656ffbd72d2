/**
 * The control room: how the listener hears the mix. Settings of a person and a room, kept outside every document,
 * heard live and never rendered.
 */
import { z } from 'zod';

export const MONITOR_SOLOS = ['none', 'left', 'right', 'side'] as const;
export type MonitorSolo = (typeof MONITOR_SOLOS)[number];

/** Lowest level, which is silence. */
export const MONITOR_SILENCE_DB = -144;
export const MONITOR_MOST_DB = 12;

const levelDb = z.number().min(MONITOR_SILENCE_DB).max(MONITOR_MOST_DB);

export const monitorSchema = z.object({
  mono: z.boolean(),
  /** One side alone in its speaker, or what differs between the sides in both. */
  solo: z.enum(MONITOR_SOLOS),
  swap: z.boolean(),
  mute: z.boolean(),
  dim: z.boolean(),
  dimDb: z.number().min(-60).max(0),
  levelDb,
  /** The level at which the room is calibrated; null while it never was. */
  referenceDb: levelDb.nullable(),
  /** dB SPL (C, slow) that one speaker gives there with pink noise at −20 dBFS RMS. */
  referenceSpl: z.number().min(50).max(110),
  /** Strips are listened to before their fader (PFL) or after fader and pan (AFL). */
  listenPoint: z.enum(['pre', 'post']),
  /** One strip at a time, or one more with each. */
  listenExclusive: z.boolean(),
  listenDb: z.number().min(-60).max(MONITOR_MOST_DB),
  /** How much of the mix stays under what is listened to. */
  listenMixDb: z.number().min(MONITOR_SILENCE_DB).max(0),
  /** Compares are matched in loudness. */
  matched: z.boolean(),
});
export type Monitor = z.infer<typeof monitorSchema>;

/** A room that passes the master on as it is. */
export const NEUTRAL_MONITOR: Readonly<Monitor> = {
  mono: false,
  solo: 'none',
  swap: false,
  mute: false,
  dim: false,
  dimDb: -20,
  levelDb: 0,
  referenceDb: null,
  referenceSpl: 83,
  listenPoint: 'post',
  listenExclusive: true,
  listenDb: 0,
  listenMixDb: MONITOR_SILENCE_DB,
  matched: true,
};

export const monitorStateSchema = z.object({
  settings: monitorSchema,
  /** Strips that are listened to instead of the mix, or over it. */
  listening: z.array(z.string().min(1).max(128)).max(256),
});
export type MonitorState = z.infer<typeof monitorStateSchema>;
