/**
 * The one contract between the renderer and the main process: every channel with its schema. Electron's IPC,
 * the browser host's WebSocket and the in-page fake of component tests all carry exactly this table, and both
 * ends parse what they receive with it.
 *
 * `invoke` channels answer once; `send` channels are fire and forget (latest wins); `events` go to renderers.
 * Binary answers are ArrayBuffers of at most 64 KiB.
 */
import { z } from 'zod';
import { checkReportSchema } from './advice.ts';
import { albumInvokes } from './album.ts';
import { listeningSchema } from './breaks.ts';
import { artworkReportSchema, deliverySetSchema, exportOptionsSchema } from './delivery.ts';
import { explainedMoveSchema } from './explain.ts';
import { handoffInvokes } from './handoff.ts';
import { listenSchema } from './listen.ts';
import { monitorSchema, monitorStateSchema } from './monitor.ts';
import { serviceSchema, servicesReportSchema } from './services.ts';
import { songProfileSchema } from './song-profile.ts';
import { measuredSystemSchema } from './systems.ts';

const id = z.string().min(1).max(128);
const sample = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const path = z.string().min(1).max(4096);
const json = z.json();
const document = z.record(z.string(), json);
const chainState = z.enum(['A', 'B', 'C', 'D']);

/** One RFC 6902-like operation as Immer writes it: `path` is an array of keys. */
export const patchSchema = z.object({
  op: z.enum(['add', 'remove', 'replace']),
  path: z.array(z.union([z.string(), z.number()])),
  value: json.optional(),
});
export type Patch = z.infer<typeof patchSchema>;

export const commandSchema = z.object({ id: z.string().min(1).max(64), payload: json });
export type CommandMessage = z.infer<typeof commandSchema>;

export const historyEntrySchema = z.object({
  revision: z.number().int(),
  name: z.string(),
  timeMs: z.number(),
  /** False for steps that were undone and can be redone. */
  applied: z.boolean(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const stateSchema = z.object({
  revision: z.number().int(),
  document,
  undoName: z.string().nullable(),
  redoName: z.string().nullable(),
  /** The session folder; null while it was never saved by name. */
  folder: z.string().nullable(),
  readOnly: z.string().nullable(),
  /** Wall-clock time of the last fsync, ms since 1970; null before the first edit. */
  onDiskAtMs: z.number().nullable(),
  notices: z.array(z.string()),
});
export type StudioState = z.infer<typeof stateSchema>;

/** A failure as a value: what happened, to what, and what to do. */
export const failureSchema = z.object({
  code: z.string(),
  sentence: z.string(),
  nextStep: z.string(),
  detail: z.string().optional(),
});
export type Failure = z.infer<typeof failureSchema>;

export const fileEntrySchema = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['folder', 'session', 'audio', 'other']),
  sizeBytes: z.number(),
  modifiedMs: z.number(),
});

export const jobSchema = z.object({
  id,
  kind: z.enum([
    'import',
    'export',
    'peaks',
    'analysis',
    'print',
    'compare',
    'reference',
    'profile',
    'check',
    'explain',
    'translate',
    'prove',
    'album',
    'report',
    'handoff',
    'receive',
  ]),
  title: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** 0..1 */
  progress: z.number(),
  sentence: z.string(),
  failures: z.array(failureSchema),
  /** Kind-specific summary, for example the measurements of an exported file. */
  result: json.optional(),
});
export type Job = z.infer<typeof jobSchema>;

export const engineStatusSchema = z.object({
  running: z.boolean(),
  device: z.object({
    name: z.string(),
    kind: z.enum(['naudiodon', 'clocked']),
    sampleRate: z.number(),
    blockFrames: z.number(),
    /** Outputs that are open. */
    outputs: z.number().optional(),
    roundTripMs: z.number().nullable(),
    /** Why there is no hardware, or that it is converted; null where all is as it should be. */
    notice: z.string().nullable(),
  }),
  playing: z.boolean(),
  latencySamples: z.number(),
  /** Of each strip of the layout's `stripIds`: the latency of its inserts. */
  stripLatencySamples: z.array(z.number()).optional(),
  xruns: z.number(),
  /** Strip ids in the order of the telemetry frame's strip section, with the layout's number. */
  layout: z.object({ epoch: z.number(), stripIds: z.array(z.string()) }),
  notices: z.array(z.string()),
});
export type EngineStatus = z.infer<typeof engineStatusSchema>;

