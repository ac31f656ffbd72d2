/**
 * What both hosts share: the open session, the engine, the jobs, and the wiring between them. Everything a
 * window can ask for ends in the handlers; everything that changes goes to every window.
 */
import { mkdirSync } from 'node:fs';
import { loadSystems } from '../../audio-engine/listening/index.ts';
import {
  type Comparison,
  decodeTelemetry,
  Header,
  MONITOR_SILENCE_DB,
  type Patch,
  type SystemSpec,
} from '../../audio-engine/protocol/index.ts';
import { openStudio, type Studio, sessionFolder } from '../../audio-engine/studio/index.ts';
import { hostWords, ThresholdError } from '../../audio-engine/words/index.ts';
import { Audition, type AuditionSide } from './audition.ts';
import { ClientGestures } from './client-gestures.ts';
import { EndStop } from './end-stop.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { Places } from './files.ts';
import { adviceHandlers, listeningNow, startOnReference } from './handlers/advice.ts';
import { albumHandlers } from './handlers/album.ts';
import { deliveryHandlers } from './handlers/delivery.ts';
import { engineHandlers, engineSends } from './handlers/engine.ts';
import { handoffHandlers } from './handlers/handoff.ts';
import { hostHandlers } from './handlers/host.ts';
import { impulseHandlers } from './handlers/impulses.ts';
import { listenHandlers } from './handlers/listen.ts';
import { masterHandlers } from './handlers/master.ts';
import { mediaHandlers, startPeaks } from './handlers/media.ts';
import { COMPARES, memoryHandlers } from './handlers/memory.ts';
import { monitorHandlers } from './handlers/monitor.ts';
import { presetHandlers } from './handlers/presets.ts';
import { printHandlers } from './handlers/print.ts';
import { PREVIEWS, servicesHandlers } from './handlers/services.ts';
import { sessionHandlers } from './handlers/session.ts';
import { studioHandlers, studioSends } from './handlers/studio.ts';
import type { HostServices } from './host-services.ts';
import { Jobs } from './jobs.ts';
import { ListenKeeper } from './listen.ts';
import { fileFacts } from './listen-file.ts';
import { ListeningTime } from './listening-time.ts';
import { MonitorKeeper } from './monitor.ts';
import { removeRenders } from './renders-place.ts';
import { type Client, Router } from './router.ts';
import { SongProfiles } from './song-profiles.ts';
import { StripPresets } from './strip-presets.ts';
import { UserPresets } from './user-presets.ts';

/** Of the view: false where a song rolls on after its end. */
const STOP_AFTER_END = 'transport.stopAfterEnd';
/** Below this nothing is heard: the absolute gate of BS.1770. */
const GATE_LUFS = -70;

export class App {
  readonly host: HostServices;
  readonly places: Places;
  readonly presets: UserPresets;
  readonly engine: EngineSupervisor;
  readonly jobs: Jobs;
  readonly monitor: MonitorKeeper;
  readonly listen: ListenKeeper;
  readonly systems: readonly SystemSpec[];
  readonly profiles = new SongProfiles();
  readonly listening: ListeningTime;
  readonly router: Router;
  readonly stripPresets: StripPresets;
  readonly gestures = new ClientGestures();
  readonly #audition = new Audition();
  readonly #endStop = new EndStop();
  #studio: Studio | undefined;
  /** Sessions that jobs still bring something into, whether they are open or were left. */
  readonly #owed = new Map<Studio, number>();
  #leave: (() => void) | undefined;

