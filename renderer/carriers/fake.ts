/**
 * An in-page studio for component tests and for looking at the interface without a host: the real document and
 * commands, an unlimited undo in memory, invented waveforms and levels. Makes no sound and keeps nothing.
 */
import {
  type AlbumState,
  type EngineStatus,
  type EventName,
  type Failure,
  type HistoryEntry,
  type InvokeName,
  type Monitor,
  type MonitorState,
  NEUTRAL_MONITOR,
  type SendName,
  type StudioApi,
  type StudioState,
  type UserPreset,
} from '../../audio-engine/protocol/index.ts';
import {
  applyCommand,
  applyPatches,
  createDocument,
  type DocumentPatch,
  orderedClips,
  orderedTracks,
  type SessionDocument,
  sessionEndSample,
} from '../../audio-engine/session/index.ts';
import { ThresholdError } from '../../audio-engine/words/index.ts';
import { fakePeaks, fakeSamples, fakeTelemetry } from './fake-sound.ts';

interface Step {
  revision: number;
  name: string;
  timeMs: number;
  forward: DocumentPatch[];
  inverse: DocumentPatch[];
}

export interface FakeStudio extends StudioApi {
  document(): SessionDocument;
  /** Every call in order, for tests. */
  readonly calls: { channel: string; payload: unknown }[];
  /** Refuses the next command with this failure. */
  refuseNext(failure: Failure): void;
  emit(channel: EventName, payload: unknown): void;
}