/** What inserts cost while `engine.watch.costs` asks: parts of one core's time, 0..1, over the last second. */
export const costsSchema = z.object({
  effects: z.array(z.object({ stripId: id, effectId: id, share: z.number() })),
  /** All that the audio thread did, inserts included. */
  total: z.number(),
  /** Blocks since they are asked for: the part of their deadline that half of them and 99.9 % of them stayed under. */
  blocks: z.object({
    count: z.number().int(),
    median: z.number(),
    most: z.number(),
    late: z.number().int(),
  }),
});
export type Costs = z.infer<typeof costsSchema>;

/** A preset of the user's own, kept in the app's data folder; `kind` is an effect's. */
export const userPresetSchema = z.object({
  kind: z.string().min(1).max(40),
  name: z.string().trim().min(1).max(80),
  parameters: z.record(z.string().max(64), z.number()),
});
export type UserPreset = z.infer<typeof userPresetSchema>;
const userPresets = z.object({ presets: z.array(userPresetSchema) });

/** A moment of the session: `now`, `saved`, `version:<id>` or `revision:<n>` (studio/moments.ts). */
const moment = z.string().regex(/^(now|saved|version:[0-9a-f-]{36}|revision:\d{1,15})$/);

/** One move between two moments, in words (session/changes.ts). */
export const changeSchema = z.object({
  kind: z.string(),
  stripId: z.string().nullable(),
  id: z.string().nullable(),
  sentence: z.string(),
});

const momentInfo = z.object({ name: z.string(), timeMs: z.number().nullable() });

/** A chain of inserts that a person saved: what `strip.preset` loads, and when. */
export const savedChainSchema = z.object({
  name: z.string(),
  purpose: z.string(),
  effects: z.array(json),
});
export type SavedChain = z.infer<typeof savedChainSchema>;

const empty = z.object({});
const ok = z.object({ ok: z.literal(true) });

