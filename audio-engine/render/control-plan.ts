/**
 * Keeps the running plan like the document: values go to the parameter ring, new structure becomes a new plan
 * that is read ahead for, published, taken by the audio thread, and only then replaces (and frees) the old one.
 */
import {
  type Described,
  describePlan,
  LISTEN_STRIP,
  type PlanDescription,
  redescribe,
  StripTarget,
  type StripTargets,
} from '../graph/index.ts';
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { loadImpulse } from '../media/index.ts';
import { HARDWARE_OUTPUT, heardDocument, type Id, type SessionDocument } from '../session/index.ts';
import type { FailureValue } from '../words/index.ts';
import { type ControlBlock, ControlWord, HARDWARE_PAIRS, PlanSlot, RunState, TAPS } from './control-block.ts';
import { drainRing } from './control-drain.ts';
import { type FeedsMessage, FeedsTeller } from './feed-messages.ts';
import { handOver } from './hand-over.ts';
import { Impulses } from './impulses.ts';
import { LIVE_QUANTA } from './live-audio.ts';
import { changedTracks, type FeedSources, feedSources } from './live-feeds.ts';
import { compareTarget } from './live-insert.ts';
import { liveShares } from './live-team.ts';
import { NOW, ParameterRing } from './parameter-ring.ts';
import { PlanHost } from './plan-host.ts';
import type { InstalledPlan } from './plan-types.ts';
import type { RunMap } from './run-map.ts';

/** Longer than the 20 ms in which removed inserts fade out. */
const LEAVING_MS = 60;

export interface PlanKeeperOptions {
  kernels: Kernels;
  allocator: Allocator;
  control: ControlBlock;
  sampleRate: number;
  ringQuanta: number;
  folder: string;
  /** Asks the disk thread to take these tracks; it answers with `tracksTaken`. */
  onTracks(token: number, tracks: FeedsMessage, changed: Id[]): void;
  /** An impulse response could not be had. */
  onFailure(failure: FailureValue): void;
  /** A plan was published and is now the one that runs. */
  onPlan(plan: InstalledPlan): void;
}

/** More than the 10 ms that a strip takes to fall silent, at any rate, and than a block that has begun. */
const MUTE_QUANTA = 48;

/** Strips that the listener hears instead of the mix. */
type Listened = readonly { stripId: Id; point: 'pre' | 'post' }[];

let tokens = 0;

export class PlanKeeper {
  readonly #o: PlanKeeperOptions;
  readonly #host: PlanHost;
  readonly #ring: ParameterRing;
  #current: InstalledPlan | undefined;
  #pending: { plan: InstalledPlan; token: number; published: boolean } | undefined;
  /** What was asked for last, and what is made of it: both sources while one takes the other's place. */
  #given: SessionDocument | undefined;
  #document: SessionDocument | undefined;
  #described: (Described & { listen: Listened }) | undefined;
  #dirty = false;
  /** A new plan even where nothing differs: what faded out is left behind. */
  #again = false;
  #sources: FeedSources = new Map();
  #taps: readonly (Id | null)[] = [];
  #republish = false;
  #late = new Map<Pointer, number>();
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #parked = true;
  #listen: Listened = [];
  #compared: { effectId: Id; gainDb: number } | null = null;
  readonly #impulses: Impulses;
  readonly #teller: FeedsTeller;
  /** Sets of impulse responses that are being loaded. */
  #loading = 0;
  #closed = false;
  #version = 0;
  #freshUntil = 0;
  #muted: { ids: Set<Id>; until: number } | null = null;

