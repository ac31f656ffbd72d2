/**
 * The engine's control thread: hears what the main process says, keeps replica, plan, transport and devices in
 * step, and reports. It may collect garbage; the audio thread does not notice.
 */

import type { PlanDescription, StripDescription } from '../graph/index.ts';
import { CLOCKED, MIXING_BLOCK_FRAMES } from '../hardware/index.ts';
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import type { Failure, FromEngine, Patch, SendPayload, ToEngine } from '../protocol/index.ts';
import type { Id, SessionDocument } from '../session/index.ts';
import { engineWords, failureOf } from '../words/index.ts';
import { type ControlBlock, ControlWord } from './control-block.ts';
import { Capture } from './control-capture.ts';
import { InsertCosts } from './control-costs.ts';
import { AudioGuard } from './control-guard.ts';
import { ControlListening } from './control-listening.ts';
import { Outputs } from './control-outputs.ts';
import { PlanKeeper, publishNothing } from './control-plan.ts';
import { Replica } from './control-replica.ts';
import { ControlRoom } from './control-room.ts';
import { StatusBoard } from './control-status.ts';
import { Waiting } from './control-waiting.ts';
import type { ListeningBlocks } from './listening-blocks.ts';
import { DeltaListen } from './live-delta.ts';
import type { FromAudio, FromDisk } from './live-messages.ts';
import type { EngineWorkers } from './live-workers.ts';
import type { RealTime } from './real-time.ts';
import { TelemetryFrames } from './telemetry-frame.ts';
import { Transport } from './transport.ts';
import { transportHost } from './transport-host.ts';
import { WatchedSound } from './watch.ts';

const TELEMETRY_MS = 1000 / 60;

export interface EngineOptions {
  kernels: Kernels;
  allocator: Allocator;
  control: ControlBlock;
  workers: EngineWorkers;
  /** Of the threads that render. */
  realTime: RealTime;
  ringQuanta: number;
  /** The block that the audio thread runs behind the plan. */
  monitor: Pointer;
  /** The reference deck and the playback systems that stand in it. */
  listening: ListeningBlocks;
  post(message: FromEngine): void;
  /** Ends the process: hard where a device hangs in it. */
  exit(hard: boolean): void;
}

export class Engine {
  readonly #o: EngineOptions;
  readonly #control: ControlBlock;
  readonly #board = new StatusBoard();
  readonly #waiting = new Waiting();
  readonly #capture: Capture;
  readonly #guard: AudioGuard;
  readonly #frames: TelemetryFrames;
  readonly #watched: WatchedSound;
  readonly #room: ControlRoom;
  readonly #delta: DeltaListen;
  readonly #listening: ControlListening;
  readonly #costs: InsertCosts;
  readonly #outputs: Outputs;
  #replica: Replica | undefined;
  #keeper: PlanKeeper | undefined;
  #transport: Transport | undefined;
  #sampleRate = 0;
  #wish: { name: string | null; blockFrames: number } = { name: null, blockFrames: MIXING_BLOCK_FRAMES };
  /** Devices being opened and listings under way: both keep the audio thread, as the library allows it alone. */
  #opening = 0;
  #listing = 0;
  #cuedRun = -1;
  #nextFrameAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #loading: Promise<void> = Promise.resolve();