/** name -> [request, answer] */
export const invokes = {
  'app.info': [
    empty,
    z.object({
      version: z.string(),
      host: z.enum(['electron', 'browser', 'fake']),
      platform: z.string(),
      home: z.string(),
    }),
  ],
  'studio.state': [empty, stateSchema],
  /** Runs one command; answers after its journal line is written. */
  'studio.command': [
    z.object({ command: commandSchema, name: z.string().nullable(), clientTag: z.string().nullable() }),
    z.object({ revision: z.number().int() }),
  ],
  'studio.undo': [empty, z.object({ revision: z.number().int(), name: z.string().nullable() })],
  'studio.redo': [empty, z.object({ revision: z.number().int(), name: z.string().nullable() })],
  'studio.history': [empty, z.object({ entries: z.array(historyEntrySchema) })],
  'studio.historyJump': [z.object({ revision: z.number().int() }), z.object({ revision: z.number().int() })],
  'gesture.begin': [z.object({ gesture: id, name: z.string() }), ok],
  /** Commits the overlay as one command; answers like `studio.command`. */
  'gesture.commit': [
    z.object({ gesture: id, command: commandSchema }),
    z.object({ revision: z.number().int() }),
  ],
  'gesture.cancel': [z.object({ gesture: id }), ok],
  'session.new': [z.object({ name: z.string(), sampleRate: z.number().int() }), stateSchema],
  'session.open': [z.object({ path }), stateSchema],
  'session.saveAs': [z.object({ path }), stateSchema],
  'session.recent': [
    empty,
    z.object({ sessions: z.array(z.object({ name: z.string(), path: z.string(), openedMs: z.number() })) }),
  ],
  'session.saveVersion': [z.object({ name: z.string() }), ok],
  'session.versions': [
    empty,
    z.object({ versions: z.array(z.object({ id: z.string(), name: z.string(), timeMs: z.number() })) }),
  ],
  'session.restoreVersion': [z.object({ id }), z.object({ revision: z.number().int() })],
  'view.get': [empty, z.object({ view: document })],
  'view.set': [z.object({ view: document }), ok],
  /** Starts an import job for files and folders on this machine. */
  'media.import': [
    z.object({ paths: z.array(path).max(1000), atSample: sample.nullable() }),
    z.object({ jobId: z.string() }),
  ],
  /**
   * Peaks of a media file: `count` columns from column `first`, one column per `samplesPerColumn` (a power of
   * two >= 64). Answer: Float32Array of per column and channel min, max, rms; columns not computed yet are NaN.
   */
  'media.peaks': [
    z.object({
      mediaId: id,
      samplesPerColumn: z.number().int(),
      first: z.number().int().min(0),
      count: z.number().int().min(1).max(2048),
    }),
    z.instanceof(ArrayBuffer),
  ],
  /** Raw samples for zooms below 64 samples a column: Float32Array interleaved. */
  'media.samples': [
    z.object({ mediaId: id, firstSample: sample, count: z.number().int().min(1).max(8192) }),
    z.instanceof(ArrayBuffer),
  ],
  'mix.level': [empty, z.object({ revision: z.number().int(), changed: z.number().int() })],
  /** Prints a track with its inserts to a file: frozen in its place, or bounced to a track beside it. */
  'track.print': [
    z.object({ trackId: id, how: z.enum(['freeze', 'bounce']) }),
    z.object({ jobId: z.string() }),
  ],
  /** Lays a scene over the mix as the overlay of a gesture that has begun: heard and shown, no step. An edit ends it. */
  'scene.hear': [z.object({ gesture: id, sceneId: id }), ok],
  /** What was done between two moments, in words, strip by strip. */
  'versions.changes': [
    z.object({ from: moment, to: moment }),
    z.object({
      from: momentInfo,
      to: momentInfo,
      /** Names for the strips that changes are about. */
      strips: z.array(z.object({ id: z.string(), name: z.string(), color: z.string() })),
      changes: z.array(changeSchema),
    }),
  ],
  /** Renders two moments and measures what differs: the job's result is a `Comparison` (protocol/comparison.ts). */
  'versions.compare': [z.object({ from: moment, to: moment }), z.object({ jobId: z.string() })],
  /** Plays what the last comparison rendered in place of the mix, at the same position; null goes back to the mix. */
  'versions.audition': [
    z.object({ side: z.enum(['a', 'b', 'difference']).nullable(), matched: z.boolean() }),
    ok,
  ],
  /** Checks the open session's mix: the job's result is a `CheckReport` (protocol/advice.ts). */
  'advice.check': [empty, z.object({ jobId: z.string() })],
  /** The newest report of the open session, and the mix it was made of (session/fingerprint.ts). */
  'advice.last': [
    empty,
    z.object({ report: checkReportSchema.nullable(), fingerprint: z.string().nullable() }),
  ],
  /** Large moves of the master's equalisers by the tracks they come from; with a job where that is still looked for. */
  'advice.explain': [empty, z.object({ moves: z.array(explainedMoveSchema), jobId: z.string().nullable() })],
  /** Lays what these commands would do over the mix as the overlay of a gesture that has begun: no step. An edit ends it. */
  'advice.hear': [z.object({ gesture: id, commands: z.array(commandSchema).min(1).max(256) }), ok],
  'breaks.get': [empty, listeningSchema],
  'breaks.start': [z.object({ minutes: z.number().min(1).max(240) }), listeningSchema],
  'breaks.end': [empty, listeningSchema],
  /** Not now: asks again later. */
  'breaks.later': [empty, listeningSchema],
  /** Prints the mix to a 64-bit file of the session, which feeds the master from then on: one step when it is done. */
  'master.print': [empty, z.object({ jobId: z.string() })],
  /** A starting chain for the master, tried on the whole song: the job's result is a `Proposal` (protocol/proposal.ts). */
  'master.propose': [
    z.object({
      referenceId: id.nullable(),
      targetName: z.string().max(256).nullable(),
      /** Of tonal-curves.ts, where there is no reference; null or none is the nearest. */
      curve: z.string().max(64).nullable().optional(),
    }),
    z.object({ jobId: z.string() }),
  ],
  /** How loud chain states make the ten seconds before a place, LUFS; null for silence. */
  'master.matchStates': [
    z.object({ states: z.array(chainState).min(1).max(4), atSample: sample }),
    z.object({
      lufs: z.partialRecord(chainState, z.number().nullable()),
      startSample: sample,
      endSample: sample,
    }),
  ],
  /** This master beside a gentler one, as a service plays them: the job's result is a `LimitingCost`. */
  'master.gentler': [
    z.object({ lessDb: z.number().min(0.5).max(12), serviceName: z.string().max(256).nullable() }),
    z.object({ jobId: z.string() }),
  ],
  /** Brings a file in as the master's source: of this session, or `own`: of one of its own beside the file, which is opened. */
  'master.useFile': [z.object({ path, own: z.boolean().optional() }), z.object({ jobId: z.string() })],
  'stripPresets.list': [empty, z.object({ presets: z.array(savedChainSchema) })],
  'stripPresets.save': [z.object({ preset: savedChainSchema }), ok],
  'stripPresets.remove': [z.object({ name: z.string() }), ok],
  /** Copies an impulse response into the session's folder; answers what `effect.impulse` takes. */
  'impulse.add': [z.object({ path }), z.object({ impulse: z.string() })],
  'jobs.list': [empty, z.object({ jobs: z.array(jobSchema) })],
  'jobs.cancel': [z.object({ jobId: id }), ok],
  'delivery.export': [exportOptionsSchema, z.object({ jobId: z.string() })],
  /** Sets for services and distributors. */
  'delivery.sets': [empty, z.object({ sets: z.array(deliverySetSchema) })],
  /** Names that files of an export would get now, in their order; nothing is written. */
  'delivery.names': [
    exportOptionsSchema,
    z.object({ names: z.array(z.string()), notices: z.array(z.string()) }),
  ],
  /** Checks a picture and copies it into the session's folder; answers what `release.set` takes. */
  'delivery.artwork': [
    z.object({ path }),
    z.object({ artwork: z.string().nullable(), report: artworkReportSchema }),
  ],
  /** Renders an export again and compares: the job's result is a `ProofReport`. */
  'delivery.prove': [z.object({ path }), z.object({ jobId: z.string() })],
  'delivery.targets': [
    empty,
    z.object({
      targets: z.array(
        z.object({
          name: z.string(),
          lufs: z.number().nullable(),
          ceilingDbtp: z.number(),
          gate: z.string(),
          source: z.string(),
          asOf: z.string(),
        }),
      ),
    }),
  ],
  /** Where music goes, as data; `file` is the list that counts, a user's own where there is one. */
  'services.list': [
    empty,
    z.object({ services: z.array(serviceSchema), file: z.string(), own: z.boolean(), ownPath: z.string() }),
  ],
  /** Sends the master through every codec and measures: the job's result is a `ServicesReport`. */
  'services.measure': [z.object({ matrix: z.boolean() }), z.object({ jobId: z.string() })],
  /** The newest report of the open session, and whether its master still is that one. */
  'services.last': [empty, z.object({ report: servicesReportSchema.nullable(), current: z.boolean() })],
  /** Loudness over the whole song from the last offline analysis of the mix or master; null while none ran. */
  'analysis.song': [z.object({ what: z.enum(['mix', 'master']) }), z.object({ jobId: z.string() })],
  'engine.status': [empty, engineStatusSchema],
  'engine.devices': [
    empty,
    z.object({
      devices: z.array(
        z.object({
          name: z.string(),
          hostApi: z.string(),
          outputs: z.number(),
          inputs: z.number(),
          defaultSampleRate: z.number(),
        }),
      ),
    }),
  ],
  'engine.useDevice': [
    z.object({ name: z.string().nullable(), blockFrames: z.number().int().nullable() }),
    engineStatusSchema,
  ],
  'monitor.get': [empty, monitorStateSchema],
  /** Changes some of the control room's settings; answers with all. */
  'monitor.set': [z.object({ change: monitorSchema.partial() }), monitorStateSchema],
  /** What is listened to from now on: nothing, one strip, or several. */
  'monitor.listen': [z.object({ stripIds: z.array(id).max(256) }), monitorStateSchema],
  'listen.get': [empty, listenSchema],
  /** Changes what is heard in place of the master, and through which playback system; answers with all. */
  'listen.set': [listenSchema.partial(), listenSchema],
  /** The playback systems, as they were measured. */
  'listen.systems': [empty, z.object({ systems: z.array(measuredSystemSchema) })],
  /** Brings files in as references; the job's result names them. */
  'reference.import': [z.object({ paths: z.array(path).min(1).max(100) }), z.object({ jobId: z.string() })],
  /** Measures a reference's file, or (null) the master as it is now: the job's result is a `SongProfile`. */
  'reference.measure': [z.object({ mediaId: id.nullable() }), z.object({ jobId: z.string() })],
  /** What references (by media id) and the master were measured to be; `fresh` false: the master changed since. */
  'reference.profiles': [
    empty,
    z.object({
      references: z.record(z.string(), songProfileSchema),
      master: z.object({ fresh: z.boolean(), profile: songProfileSchema }).nullable(),
    }),
  ],
  'transport.play': [z.object({ fromSample: sample.nullable() }), ok],
  'transport.stop': [empty, ok],
  'transport.locate': [z.object({ sample }), ok],
  /** Folder listing for the browser host's own dialogs; only home and roots the user added. */
  'files.list': [
    z.object({ path: path.nullable() }),
    z.object({
      path: z.string(),
      parent: z.string().nullable(),
      roots: z.array(z.string()),
      entries: z.array(fileEntrySchema),
    }),
  ],
  'files.addRoot': [z.object({ path }), ok],
  /** Electron only: the system's dialogs. The browser host answers `unsupported` and the renderer shows its own. */
  'dialog.open': [
    z.object({ kind: z.enum(['audio', 'session', 'picture']), title: z.string() }),
    z.object({ paths: z.array(z.string()).nullable(), unsupported: z.boolean() }),
  ],
  'dialog.save': [
    z.object({
      kind: z.enum(['session', 'wav', 'flac', 'folder']),
      title: z.string(),
      suggestedName: z.string(),
    }),
    z.object({ path: z.string().nullable(), unsupported: z.boolean() }),
  ],
  'presets.list': [empty, userPresets],
  /** Takes the place of one with the same name; answers with all. */
  'presets.save': [userPresetSchema, userPresets],
  'presets.remove': [userPresetSchema.pick({ kind: true, name: true }), userPresets],
  ...albumInvokes,
  ...handoffInvokes,
  'app.openDemo': [z.object({ which: z.enum(['mixed', 'raw']) }), stateSchema],
} as const satisfies Record<string, readonly [z.ZodType, z.ZodType]>;

