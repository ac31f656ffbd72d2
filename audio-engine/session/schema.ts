/**
 * Zod schemas of everything in the document with its ranges: command payloads and whole loaded documents are
 * checked with the same pieces.
 */
import { z } from 'zod';
import {
  AUTOMATION_MODES,
  AUTOMATION_PAGE_POINTS,
  BUS_KINDS,
  CHAIN_STATES,
  EFFECT_KINDS,
  FADE_SHAPES,
  PAN_LAWS,
  PAN_MODES,
  SCHEMA_VERSION,
  SILENCE_DB,
  SOURCE_KINDS,
  TAP_POINTS,
  TRACK_COLORS,
  TRACK_ROLES,
} from './document.ts';
import { ORDER_PATTERN } from './order.ts';

/** JSON has no −0: a value that went through the journal must equal the one that stayed in memory. */
const finite = () => z.number().overwrite((value) => value + 0);
const between = (min: number, max: number) => finite().min(min).max(max);

/** 2^47 samples: 23 years at 192 kHz; sums of two stay exact. */
const MAX_SAMPLE = 2 ** 47;

export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9_.:-]{1,128}$/)
  .refine((id) => id !== '__proto__');
export const nameSchema = z.string().min(1).max(256);
export const orderSchema = z.string().max(256).regex(ORDER_PATTERN);
export const sampleSchema = finite().int().min(0).max(MAX_SAMPLE);
export const lengthSchema = finite().int().min(1).max(MAX_SAMPLE);
export const sampleRateSchema = finite().int().min(8000).max(384000);
export const channelsSchema = z.union([z.literal(1), z.literal(2)]);
export const colorSchema = z.enum(TRACK_COLORS);
export const clipGainSchema = between(SILENCE_DB, 24);
export const faderSchema = between(SILENCE_DB, 12);

export const sessionInfoSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  sampleRate: sampleRateSchema,
  createdAt: z.string().min(1).max(64),
});

export const tempoSchema = z.strictObject({
  bpm: between(10, 999),
  numerator: finite().int().min(1).max(64),
  denominator: z.union([
    z.literal(1),
    z.literal(2),
    z.literal(4),
    z.literal(8),
    z.literal(16),
    z.literal(32),
  ]),
});

export const loopSchema = z.strictObject({
  startSample: sampleSchema,
  endSample: sampleSchema,
  enabled: z.boolean(),
});

export const mediaSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  /** Inside the session folder: no way up, no absolute path, no backslash. */
  file: z
    .string()
    .max(1024)
    .regex(/^audio\/[^\\]+$/)
    .refine((file) => !file.split('/').includes('..')),
  channels: channelsSchema,
  sampleRate: sampleRateSchema,
  lengthSamples: sampleSchema,
  sampleFormat: z.enum(['u8', 's16', 's24', 's32', 'f32', 'f64']),
  origin: z.strictObject({
    fileName: z.string().max(1024),
    format: z.string().max(64),
    sampleRate: finite().min(1).max(10_000_000),
    channels: finite().int().min(1).max(1024),
    conversions: z.array(z.string().max(1024)).max(64),
    recordedAtSample: sampleSchema.optional(),
  }),
});

export const trackSchema = z.strictObject({
  id: idSchema.refine((id) => id !== 'master'),
  name: nameSchema,
  color: colorSchema,
  channels: channelsSchema,
  order: orderSchema,
  folderId: idSchema.nullable().default(null),
  delaySamples: finite()
    .int()
    .min(-(2 ** 24))
    .max(2 ** 24)
    .default(0),
  frozen: z.strictObject({ mediaId: idSchema, startSample: sampleSchema }).nullable().default(null),
  role: z.enum(TRACK_ROLES).nullable().default(null),
});

export const busSchema = z.strictObject({
  id: idSchema.refine((id) => id !== 'master'),
  name: nameSchema,
  kind: z.enum(BUS_KINDS),
  color: colorSchema,
  channels: channelsSchema.default(2),
  order: orderSchema,
  folderId: idSchema.nullable().default(null),
});