  constructor(host: HostServices) {
    this.host = host;
    mkdirSync(host.dataFolder, { recursive: true });
    this.presets = new UserPresets(host.dataFolder);
    this.places = new Places(host.dataFolder, host.extraRoots, host.fenced);
    this.stripPresets = new StripPresets(host.dataFolder);
    this.engine = new EngineSupervisor(host.spawn);
    this.jobs = new Jobs(host.spawn, host.openHiddenPage);
    this.monitor = new MonitorKeeper(host.dataFolder, (monitor) => {
      this.engine.post({ type: 'monitor', monitor });
      this.router.broadcast('monitor.changed', monitor);
      this.listen.refresh();
    });
    this.engine.post({ type: 'monitor', monitor: this.monitor.state });
    this.systems = loadSystems();
    this.listen = new ListenKeeper({
      session: () => this.#studio,
      systems: () => this.systems,
      matched: () => this.monitor.state.settings.matched,
      masterLufs: () => (this.#studio ? this.#masterLufs(this.#studio) : null),
      fileFacts,
      tell: (listening) => this.engine.post({ type: 'listen', listening }),
      changed: (state) => this.router.broadcast('listen.changed', state),
    });
    this.listening = new ListeningTime(host.dataFolder, () =>
      this.router.broadcast('breaks.changed', listeningNow(this)),
    );
    this.router = new Router(
      {
        ...hostHandlers(this),
        ...presetHandlers(this),
        ...sessionHandlers(this),
        ...studioHandlers(this),
        ...mediaHandlers(this),
        ...engineHandlers(this),
        ...monitorHandlers(this),
        ...listenHandlers(this),
        ...deliveryHandlers(this),
        ...printHandlers(this),
        ...servicesHandlers(this),
        ...masterHandlers(this),
        ...impulseHandlers(this),
        ...memoryHandlers(this),
        ...adviceHandlers(this),
        ...albumHandlers(this),
        ...handoffHandlers(this),
      },
      { ...studioSends(this), ...engineSends(this) },
      (client) => {
        this.#studio?.dropGestures(this.gestures.take(client));
        if (this.#audition.left(client)) this.#tellOverlay();
      },
    );
    this.engine.on('telemetry', (frame) => {
      this.router.telemetry(frame);
      this.#stopAfterEnd(frame);
    });
    this.engine.on('status', (status) => this.router.broadcast('engine.status', status));
    this.engine.on('costs', (costs) => this.router.broadcast('engine.costs', costs));
    this.engine.on('failure', (failure) => this.router.broadcast('app.notice', failure));
    this.jobs.on('changed', (job, quiet) => {
      if (!quiet) this.router.broadcast('jobs.changed', job);
    });
    this.jobs.on('peaks', (mediaId) => this.router.broadcast('peaks.ready', { mediaId }));
  }

  /** The open session; throws where there is none. */
  get studio(): Studio {
    if (!this.#studio)
      throw new ThresholdError({
        code: 'session.none',
        sentence: hostWords.noSession,
        nextStep: hostWords.noSessionNext,
      });
    return this.#studio;
  }

  get hasSession(): boolean {
    return this.#studio !== undefined;
  }

  /** False once another session was opened. */
  isOpen(studio: Studio): boolean {
    return this.#studio === studio;
  }

  /** Opens a session beside the one that is open, and only then leaves that one: a refusal changes nothing. */
  open(target: Parameters<typeof openStudio>[0]): Studio {
    // The one that is open already holds its own lock.
    if (typeof target === 'string' && this.#studio?.folder === sessionFolder(target)) return this.#studio;
    const next = this.#leftStudio(target) ?? openStudio(target, { dataFolder: this.host.dataFolder });
    this.#leaveSession();
    this.#studio = next;
    // What was listened to is of the session before.
    this.profiles.clear();
    this.listen.reset();
    if (this.monitor.state.listening.length) this.monitor.listen([]);
    this.#leave = next.subscribe((event) => {
      switch (event.type) {
        case 'patches': {
          const { type: _, ...payload } = event;
          this.engine.post({
            type: 'patches',
            fromRevision: event.fromRevision,
            revision: event.revision,
            patches: event.patches,
          });
          this.router.broadcast('studio.patches', payload);
          this.listen.refresh();
          break;
        }
        case 'overlay':
          this.#tellOverlay();
          this.router.broadcast('studio.overlay', {
            gesture: event.gesture,
            patches: [...event.patches],
            ended: event.ended,
          });
          break;
        case 'onDisk':
          this.router.broadcast('studio.onDisk', { revision: event.revision, timeMs: event.timeMs });
          break;
        case 'failure':
          this.router.broadcast('app.notice', event.failure);
          break;
        case 'reset':
          // The renders stayed in the folder before.
          this.#audition.offer(next, undefined);
          this.#sessionChanged(next);
          break;
      }
    });
    this.#sessionChanged(next);
    startPeaks(this);
    if (this.listening.onBreak) startOnReference(this);
    return next;
  }

  /** What the newest comparison rendered, to be heard; undefined ends what is heard of one. */
  offerAudition(studio: Studio, comparison: Comparison | undefined): void {
    this.#audition.offer(studio, comparison);
    this.#tellOverlay();
  }

  /** Plays a rendered moment in place of the mix; null goes back to the mix. */
  hearAudition(side: AuditionSide | null, matched: boolean, client: Client): void {
    this.#audition.hear(this.studio, side, matched, client);
    // Strips that were listened to are not there while a render sounds.
    if (side !== null && this.monitor.state.listening.length) this.monitor.listen([]);
    this.#tellOverlay();
  }

  /** Of the whole master as it is now, where it was measured. */
  #masterLufs(studio: Studio): number | null {
    const master = this.profiles.master(studio.document);
    return master?.fresh ? master.profile.whole.lufs : null;
  }

  /** All that lies over the document for the engine. */
  #overlay(studio: Studio): Patch[] {
    return [...studio.overlay(), ...this.#audition.patches];
  }

  #tellOverlay(): void {
    if (this.#studio) this.engine.post({ type: 'overlay', patches: this.#overlay(this.#studio) });
  }

  #stopAfterEnd(frame: ArrayBuffer): void {
    const studio = this.#studio;
    const header = studio && decodeTelemetry(frame)?.header;
    if (!studio || !header) return;
    const at = { sample: header[Header.positionSample] ?? 0, playing: header[Header.playing] === 1 };
    this.#countListening(studio, at.playing, header[Header.momentaryLufs] ?? Number.NaN);
    if (!this.#endStop.passes(studio.document, at)) return;
    if (studio.view()[STOP_AFTER_END] !== false) this.engine.post({ type: 'stop' });
  }

  /** Silence and muted speakers rest the ears. */
  #countListening(studio: Studio, playing: boolean, lufs: number): void {
    const { levelDb, dim, dimDb, mute } = this.monitor.state.settings;
    const sounds = playing && lufs > GATE_LUFS && !mute && levelDb > MONITOR_SILENCE_DB;
    this.listening.take(sounds ? { lufs, roomDb: levelDb + (dim ? dimDb : 0) } : null, Date.now(), () => ({
      folder: studio.folder,
      revision: studio.revision,
    }));
  }