/** Fire and forget; the newest replaces older ones that were not taken yet. */
export const sends = {
  /**
   * Overlay of a gesture: values of strip or effect fields, or of any document path, that sound and show while
   * the hand moves and are outside the document until the commit.
   */
  'gesture.preview': z.object({ gesture: id, patches: z.array(patchSchema).max(256) }),
  /** What the open views need beyond levels: spectra of strips, histories of effects, the master's meters. */
  'engine.watch': z.object({
    spectra: z.array(id).max(4),
    /** `sound: false` leaves out spectra and scope: history and read-outs only. */
    effects: z.array(z.object({ stripId: id, effectId: id, sound: z.boolean().optional() })).max(16),
    goniometer: z.boolean(),
    /** What a compare may be asked of next: its loudness is measured on both sides. Null effect: the whole chain. */
    compare: z.object({ stripId: id, effectId: id.nullable() }).nullable().optional(),
    /** What inserts cost is measured, and told by `engine.costs`. */
    costs: z.boolean().optional(),
  }),
  /** What the listener hears of the master is turned down by, so that chain states can be compared; 0 ends it. */
  'engine.stateTrim': z.object({ trimDb: z.number().min(-40).max(0) }),
  'engine.resetMeters': z.object({ what: z.enum(['clips', 'loudness', 'all']) }),
  /**
   * The listener's compare, never saved: an insert, or without `effectId` the strip's whole chain, heard bypassed, as
   * loud as it is processed unless `matched` is false.
   */
  'engine.compare': z.object({
    stripId: id.nullable(),
    effectId: id.nullable(),
    bypass: z.boolean(),
    matched: z.boolean().optional(),
    /** A blind test: both sides are ready, and equally loud also where one of them has to be turned down for it. */
    blind: z.boolean().optional(),
    /** Hears what the effect changes instead of the mix: its output less its input, in the monitor's path only. */
    delta: z.boolean().optional(),
  }),
} as const satisfies Record<string, z.ZodType>;

