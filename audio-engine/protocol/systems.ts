/**
 * Playback systems: what a phone, a car or a club makes of a master, as data. They are heard in the monitor path only
 * and are characters, not models of one device; `assets/systems.json` holds them and can be edited.
 */
import { z } from 'zod';

export const SYSTEM_FILTERS = ['bell', 'low-shelf', 'high-shelf', 'high-pass', 'low-pass'] as const;

const hz = z.number().min(10).max(24_000);
const gainDb = z.number().min(-24).max(24);

const filterSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['bell', 'low-shelf', 'high-shelf']),
    hz,
    gainDb,
    q: z.number().min(0.2).max(10),
  }),
  /** Butterworth; 6 dB an octave for each of the order. */
  z.strictObject({ kind: z.enum(['high-pass', 'low-pass']), hz, order: z.number().int().min(1).max(6) }),
]);

export const MOST_SYSTEM_FILTERS = 12;
export const MOST_REFLECTIONS = 8;

export const systemSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,32}$/),
  /** Both sides come from one speaker. */
  mono: z.boolean().default(false),
  /** The difference between the sides, turned down by this. */
  sideDb: z.number().min(-24).max(6).default(0),
  /** Below this there is no difference between the sides. */
  monoBelowHz: hz.nullable().default(null),
  filters: z.array(filterSchema).max(MOST_SYSTEM_FILTERS),
  /** Small speakers bend what is below this: the drive they get at full scale, and how uneven they are. */
  drive: z
    .strictObject({ belowHz: hz, gainDb: z.number().min(0).max(12), bias: z.number().min(0).max(0.5) })
    .nullable()
    .default(null),
  /** The device's own limiter, on everything or on its lows only. */
  limiter: z
    .strictObject({
      thresholdDb: z.number().min(-24).max(-0.1),
      belowHz: hz.nullable(),
      attackMs: z.number().min(0.1).max(50),
      releaseMs: z.number().min(5).max(1000),
    })
    .nullable()
    .default(null),
  /** What comes back from nearby: later, quieter, from the same or the other side. */
  reflections: z
    .array(
      z.strictObject({
        ms: z.number().min(0.1).max(20),
        gainDb: z.number().min(-40).max(0),
        crossed: z.boolean(),
      }),
    )
    .max(MOST_REFLECTIONS)
    .default([]),
  /** A listener who does not sit in the middle. */
  seat: z
    .strictObject({ leftDb: z.number().min(-6).max(6), rightLateMs: z.number().min(0).max(20) })
    .nullable()
    .default(null),
  hall: z
    .strictObject({ seconds: z.number().min(0.1).max(4), gainDb: z.number().min(-40).max(0), dampHz: hz })
    .nullable()
    .default(null),
  /** libbs2b's two ears. */
  crossfeed: z
    .strictObject({ hz: z.number().min(300).max(2000), feedDb: z.number().min(1).max(15) })
    .nullable()
    .default(null),
  /** A steady noise, falling by 6 dB an octave above `hz`, so far below the programme's loudness. */
  noise: z
    .strictObject({ hz, belowLu: z.number().min(6).max(60) })
    .nullable()
    .default(null),
});
/** All that a system does to the sound. */
export type SystemSpec = z.output<typeof systemSchema>;

export const systemsSchema = z
  .array(systemSchema)
  .max(24)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'an id stands twice');

/** Where responses are given, Hz: 1/12 octaves from 20 Hz. */
export const RESPONSE_HZ: readonly number[] = Array.from({ length: 120 }, (_, i) => 20 * 2 ** (i / 12));

/** A system as it was measured: through its own kernel, quietly, so that nothing strains. */
export const measuredSystemSchema = z.object({
  id: z.string(),
  /** At RESPONSE_HZ, against its own level from 500 Hz to 2 kHz, dB. */
  responseDb: z.array(z.number()),
  /** Where it has fallen by 10 dB below and above; null where it never does. */
  lowestHz: z.number().nullable(),
  highestHz: z.number().nullable(),
  mono: z.boolean(),
});
export type MeasuredSystem = z.infer<typeof measuredSystemSchema>;