export const folderSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  color: colorSchema,
  order: orderSchema,
  parentId: idSchema.nullable().default(null),
});

export const vcaSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  color: colorSchema,
  order: orderSchema,
  faderDb: faderSchema.default(0),
  mute: z.boolean().default(false),
  solo: z.boolean().default(false),
});

export const groupSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  color: colorSchema,
  order: orderSchema,
  active: z.boolean().default(true),
  stripIds: z.array(idSchema).max(1000),
  links: z.strictObject({
    fader: z.boolean(),
    pan: z.boolean(),
    mute: z.boolean(),
    solo: z.boolean(),
    sends: z.boolean(),
    inserts: z.boolean(),
  }),
});

export const sendSchema = z.strictObject({
  id: idSchema,
  toStripId: idSchema,
  order: orderSchema,
  point: z.enum(TAP_POINTS),
  levelDb: faderSchema,
  pan: between(-1, 1).default(0),
  muted: z.boolean().default(false),
});

export const sideChainSchema = z.strictObject({ stripId: idSchema, point: z.enum(TAP_POINTS) });

/** A factory impulse by name, or a file in the session's own folder. */
export const impulseSchema = z
  .string()
  .max(256)
  .regex(/^(factory:[a-z0-9-]+|impulses\/[^\\/]+)$/)
  .refine((name) => !name.endsWith('/..') && !name.endsWith('/.'));

export const automationPointSchema = z.strictObject({
  sample: sampleSchema,
  value: finite(),
  bend: between(-1, 1).default(0),
});

export const automationPageSchema = z.strictObject({
  id: idSchema,
  points: z.array(automationPointSchema).min(1).max(AUTOMATION_PAGE_POINTS),
});

export const automationLaneSchema = z.strictObject({
  id: idSchema,
  mode: z.enum(AUTOMATION_MODES),
  held: z.boolean().default(false),
  pages: z.record(idSchema, automationPageSchema),
});

export const fadeSchema = z.strictObject({ lengthSamples: sampleSchema, shape: z.enum(FADE_SHAPES) });

export const clipSchema = z.strictObject({
  id: idSchema,
  mediaId: idSchema,
  name: nameSchema,
  startSample: sampleSchema,
  lengthSamples: lengthSchema,
  offsetSamples: sampleSchema,
  gainDb: clipGainSchema,
  fadeIn: fadeSchema,
  fadeOut: fadeSchema,
  muted: z.boolean(),
});

/** What of a strip can be set. */
export const stripFieldsSchema = z.strictObject({
  inputTrimDb: between(-48, 48),
  polarityInverted: z.boolean(),
  pan: between(-1, 1),
  panLaw: z.enum(PAN_LAWS),
  faderDb: faderSchema,
  mute: z.boolean(),
  solo: z.boolean(),
  soloSafe: z.boolean(),
  panMode: z.enum(PAN_MODES),
  width: between(0, 2),
  output: idSchema.nullable(),
  vcaIds: z.array(idSchema).max(64),
});

export const stripSchema = z.strictObject({ id: idSchema, ...stripFieldsSchema.shape });

export const parametersSchema = z.record(idSchema, finite());

export const effectSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(EFFECT_KINDS),
  order: orderSchema,
  bypassed: z.boolean(),
  parameters: parametersSchema,
  presetName: z.string().max(256).nullable(),
  sideChain: sideChainSchema.nullable().default(null),
  impulse: impulseSchema.nullable().default(null),
});

const sendsSchema = z.record(idSchema, z.record(idSchema, sendSchema));
const effectsSchema = z.record(idSchema, z.record(idSchema, effectSchema));

export const sceneSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  order: orderSchema,
  createdAt: z.string().min(1).max(64),
  strips: z.record(idSchema, stripSchema),
  effects: effectsSchema,
  sends: sendsSchema,
  vcas: z.record(idSchema, vcaSchema),
  names: z.record(idSchema, nameSchema).optional(),
});

export const markerSchema = z.strictObject({ id: idSchema, sample: sampleSchema, name: nameSchema });