export const events = {
  'studio.patches': z.object({
    fromRevision: z.number().int(),
    revision: z.number().int(),
    patches: z.array(patchSchema),
    clientTag: z.string().nullable(),
    undoName: z.string().nullable(),
    redoName: z.string().nullable(),
  }),
  'studio.overlay': z.object({ gesture: z.string(), patches: z.array(patchSchema), ended: z.boolean() }),
  /** A different session was opened: replicas take the whole state. */
  'studio.reset': stateSchema,
  'studio.onDisk': z.object({ revision: z.number().int(), timeMs: z.number() }),
  'studio.refused': failureSchema,
  'jobs.changed': jobSchema,
  'peaks.ready': z.object({ mediaId: z.string() }),
  'engine.status': engineStatusSchema,
  'engine.costs': costsSchema,
  'monitor.changed': monitorStateSchema,
  'listen.changed': listenSchema,
  'breaks.changed': listeningSchema,
  'app.menu': z.object({ commandId: z.string() }),
  'app.notice': failureSchema,
} as const satisfies Record<string, z.ZodType>;

export type InvokeName = keyof typeof invokes;
export type InvokeRequest<N extends InvokeName> = z.input<(typeof invokes)[N][0]>;
export type InvokeAnswer<N extends InvokeName> = z.output<(typeof invokes)[N][1]>;
export type SendName = keyof typeof sends;
export type SendPayload<N extends SendName> = z.input<(typeof sends)[N]>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;

/** What an invoke answers on the wire. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };
