/**
 * How long a person has been listening since the last break, how loud, and what moved meanwhile. Counted by the main
 * process while sound plays; a pause of five minutes is a break.
 */
import { z } from 'zod';

/** A pause as long as this ends a stretch of listening. */
export const BREAK_MINUTES = 5;
/** What a break offered by the program lasts. */
export const BREAK_OFFER_MINUTES = 15;

export const listeningSchema = z.object({
  /** Sound that was heard since the last break. */
  listenedSeconds: z.number().min(0),
  /** When this stretch began, ms since 1970; null while nothing was heard in it. */
  sinceMs: z.number().nullable(),
  /** A break was asked for and lasts until then; it stays, in the past, until something sounds. */
  breakUntilMs: z.number().nullable(),
  /** It is time for a break, and nobody has put it off. */
  due: z.boolean(),
  /** What was heard in each minute with sound: K-weighted loudness of the master, and the control room's level. */
  history: z.array(z.object({ atMs: z.number(), lufs: z.number(), roomDb: z.number() })).max(1024),
  breaks: z.array(z.object({ startMs: z.number(), endMs: z.number() })).max(64),
  /** The control room's level now minus that at the start of this stretch. */
  roomChangeDb: z.number().nullable(),
  /** Treble that equalisers were given in this stretch, mean of 8 to 16 kHz; the most first. */
  treble: z.array(z.object({ stripId: z.string(), name: z.string(), changeDb: z.number() })).max(16),
});
export type Listening = z.infer<typeof listeningSchema>;

export const NOTHING_HEARD: Readonly<Listening> = {
  listenedSeconds: 0,
  sinceMs: null,
  breakUntilMs: null,
  due: false,
  history: [],
  breaks: [],
  roomChangeDb: null,
  treble: [],
};