export function createFakeStudio(
  options: { document?: SessionDocument; telemetry?: boolean } = {},
): FakeStudio {
  let document =
    options.document ??
    createDocument({
      id: 'fake',
      name: 'Untitled',
      sampleRate: 48000,
      createdAt: '2026-01-01T00:00:00.000Z',
    });
  let revision = 0;
  let epoch = 0;
  let steps: Step[] = [];
  let redoable: Step[] = [];
  let view: Record<string, unknown> = {};
  const ownPresets = new Map<string, UserPreset>();
  let album: AlbumState['album'] = { songs: [] };
  let refusal: Failure | undefined;
  let monitor: MonitorState = { settings: { ...NEUTRAL_MONITOR }, listening: [] };
  let playing = false;
  let position = 0;
  let spectra = 0;
  const calls: FakeStudio['calls'] = [];
  const gestures = new Map<string, string>();
  const listeners = new Map<string, Set<(payload: never) => void>>();

  const emit = (channel: string, payload: unknown) => {
    for (const listener of listeners.get(channel) ?? []) listener(payload as never);
  };
  const state = (): StudioState => ({
    revision,
    document: structuredClone(document) as never,
    undoName: steps.at(-1)?.name ?? null,
    redoName: redoable.at(-1)?.name ?? null,
    folder: null,
    readOnly: null,
    onDiskAtMs: Date.now(),
    notices: [],
  });
  const stripIds = () => [...orderedTracks(document).map((t) => t.id), 'master'];
  const status = (): EngineStatus => ({
    running: true,
    device: {
      name: 'Clock (no device)',
      kind: 'clocked',
      sampleRate: document.session.sampleRate,
      blockFrames: 256,
      roundTripMs: null,
      notice: null,
    },
    playing,
    latencySamples: 0,
    xruns: 0,
    layout: { epoch, stripIds: stripIds() },
    notices: [],
  });
  const publish = (patches: DocumentPatch[], clientTag: string | null) => {
    revision += 1;
    const strips = Object.keys(document.strips).join();
    document = applyPatches(document, patches);
    emit('studio.patches', {
      fromRevision: revision - 1,
      revision,
      patches: structuredClone(patches),
      clientTag,
      undoName: steps.at(-1)?.name ?? null,
      redoName: redoable.at(-1)?.name ?? null,
    });
    emit('studio.onDisk', { revision, timeMs: Date.now() });
    if (Object.keys(document.strips).join() !== strips) {
      epoch += 1;
      emit('engine.status', status());
    }
    return { revision };
  };
  const command = (
    given: { id: string; payload: unknown },
    name: string | null,
    clientTag: string | null,
  ) => {
    if (refusal) {
      const failure = refusal;
      refusal = undefined;
      throw new ThresholdError(failure);
    }
    const applied = applyCommand(document, given);
    steps.push({
      revision: revision + 1,
      name: name ?? applied.name,
      timeMs: Date.now(),
      forward: applied.patches,
      inverse: applied.inverse,
    });
    redoable = [];
    return publish(applied.patches, clientTag);
  };
  const undo = () => {
    const step = steps.pop();
    if (!step) return { revision, name: null };
    redoable.push(step);
    return { ...publish(step.inverse, null), name: step.name };
  };
  const redo = () => {
    const step = redoable.pop();
    if (!step) return { revision, name: null };
    steps.push(step);
    return { ...publish(step.forward, null), name: step.name };
  };
  const history = (): HistoryEntry[] => [
    ...steps.map(({ revision: r, name, timeMs }) => ({ revision: r, name, timeMs, applied: true })),
    ...redoable
      .toReversed()
      .map(({ revision: r, name, timeMs }) => ({ revision: r, name, timeMs, applied: false })),
  ];
  const reset = (name: string, sampleRate: number) => {
    document = createDocument({
      id: crypto.randomUUID(),
      name,
      sampleRate,
      createdAt: new Date().toISOString(),
    });
    steps = [];
    redoable = [];
    revision = 0;
    emit('studio.reset', state());
    return state();
  };

  const answers: Record<string, (request: never) => unknown> = {
    'app.info': () => ({ version: '0.1.0', host: 'fake', platform: 'linux', home: '/home/you' }),
    'studio.state': state,
    'studio.command': (r: {
      command: { id: string; payload: unknown };
      name: string | null;
      clientTag: string | null;
    }) => command(r.command, r.name, r.clientTag),
    'studio.undo': undo,
    'studio.redo': redo,
    'studio.history': () => ({ entries: history() }),
    'studio.historyJump': ({ revision: to }: { revision: number }) => {
      while (steps.length > 0 && (steps.at(-1)?.revision ?? 0) > to) undo();
      while (redoable.length > 0 && (redoable.at(-1)?.revision ?? Number.POSITIVE_INFINITY) <= to) redo();
      return { revision };
    },
    'gesture.begin': (r: { gesture: string; name: string }) => {
      gestures.set(r.gesture, r.name);
      return { ok: true };
    },
    'gesture.commit': (r: { gesture: string; command: { id: string; payload: unknown } }) => {
      const name = gestures.get(r.gesture) ?? null;
      gestures.delete(r.gesture);
      return command(r.command, name, r.gesture);
    },
    'gesture.cancel': (r: { gesture: string }) => {
      gestures.delete(r.gesture);
      return { ok: true };
    },
    'scene.hear': () => ({ ok: true }),
    'session.new': (r: { name: string; sampleRate: number }) => reset(r.name, r.sampleRate),
    'session.recent': () => ({ sessions: [] }),
    'session.versions': () => ({ versions: [] }),
    'view.get': () => ({ view }),
    'view.set': (r: { view: Record<string, unknown> }) => {
      view = r.view;
      return { ok: true };
    },
    'media.peaks': (r: { mediaId: string; samplesPerColumn: number; first: number; count: number }) =>
      fakePeaks(r.mediaId, document.media[r.mediaId]?.channels ?? 1, r.samplesPerColumn, r.first, r.count),
    'media.samples': (r: { mediaId: string; firstSample: number; count: number }) =>
      fakeSamples(r.mediaId, document.media[r.mediaId]?.channels ?? 1, r.firstSample, r.count),
    'presets.list': () => ({ presets: [...ownPresets.values()] }),
    'presets.save': (preset: UserPreset) => {
      ownPresets.set(`${preset.kind} ${preset.name}`, preset);
      return { presets: [...ownPresets.values()] };
    },
    'presets.remove': ({ kind, name }: { kind: string; name: string }) => {
      ownPresets.delete(`${kind} ${name}`);
      return { presets: [...ownPresets.values()] };
    },
    'album.get': () => ({ path: '/home/fake/album.json', album, problem: null }),
    'album.set': (request: { album: AlbumState['album'] }) => {
      album = request.album;
      return { path: '/home/fake/album.json', album, problem: null };
    },
    'jobs.list': () => ({ jobs: [] }),
    'delivery.targets': () => ({ targets: [] }),
    'delivery.sets': () => ({ sets: [] }),
    'delivery.names': () => ({ names: [], notices: [] }),
    'delivery.artwork': ({ path }) => ({
      artwork: null,
      report: { path, kind: null, width: 0, height: 0, sizeBytes: 0, faults: [] },
    }),
    'delivery.prove': () => ({ jobId: 'prove' }),
    'services.list': () => ({ services: [], file: '', own: false, ownPath: '' }),
    'services.last': () => ({ report: null, current: false }),
    'engine.status': status,
    'engine.devices': () => ({ devices: [] }),
    'engine.useDevice': status,
    'monitor.get': () => monitor,
    'monitor.set': ({ change }: { change: Partial<Monitor> }) => {
      monitor = { ...monitor, settings: { ...monitor.settings, ...change } };
      emit('monitor.changed', monitor);
      return monitor;
    },
    'monitor.listen': ({ stripIds: listening }: { stripIds: string[] }) => {
      monitor = { ...monitor, listening };
      emit('monitor.changed', monitor);
      return monitor;
    },
    'transport.play': ({ fromSample }: { fromSample: number | null }) => {
      position = fromSample ?? position;
      playing = true;
      emit('engine.status', status());
      return { ok: true };
    },
    'transport.stop': () => {
      playing = false;
      emit('engine.status', status());
      return { ok: true };
    },
    'transport.locate': ({ sample }: { sample: number }) => {
      position = sample;
      return { ok: true };
    },
    'files.list': () => ({ path: '/home/you', parent: null, roots: ['/home/you'], entries: [] }),
    'dialog.open': () => ({ paths: null, unsupported: true }),
    'dialog.save': () => ({ path: null, unsupported: true }),
  };

  const telemetry = (listener: (frame: ArrayBuffer) => void) => {
    if (!options.telemetry) return () => undefined;
    let sequence = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      if (playing) position += Math.round(((now - last) / 1000) * document.session.sampleRate);
      const { loop } = document;
      if (playing && loop.enabled && position >= loop.endSample && loop.endSample > 0)
        position = loop.startSample;
      if (position > sessionEndSample(document)) playing = false;
      last = now;
      sequence += 1;
      const strips = stripIds().map((id) => {
        const clip = orderedClips(document, id).find(
          (c) => position >= c.startSample && position < c.startSample + c.lengthSamples,
        );
        const strip = document.strips[id];
        const gain = strip && !strip.mute ? 10 ** (strip.faderDb / 20) : 0;
        return { mediaId: clip?.mediaId ?? null, gain };
      });
      listener(fakeTelemetry({ sequence, position, playing, strips, spectra, epoch }));
    }, 16);
    return () => clearInterval(timer);
  };

  return {
    calls,
    document: () => document,
    refuseNext: (failure) => {
      refusal = failure;
    },
    emit,
    async invoke<N extends InvokeName>(channel: N, request: unknown) {
      calls.push({ channel, payload: request });
      // As over a wire: never in the same turn, and a copy.
      await Promise.resolve();
      const answer = answers[channel];
      if (!answer) {
        throw new ThresholdError({
          code: 'unsupported',
          sentence: `The in-page studio has no ${channel}.`,
          nextStep: '',
        });
      }
      return answer(structuredClone(request) as never) as never;
    },
    send<N extends SendName>(channel: N, payload: unknown) {
      calls.push({ channel, payload });
      if (channel === 'engine.watch') spectra = (payload as { spectra: string[] }).spectra.length;
    },
    on<N extends EventName>(channel: N, listener: (payload: never) => void) {
      const set = listeners.get(channel) ?? new Set();
      set.add(listener);
      listeners.set(channel, set);
      return () => set.delete(listener);
    },
    onTelemetry: telemetry,
    resolveDropped: async (files) => files.map((file) => `/dropped/${file.name}`),
  };
}
