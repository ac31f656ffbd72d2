/**
 * What a mix check says: findings with their evidence, ranked by what they cost the listener. Made by `advice`, carried
 * to windows and printed by the command line as it is.
 */
import { z } from 'zod';

export const SEVERITIES = ['fix', 'hear', 'note'] as const;
/** `fix`: mend it before mastering; `hear`: listen and decide; `note`: good to know. */
export type Severity = (typeof SEVERITIES)[number];

const id = z.string().min(1).max(128);
const sample = z.number().int().min(0);
const number = z.number();

/** A figure as it was measured, and as it is said. `value` is null where there is only a sentence. */
const figureSchema = z.object({ value: number.nullable(), unit: z.string().max(16), text: z.string() });
export type Figure = z.infer<typeof figureSchema>;

/** What a finding's picture is drawn from. Levels are dB; null where there is nothing. */
export const evidenceSchema = z.discriminatedUnion('kind', [
  /** One spectrum a strip, or `mix` and `reference`, over the same bands. */
  z.object({
    kind: z.literal('spectra'),
    bandsHz: z.array(number).max(256),
    series: z.array(z.object({ name: z.string(), levelsDb: z.array(number.nullable()).max(256) })).max(6),
  }),
  /** A value over frequency or time, with the limits it is held against. */
  z.object({
    kind: z.literal('curve'),
    over: z.enum(['hz', 'seconds']),
    unit: z.string().max(16),
    points: z.array(z.tuple([number, number])).max(1024),
    low: number.nullable(),
    high: number.nullable(),
  }),
  /** Places in time, each with how strong it is. */
  z.object({
    kind: z.literal('places'),
    unit: z.string().max(16),
    places: z.array(z.object({ sample, value: number })).max(512),
  }),
  /** One figure on a scale, with the range that is usual and marks to compare with. */
  z.object({
    kind: z.literal('scale'),
    unit: z.string().max(16),
    value: number,
    from: number,
    to: number,
    low: number.nullable(),
    high: number.nullable(),
    marks: z.array(z.object({ name: z.string(), value: number })).max(8),
  }),
  /** A figure by section or track. */
  z.object({
    kind: z.literal('steps'),
    unit: z.string().max(16),
    steps: z.array(z.object({ name: z.string(), value: number.nullable() })).max(64),
    low: number.nullable(),
    high: number.nullable(),
  }),
  /** How much is covered, time across and bands up: rows of 0..1, lowest band first. */
  z.object({
    kind: z.literal('grid'),
    bandsHz: z.array(number).max(64),
    startSample: sample,
    columnSamples: z.number().int().min(1),
    rows: z.array(z.array(number).max(512)).max(64),
  }),
]);
export type Evidence = z.infer<typeof evidenceSchema>;

const commandSchema = z.object({ id: z.string().min(1).max(64), payload: z.json() });

export const findingSchema = z.object({
  /** The same finding in the next check has the same key: what is set aside stays so. */
  key: z.string().regex(/^[A-Za-z0-9_.:-]{1,128}$/),
  /** Which check, and which of its findings: `level.clipped`, `masking.vocal`. */
  code: z.string().regex(/^[a-z0-9.-]{1,64}$/),
  severity: z.enum(SEVERITIES),
  title: z.string(),
  /** Strips it is about, the one that suffers first; `master` is the whole mix. */
  stripIds: z.array(id).max(16),
  /** Where in the song, in order; none means everywhere. */
  ranges: z.array(z.object({ startSample: sample, endSample: sample })).max(64),
  frequency: z.object({ lowHz: number, highHz: number }).nullable(),
  measured: figureSchema,
  expected: figureSchema,
  /** What findings are ranked by: LU that a listener loses, times the share of the song. */
  cost: z.number().min(0),
  /** What it costs to leave it. */
  costSentence: z.string(),
  /** What the finding is based on. A convention says so. */
  why: z.string(),
  fix: z.object({
    sentence: z.string(),
    /** What "Try it" does as one step; empty where only a person can. */
    commands: z.array(commandSchema).max(256),
  }),
  evidence: z.array(evidenceSchema).max(3),
});
export type Finding = z.infer<typeof findingSchema>;

/** One line of the list of what was looked at. */
export const checkLineSchema = z.object({
  code: z.string(),
  title: z.string(),
  state: z.enum(['clear', 'fix', 'hear', 'note']),
  /** The figure it came to: `1.8 dB`, `none`. */
  text: z.string(),
  /** What the figure is, in a sentence. */
  help: z.string(),
});
export type CheckLine = z.infer<typeof checkLineSchema>;

export const checkReportSchema = z.object({
  /** The document's revision that was checked; null for a file. */
  revision: z.number().int().nullable(),
  /** ISO 8601, UTC. */
  checkedAt: z.string(),
  tookSeconds: z.number(),
  tracks: z.number().int(),
  sampleRate: z.number(),
  lengthSamples: sample,
  measured: z.object({
    integratedLufs: number.nullable(),
    truePeakDbtp: number.nullable(),
    plrDb: number.nullable(),
    loudnessRangeLu: number,
    correlation: number,
  }),
  lines: z.array(checkLineSchema),
  /** Worst first. */
  findings: z.array(findingSchema).max(200),
  /** Why parts could not be checked; empty where all was. */
  notices: z.array(z.string()),
});
export type CheckReport = z.infer<typeof checkReportSchema>;