const createdAtSchema = z.string().min(1).max(64);
const tagSchema = z.string().max(256);

export const masterSourceSchema = z
  .strictObject({ kind: z.enum(SOURCE_KINDS), mediaId: idSchema.nullable() })
  .refine(({ kind, mediaId }) => (kind === 'live') === (mediaId === null));

export const printSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  mediaId: idSchema,
  createdAt: createdAtSchema,
  order: orderSchema,
  fingerprint: z.string().min(1).max(128),
});

export const songEdgesSchema = z.strictObject({
  startSample: sampleSchema.nullable(),
  endSample: sampleSchema.nullable(),
  fadeIn: fadeSchema,
  fadeOut: fadeSchema,
});

export const chainStateSchema = z.strictObject({
  strip: stripSchema,
  effects: z.record(idSchema, effectSchema),
  lanes: z.record(idSchema, automationLaneSchema).default({}),
});

export const masterSchema = z.strictObject({
  source: masterSourceSchema,
  prints: z.record(idSchema, printSchema),
  song: songEdgesSchema,
  state: z.enum(CHAIN_STATES),
  states: z.strictObject({
    A: chainStateSchema.nullable(),
    B: chainStateSchema.nullable(),
    C: chainStateSchema.nullable(),
    D: chainStateSchema.nullable(),
  }),
});

export const referenceSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  artist: tagSchema,
  mediaId: idSchema,
  order: orderSchema,
  lufs: between(-200, 20).nullable(),
  truePeakDbtp: between(-400, 200).nullable(),
  markers: z.array(z.strictObject({ sample: sampleSchema, name: z.string().max(256) })).max(16),
});

export const noteSchema = z.strictObject({
  id: idSchema,
  sample: sampleSchema,
  text: z.string().max(1024),
  createdAt: createdAtSchema,
  done: z.boolean(),
});

export const dismissalSchema = z.strictObject({
  key: idSchema,
  sentence: z.string().max(1024),
  createdAt: createdAtSchema,
});

/** A file beside the session's audio: the cover. */
export const artworkSchema = z
  .string()
  .max(256)
  .regex(/^artwork\/[^\\/]+$/)
  .refine((name) => !name.endsWith('/..') && !name.endsWith('/.'));

export const releaseSchema = z.strictObject({
  title: tagSchema,
  artist: tagSchema,
  album: tagSchema,
  albumArtist: tagSchema,
  composer: tagSchema,
  genre: tagSchema,
  date: z.string().regex(/^(\d{4}(-\d{2}(-\d{2})?)?)?$/),
  copyright: tagSchema,
  comment: z.string().max(1024),
  isrc: z.string().regex(/^([A-Z]{2}[A-Z0-9]{3}\d{7})?$/),
  upc: z.string().regex(/^(\d{12,13})?$/),
  trackNumber: finite().int().min(1).max(999).nullable(),
  artwork: artworkSchema.nullable(),
  targetName: z.string().max(256).nullable(),
});

/** A whole document of the current version; what refers to what is checked by `validateDocument`. */
export const documentSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  session: sessionInfoSchema,
  tempo: tempoSchema,
  loop: loopSchema,
  media: z.record(idSchema, mediaSchema),
  tracks: z.record(idSchema, trackSchema),
  clips: z.record(idSchema, z.record(idSchema, clipSchema)),
  buses: z.record(idSchema, busSchema),
  strips: z.record(idSchema, stripSchema),
  effects: effectsSchema,
  sends: sendsSchema,
  vcas: z.record(idSchema, vcaSchema),
  groups: z.record(idSchema, groupSchema),
  folders: z.record(idSchema, folderSchema),
  automation: z.record(idSchema, z.record(idSchema, automationLaneSchema)),
  scenes: z.record(idSchema, sceneSchema),
  markers: z.record(idSchema, markerSchema),
  master: masterSchema,
  references: z.record(idSchema, referenceSchema),
  notes: z.record(idSchema, noteSchema),
  dismissed: z.record(idSchema, dismissalSchema),
  release: releaseSchema,
});