  constructor(options: EngineOptions) {
    this.#o = options;
    this.#control = options.control;
    this.#capture = new Capture(options.control);
    this.#guard = new AudioGuard(options.control);
    this.#frames = new TelemetryFrames(options.kernels, options.control);
    const { kernels, allocator, control } = options;
    this.#watched = new WatchedSound({
      kernels,
      allocator,
      control,
      compareGain: (effectId, gainDb) => this.#keeper?.compareGain(effectId, gainDb),
      trim: (trimDb) => this.#room.trim(trimDb),
    });
    this.#room = new ControlRoom(kernels, options.monitor);
    this.#delta = new DeltaListen(kernels, allocator, options.monitor);
    this.#listening = new ControlListening({
      kernels,
      allocator,
      control,
      blocks: options.listening,
      room: this.#room,
      masterLufs: () => this.#watched.integratedLufs,
      load: (slot, load) => options.workers.disk({ type: 'deck', slot, load }),
    });
    this.#costs = new InsertCosts(kernels, control);
    this.#outputs = new Outputs();
    options.workers.onAudio((message) => this.#hearAudio(message));
    options.workers.onDisk((message) => this.#hearDisk(message));
    this.#tick();
  }

  hear(message: ToEngine): void {
    try {
      this.#hear(message);
    } catch (error) {
      this.#o.post({ type: 'failure', failure: failureOf(error, engineWords.planFailed) });
    }
  }

  /** Said once, shown in the status. */
  notice(sentence: string): void {
    if (this.#board.notice(sentence)) this.#status();
  }

  #hear(message: ToEngine): void {
    switch (message.type) {
      case 'load':
        this.#loading = this.#loading
          .then(() => this.#load(message))
          .catch((error) =>
            this.#o.post({ type: 'failure', failure: failureOf(error, engineWords.loadFailed) }),
          );
        break;
      case 'patches':
        this.#patches(message.fromRevision, message.revision, message.patches);
        break;
      case 'overlay':
        this.#replica?.overlay(message.patches);
        this.#sound();
        break;
      case 'compare':
        this.#watched.compare(message.compare);
        this.#delta.listen(deltaOf(message.compare));
        this.#replica?.compare(message.compare);
        this.#sound();
        break;
      case 'play':
        // After a load that is still under way.
        void this.#loading.then(() => this.#transport?.play(message.fromSample));
        break;
      case 'stop':
        void this.#loading.then(() => this.#transport?.stop());
        break;
      case 'locate':
        void this.#loading.then(() => this.#transport?.locate(message.sample));
        break;
      case 'watch':
        this.#watched.watch(message.watch);
        this.#keeper?.watch(this.#watched.taps);
        this.#costs.watch(message.watch.costs === true);
        break;
      case 'monitor':
        if (!this.#room.set(message.monitor)) break;
        this.#keeper?.listen(this.#room.listenPoints);
        this.#sound();
        break;
      case 'listen':
        this.#listening.set(message.listening);
        break;
      case 'stateTrim':
        this.#room.stateTrim(message.trimDb);
        break;
      case 'resetMeters':
        if (message.what !== 'loudness') this.#frames.resetMeters();
        if (message.what !== 'clips') this.#watched.resetLoudness();
        break;
      case 'useDevice':
        this.#wish = { name: message.name, blockFrames: message.blockFrames ?? MIXING_BLOCK_FRAMES };
        this.#open();
        break;
      case 'listDevices':
        this.#listing++;
        this.#o.workers.audio({ type: 'list', requestId: message.requestId });
        break;
      case 'telemetryTaken':
        this.#frames.taken();
        break;
      case 'capture':
        this.#report(this.#capture.to(message.path));
        break;
      case 'quit':
        clearTimeout(this.#timer);
        this.#capture.to(null);
        this.#o.workers.disk({ type: 'quit' });
        this.#o.workers.audio({ type: 'close' });
        break;
      default:
        message satisfies never;
        this.#o.post({
          type: 'failure',
          failure: { code: 'engine.message', sentence: engineWords.badMessage, nextStep: engineWords.reopen },
        });
    }
  }

  async #load(message: Extract<ToEngine, { type: 'load' }>): Promise<void> {
    const document = message.document as SessionDocument;
    const rate = document.session.sampleRate;
    const old = this.#keeper;
    if (old) {
      await this.#transport?.park();
      publishNothing(this.#control);
      await this.#waiting.until(() => this.#control.planIsTaken);
      old.close();
    }
    this.#board.forget();
    this.#costs.plan(undefined);
    this.#room.begin(rate);
    this.#delta.begin(rate);
    this.#listening.begin(rate);
    this.#watched.compare({ stripId: null, effectId: null, bypass: false });
    this.#replica = new Replica(message.revision, document, message.overlay);
    const { kernels, allocator, ringQuanta, workers } = this.#o;
    const keeper = new PlanKeeper({
      kernels,
      allocator,
      control: this.#control,
      sampleRate: rate,
      ringQuanta,
      folder: message.folder,
      onTracks: (token, tracks, changed) => workers.disk({ type: 'tracks', token, tracks, changed }),
      onFailure: (failure) => this.notice(failure.sentence),
      onPlan: (plan) => {
        const shown = shownStrips(plan.description);
        this.#board.plan(
          shown.map(({ id }) => id),
          plan.latencySamples,
          shown.map(({ latencySamples }) => latencySamples),
        );
        this.#frames.plan(plan, this.#board.layout);
        this.#watched.plan(plan);
        this.#delta.plan(plan);
        this.#costs.plan(plan);
        this.#room.planned();
        this.#listening.planned(plan.latencySamples);
        if (this.#outputs.plan(plan)) this.#open();
        else this.#tellOutputs();
        this.#status();
      },
    });
    this.#keeper = keeper;
    keeper.watch(this.#watched.taps);
    keeper.listen(this.#room.listenPoints);
    keeper.update(this.#replica.effective);
    this.#watched.document(this.#replica.held);
    this.#watched.begin(rate);
    this.#transport = new Transport(
      transportHost(this.#control, keeper, this.#waiting, workers, {
        cued: (run) => this.#cuedRun === run,
        onChange: () => this.#status(),
      }),
      message.positionSample,
      this.#replica.effective.loop,
    );
    if (rate !== this.#sampleRate) {
      this.#sampleRate = rate;
      this.#open();
    }
    this.#status();
    if (message.play) void this.#transport.play(message.positionSample);
    else void this.#transport.warm();
  }

  #patches(from: number, revision: number, patches: readonly Patch[]): void {
    if (this.#replica?.patch(from, revision, patches)) this.#sound();
    else this.#o.post({ type: 'resync' });
  }

  /** Makes what sounds like the replica. */
  #sound(): void {
    if (!this.#replica) return;
    this.#keeper?.update(this.#replica.effective);
    this.#watched.document(this.#replica.held);
    this.#transport?.setLoop(this.#replica.effective.loop);
    this.#waiting.check();
  }

  /** Without a rate yet, the load that is under way opens it. */
  #open(): void {
    if (!this.#sampleRate) return;
    this.#opening++;
    const wish = { ...this.#wish, sampleRate: this.#sampleRate, channels: this.#outputs.wanted };
    this.#o.workers.audio({ type: 'open', wish });
  }

  /** Says which strips go to outputs that the device does not have. */
  #tellOutputs(): void {
    const device = this.#board.device;
    const document = this.#replica?.effective;
    if (!device || !document) return;
    for (const sentence of this.#outputs.missing(document, device)) this.notice(sentence);
  }

  #hearAudio(message: FromAudio): void {
    switch (message.type) {
      case 'thread':
        this.#o.realTime.add(message.thread);
        break;
      case 'taken':
        this.#pump();
        break;
      case 'opened':
        this.#opening = Math.max(0, this.#opening - 1);
        this.#board.device = message.device;
        if (message.device.notice && this.#wish.name !== CLOCKED) this.#board.notice(message.device.notice);
        this.#tellOutputs();
        this.#status();
        break;
      case 'respawn':
        // Hardware again after a device died: only a new process can, and the main process starts one.
        this.#o.exit(true);
        break;
      case 'xrun':
        this.#status();
        break;
      case 'devices':
        this.#listing = Math.max(0, this.#listing - 1);
        if (message.notice) this.notice(message.notice);
        this.#o.post({ type: 'devices', requestId: message.requestId, devices: message.devices });
        break;
      case 'closed':
        this.#o.exit(!message.clean);
        break;
    }
    this.#waiting.check();
  }

  #hearDisk(message: FromDisk): void {
    if (message.type === 'cued') this.#cuedRun = message.run;
    else if (message.type === 'tracksTaken') this.#keeper?.tracksTaken(message.token);
    else if (message.type === 'notice') this.notice(message.sentence);
    this.#waiting.check();
  }

  #status(): void {
    const xruns = this.#control.get(ControlWord.xruns) + this.#control.get(ControlWord.starved);
    this.#o.post({ type: 'status', status: this.#board.status(this.#transport?.playing ?? false, xruns) });
  }

  #report(failure: Failure | undefined): void {
    if (failure) this.#o.post({ type: 'failure', failure });
  }

  #pump(): void {
    try {
      this.#keeper?.pump();
    } catch (error) {
      this.#report(failureOf(error, engineWords.planFailed));
    }
  }

  /** A thread that stopped in the middle of a block cannot be helped: a new process takes over. */
  #giveUp(): void {
    this.#report({ code: 'engine.stuck', sentence: engineWords.workerFailed, nextStep: '' });
    this.#o.exit(true);
  }

  /** 60 times a second: reads taps and meters, sends a frame where one is wanted, looks after the audio thread. */
  readonly #tick = (): void => {
    const now = performance.now();
    this.#nextFrameAt = Math.max(this.#nextFrameAt, now) + TELEMETRY_MS;
    this.#timer = setTimeout(this.#tick, Math.max(1, this.#nextFrameAt - now));
    this.#pump();
    this.#waiting.check();
    this.#report(this.#capture.drain());
    this.#watched.read();
    this.#listening.read();
    if (this.#control.get(ControlWord.starved) > 0) this.notice(engineWords.diskLate);
    if (this.#guard.isStuck(now, this.#opening + this.#listing > 0 || !this.#board.device)) this.#giveUp();
    this.#o.realTime.look(now);
    const costs = this.#costs.read(now, this.#sampleRate);
    if (costs) this.#o.post({ type: 'costs', costs });
    if (!this.#transport || !this.#frames.mayGo()) return;
    const { sample, timeMs } = this.#transport.heard(this.#sampleRate);
    const at = { sample, timeMs, playing: this.#transport.playing, sampleRate: this.#sampleRate };
    this.#o.post({ type: 'telemetry', frame: this.#frames.frame(at, [this.#watched, this.#listening]) });
  };
}

/** The document's own strips: what is listened to and pairs of outputs are nothing that a mixer shows. */
function shownStrips({ strips, master }: PlanDescription): StripDescription[] {
  return [...strips, master].filter(({ role }) => role !== 'listen' && role !== 'hardware');
}

/** What a compare asks to hear of an insert's own changes, if it does. */
function deltaOf({
  stripId,
  effectId,
  delta,
}: SendPayload<'engine.compare'>): { stripId: Id; effectId: Id } | null {
  return delta && stripId !== null && effectId !== null ? { stripId, effectId } : null;
}