  constructor(options: PlanKeeperOptions) {
    this.#o = options;
    const { sampleRate, ringQuanta, kernels, allocator, folder } = options;
    const load = (name: string) => loadImpulse(folder, name, sampleRate);
    this.#teller = new FeedsTeller(folder);
    this.#impulses = new Impulses({ kernels, allocator, sampleRate, load });
    this.#host = new PlanHost(kernels, allocator, {
      impulses: this.#impulses,
      sampleRate,
      ringQuanta,
      capacityQuanta: LIVE_QUANTA,
      shares: liveShares(),
    });
    this.#ring = new ParameterRing(options.kernels.memory, this.#host.run);
  }

  /** The newest plan that the audio thread has, or will have next. */
  get plan(): InstalledPlan | undefined {
    return this.#pending?.plan ?? this.#current;
  }

  /** True when no change of structure is on its way. */
  get settled(): boolean {
    const still = this.#pending === undefined && this.#loading === 0;
    return this.#current !== undefined && still && !this.#dirty;
  }

  /** Counts changes of tracks and clips. */
  get version(): number {
    return this.#version;
  }

  /** What the disk thread needs for a run of the current plan, beside what it was told before. */
  tracks(): FeedsMessage {
    if (!this.plan || !this.#document) return { trackIds: [], told: [] };
    return this.#teller.message(this.#document, this.plan.feeds);
  }

  /** Makes what sounds like `document`. Throws where the plan cannot be built; the one before goes on. */
  update(given: SessionDocument): void {
    this.#given = given;
    const document = this.#handOver(heardDocument(given));
    this.#document = document;
    const description = this.#describe(document);
    this.#loadImpulses(description);
    if (this.#pending || this.#isFresh || this.#fadingOut(description)) {
      this.#dirty = true;
      return;
    }
    this.#dirty = false;
    const change =
      this.#current && !this.#again
        ? this.#host.retarget(this.#current, description, this.#push)
        : 'structure';
    // Inserts that take the place of others do so before the next ones may.
    if (change === 'structure' && !this.#parked && this.#current?.isSwitching) {
      this.#dirty = true;
      return;
    }
    this.#again = false;
    const sources = feedSources(document);
    const changed = changedTracks(this.#sources, sources);
    this.#sources = sources;
    if (change === 'structure' || changed.length) this.#version++;
    if (change === 'structure') {
      const plan = this.#host.install(this.#enteringSilent(description));
      this.#pending = { plan, token: ++tokens, published: false };
      if (this.#parked) this.#publishPending();
      else this.#o.onTracks(this.#pending.token, this.tracks(), changed);
    } else if (changed.length && !this.#parked) {
      this.#o.onTracks(++tokens, this.tracks(), changed);
    }
  }

  #handOver(target: SessionDocument): SessionDocument {
    if (this.#parked || !this.#current) return target;
    return handOver(this.#document, target, new Set(this.#current.description.strips.map(({ id }) => id)));
  }

  /** Where only controls have moved since the last time, the description before is made to fit. */
  #describe(document: SessionDocument): PlanDescription {
    const listen = this.#listen.filter(({ stripId }) => document.strips[stripId]);
    const options = { latencyOf: this.#host.latencyOf, ...(listen.length ? { listen } : {}) };
    const before = this.#described?.listen === this.#listen ? this.#described : undefined;
    const description = (before && redescribe(before, document, options)) ?? describePlan(document, options);
    this.#described = { document, description, listen: this.#listen };
    return description;
  }

  /** What is there goes on; with the impulse responses that are new comes a new plan. */
  #loadImpulses(description: PlanDescription): void {
    const missing = this.#impulses.missing(description);
    if (missing.length === 0) return;
    this.#loading++;
    void this.#impulses.load(missing).then((failures) => {
      this.#loading--;
      if (this.#closed) return;
      for (const failure of failures) this.#o.onFailure(failure);
      this.#again = true;
      this.#dirty = true;
      this.pump();
    });
  }

  /** Strips that are new to a running plan come in silent; their level follows when the plan runs. */
  #enteringSilent(description: PlanDescription): PlanDescription {
    if (this.#parked || !this.#current) return description;
    const known = new Set(this.#current.description.strips.map((strip) => strip.id));
    if (description.strips.every((strip) => known.has(strip.id))) return description;
    this.#dirty = true;
    const strips = description.strips.map((strip) => {
      if (known.has(strip.id)) return strip;
      const targets: StripTargets = [...strip.targets];
      targets[StripTarget.audible] = 0;
      return { ...strip, targets };
    });
    return { ...description, strips };
  }

  /** Strips that a running plan loses fall silent first; true while they do. */
  #fadingOut(description: PlanDescription): boolean {
    if (this.#parked || !this.#current) {
      this.#muted = null;
      return false;
    }
    const kept = new Map(description.strips.map((strip) => [strip.id, strip]));
    const next = this.#o.control.get(ControlWord.nextQuantum);
    const muted = this.#muted ?? { ids: new Set<Id>(), until: next };
    for (const { id } of this.#current.description.strips) {
      const strip = kept.get(id);
      // Brought back while it fell silent.
      if (strip && muted.ids.delete(id))
        this.#push(this.#current.stripTarget(id, 'audible'), strip.targets[StripTarget.audible]);
      if (strip || muted.ids.has(id)) continue;
      muted.ids.add(id);
      muted.until = next + MUTE_QUANTA;
      this.#push(this.#current.stripTarget(id, 'audible'), 0);
    }
    // What takes their place has come in silent, and sounds from the same quantum on.
    if (muted.until === next + MUTE_QUANTA)
      for (const [id, { targets }] of kept)
        if (this.#current.outputs.has(id))
          this.#push(this.#current.stripTarget(id, 'audible'), targets[StripTarget.audible]);
    this.#muted = muted.ids.size ? muted : null;
    if (muted.ids.size && next < muted.until) return true;
    this.#muted = null;
    return false;
  }

  /** Strips whose sound is copied into tap rings, by tap (0 is the master). */
  watch(taps: readonly (Id | null)[]): void {
    this.#taps = taps;
    this.#republish = true;
    this.pump();
  }

  /** Gain in dB of what an insert plays while bypassed: the listener's compare. Null takes it away. */
  compareGain(effectId: Id | null, gainDb: number): void {
    const before = this.#compared;
    if (before && before.effectId !== effectId) this.#pushCompare(before.effectId, 0);
    this.#compared = effectId === null ? null : { effectId, gainDb };
    if (effectId !== null) this.#pushCompare(effectId, gainDb);
  }

  /** Strips that the listener hears instead of the mix; the next `update` makes the plan for it. */
  listen(points: Listened): void {
    this.#listen = points;
  }

  #pushCompare(effectId: Id, gainDb: number): void {
    const insert = this.plan?.insert(effectId);
    if (insert !== undefined) this.#push(compareTarget(insert), gainDb);
  }

  tracksTaken(token: number): void {
    if (this.#pending && this.#pending.token === token && !this.#pending.published) this.#publishPending();
  }

  /** The audio thread is parked: values are written at once. */
  parked(): void {
    this.#parked = true;
    drainRing(this.#o.kernels.memory, this.#host.run);
    if (this.#pending && !this.#pending.published) this.#publishPending();
  }

  /** Puts all states to zero and all values where they should be; from now on the audio thread runs. */
  begin(map: RunMap): void {
    this.#host.follow(map);
    if (this.#current) this.#host.reset(this.#current);
    this.#parked = false;
    this.#freshUntil = 0;
    this.#leaveLater();
  }

  /** The run goes on elsewhere from a sample that is not rendered yet. */
  turn(map: RunMap): void {
    this.#host.follow(map);
  }

  /** Does what has become possible: called when the audio thread took something, and regularly. */
  pump(): void {
    for (const [target, value] of this.#late) {
      if (!this.#ring.push(NOW, target, value)) break;
      this.#late.delete(target);
    }
    if (!this.#o.control.planIsTaken) return;
    const { control } = this.#o;
    if (this.#pending?.published) {
      const old = this.#current;
      this.#current = this.#pending.plan;
      this.#pending = undefined;
      if (old && old !== this.#current) this.#host.release(old);
      this.#freshUntil = control.get(ControlWord.nextQuantum) + 1;
      // An insert that this plan made anew knows of no compare.
      if (this.#compared) this.#pushCompare(this.#compared.effectId, this.#compared.gainDb);
      this.#o.onPlan(this.#current);
      this.#leaveLater();
    }
    if (this.#republish && this.#current && !this.#pending) this.#publish(this.#current);
    if (this.#dirty && !this.#pending && !this.#isFresh && this.#given) this.update(this.#given);
  }

  /** Forgets all plans; only after the audio thread took a plan that is not ours. */
  close(): void {
    clearTimeout(this.#leaving);
    this.#closed = true;
    for (const plan of new Set([this.#pending?.plan, this.#current])) if (plan) this.#host.release(plan);
    this.#pending = undefined;
    this.#current = undefined;
    this.#impulses.close();
  }

  /**
   * A plan that was taken and has not rendered yet: its new strips take the values they find at their first
   * quantum at once, and must find silence.
   */
  get #isFresh(): boolean {
    return !this.#parked && this.#o.control.get(ControlWord.nextQuantum) < this.#freshUntil;
  }

  readonly #push = (target: Pointer, value: number): void => {
    const parked = this.#parked && this.#o.control.get(ControlWord.state) === RunState.parked;
    if (parked) new Float64Array(this.#o.kernels.memory.buffer, target, 1)[0] = value;
    else if (this.#late.size || !this.#ring.push(NOW, target, value)) this.#late.set(target, value);
  };

  #publishPending(): void {
    // One slot is being read and one is free only after the last publication was taken.
    if (!this.#pending || !this.#o.control.planIsTaken) {
      setTimeout(() => this.#pending && !this.#pending.published && this.#publishPending(), 4);
      return;
    }
    this.#publish(this.#pending.plan);
    this.#pending.published = true;
  }

  #publish(plan: InstalledPlan): void {
    const { control } = this.#o;
    const epoch = control.get(ControlWord.planEpoch) + 1;
    const slot = control.plan(epoch);
    slot[PlanSlot.pointer] = plan.pointer;
    slot[PlanSlot.run] = this.#host.run;
    slot[PlanSlot.master] = plan.master;
    slot[PlanSlot.latency] = plan.latencySamples;
    slot[PlanSlot.listen] = plan.outputs.get(LISTEN_STRIP) ?? 0;
    for (let pair = 0; pair < HARDWARE_PAIRS; pair++)
      slot[PlanSlot.firstPair + pair] = plan.outputs.get(`${HARDWARE_OUTPUT}${pair + 1}`) ?? 0;
    for (let tap = 0; tap < TAPS; tap++) {
      const id = this.#taps[tap];
      slot[PlanSlot.firstTap + tap] = tap === 0 ? plan.master : id ? (plan.outputs.get(id) ?? 0) : 0;
    }
    this.#republish = false;
    control.set(ControlWord.planEpoch, epoch);
  }

  #leaveLater(): void {
    clearTimeout(this.#leaving);
    // Only a plan that runs fades anything out.
    if (this.#parked || !this.#current?.hasLeaving) return;
    this.#leaving = setTimeout(() => {
      this.#again = true;
      this.#dirty = true;
    }, LEAVING_MS);
  }
}

/** Publishes "no plan", so that all others may be freed. */
export function publishNothing(control: ControlBlock): void {
  const epoch = control.get(ControlWord.planEpoch) + 1;
  control.plan(epoch).fill(0);
  control.set(ControlWord.planEpoch, epoch);
}