  /**
   * What the job brings belongs into this session, also when another one is opened meanwhile: it is closed only
   * after the job has ended.
   */
  holdFor(studio: Studio, jobId: string): void {
    this.#owed.set(studio, (this.#owed.get(studio) ?? 0) + 1);
    void this.jobs.whenEnded(jobId).then(() => {
      const left = (this.#owed.get(studio) ?? 1) - 1;
      if (left > 0) this.#owed.set(studio, left);
      else {
        this.#owed.delete(studio);
        if (!this.isOpen(studio)) studio.close();
      }
    });
  }

  /** One that was left, but waits for its job: it is not opened a second time. */
  #leftStudio(target: Parameters<typeof openStudio>[0]): Studio | undefined {
    if (typeof target !== 'string') return undefined;
    return [...this.#owed.keys()].find(({ folder }) => folder === sessionFolder(target));
  }

  /** Everything on disk and every process gone. */
  async close(): Promise<void> {
    this.jobs.close();
    this.monitor.close();
    this.listening.close();
    const waiting = [...this.#owed.keys()].filter((studio) => !this.isOpen(studio));
    this.#owed.clear();
    for (const studio of waiting) studio.close();
    this.#leaveSession();
    await this.engine.close();
  }

  #sessionChanged(studio: Studio): void {
    this.engine.load(() => ({
      revision: studio.revision,
      document: studio.document,
      folder: studio.folder,
      overlay: this.#overlay(studio),
    }));
    this.router.broadcast('studio.reset', studio.state());
  }

  #leaveSession(): void {
    if (this.#studio) {
      this.#audition.offer(this.#studio, undefined);
      removeRenders(this.#studio, this.host.dataFolder, [COMPARES, PREVIEWS]);
    }
    this.#leave?.();
    this.#leave = undefined;
    if (this.#studio && !this.#owed.has(this.#studio)) this.#studio.close();
    this.#studio = undefined;
  }
}
