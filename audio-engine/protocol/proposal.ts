/**
 * A starting chain as the assistant proposes it: modules with the values it chose, why, and what the master measures
 * with them. Windows show and change it; only "put in" makes a step of it.
 */
import { z } from 'zod';
import { EFFECT_KINDS } from '../effects/registry.ts';

const number = z.number();

/** One value of a module that was chosen, with the figure it was chosen by. */
export const chosenValueSchema = z.object({
  parameterId: z.string().max(64),
  value: number,
  reason: z.string(),
});

export const proposedModuleSchema = z.object({
  kind: z.enum(EFFECT_KINDS),
  /** What the module is in this chain: `final-eq`, `glue`... Several may be of one kind. */
  part: z.string().max(32),
  title: z.string(),
  /** Why it is there, with its number. */
  reason: z.string(),
  /** All values that differ from the effect's defaults. */
  parameters: z.record(z.string(), number),
  /** Those worth showing, in the order of hearing. */
  values: z.array(chosenValueSchema).max(24),
});
export type ProposedModule = z.infer<typeof proposedModuleSchema>;

/** Figures of the song before the chain or after it; null where there is nothing to measure. */
export const songFiguresSchema = z.object({
  integratedLufs: number.nullable(),
  truePeakDbtp: number.nullable(),
  plrDb: number.nullable(),
  /** Lowest tenth of the peak-to-short-term ratios of the loud half of the song. */
  psrDb: number.nullable(),
  loudnessRangeLu: number,
  /** Distance of the third octaves to the reference, dB rms, 40 Hz to 16 kHz; null without one. */
  tonalDistanceDb: number.nullable(),
  /** Sides against the middle, dB; null where one of them is silent. */
  sideDb: number.nullable(),
});
export type SongFigures = z.infer<typeof songFiguresSchema>;

export const proposalSchema = z.object({
  target: z.object({
    /** Of assets/services.json; null where none was chosen. */
    name: z.string().nullable(),
    lufs: number,
    ceilingDbtp: number,
    /** True where the target asks for exactly this level; else the level comes from the music. */
    fixed: z.boolean(),
    reason: z.string(),
  }),
  /** What the spectrum was held against. */
  reference: z.object({ name: z.string(), kind: z.enum(['reference', 'curve']) }),
  /** PSR that the loud half keeps, dB: the loudness stops where less would be left. */
  keepsPsrDb: number,
  modules: z.array(proposedModuleSchema).max(12),
  /** What was looked at and left out, and why. */
  leftOut: z.array(z.object({ title: z.string(), reason: z.string() })).max(12),
  /** What belongs into the mix: no master tool mends it. */
  backToMix: z.array(z.string()).max(12),
  before: songFiguresSchema,
  /** Measured with the chain, from the whole song. */
  after: songFiguresSchema.nullable(),
  /** Part of the time in which the limiter takes more than 0.5 dB off, and the most it takes. */
  limiter: z.object({ activePercent: number, mostDb: number }).nullable(),
  notices: z.array(z.string()),
});
export type Proposal = z.infer<typeof proposalSchema>;

/** One of two masters of the same chain, as a service plays it. */
export const gentlerSideSchema = z.object({
  /** Inside the session folder, with forward slashes: its loudest seconds. */
  path: z.string(),
  limiterGainDb: number,
  /** Of the whole song. */
  integratedLufs: number.nullable(),
  truePeakDbtp: number.nullable(),
  psrDb: number.nullable(),
  /** Part of the time in which the limiter takes more than 0.5 dB off, and the most it takes. */
  activePercent: number,
  mostDb: number,
  serviceGainDb: number,
});
export type GentlerSide = z.infer<typeof gentlerSideSchema>;

/** What limiting costs: this master first, then the gentler one. */
export const limitingCostSchema = z.object({
  service: z.string(),
  lessDb: number,
  /** Session sample at which both files begin. */
  startSample: z.number().int(),
  lengthSamples: z.number().int(),
  sides: z.tuple([gentlerSideSchema, gentlerSideSchema]),
});
export type LimitingCost = z.infer<typeof limitingCostSchema>;
