/**
 * The control thread's side of references and playback systems: which file the deck reads, when it is heard, and the
 * gains that make it and a system as loud as the master straight. Gains are taken when something begins to be heard
 * and stay until it ends. Nothing of it is in the document or in any render.
 */
import type { Allocator, Kernels } from '../kernels/index.ts';
import {
  type DeckSource,
  type EngineListening,
  ListenSlot,
  type Section,
  SectionKind,
  type SystemSpec,
} from '../protocol/index.ts';
import { type ControlBlock, ControlWord, TAP_FRAMES } from './control-block.ts';
import type { ControlRoom } from './control-room.ts';
import type { DeckLoad } from './deck-lane.ts';
import type { ListeningBlocks } from './listening-blocks.ts';
import { QUANTUM } from './plan-layout.ts';
import { ProgrammeMatcher, type SystemMatch } from './system-match.ts';

/** Of any match: more is a mistake and not a loudness. */
const MOST_DB = 24;
/** Nothing is turned up beyond full scale by a match. */
const TOP_DBFS = -0.1;

export interface ListeningHost {
  readonly kernels: Kernels;
  readonly allocator: Allocator;
  readonly control: ControlBlock;
  readonly blocks: ListeningBlocks;
  readonly room: ControlRoom;
  /** Integrated loudness of the master since the meters were reset. */
  masterLufs(): number;
  /** Tells the disk thread what a slot plays. */
  load(slot: number, load: DeckLoad): void;
}

const NOTHING: EngineListening = {
  deck: null,
  heard: false,
  blind: false,
  system: null,
  matched: true,
  masterLufs: null,
};

interface Gain {
  gainDb: number;
  /** What is missing of the match, because it would clip. */
  shortDb: number;
}

export class ControlListening {
  readonly #host: ListeningHost;
  readonly #matcher: ProgrammeMatcher;
  #sampleRate = 48_000;
  #latency = 0;
  #wish = NOTHING;
  /** Of each slot: what was loaded into it. */
  #loaded: (DeckSource | null)[] = [null, null];
  #deckGain: Gain = { gainDb: 0, shortDb: 0 };
  #masterLufs: number | null = null;
  #system: SystemSpec | null = null;
  #match: SystemMatch | null = null;
  #systemGain: Gain = { gainDb: 0, shortDb: 0 };
  #noiseDb = 0;
  #read = 0;

  constructor(host: ListeningHost) {
    this.#host = host;
    this.#matcher = new ProgrammeMatcher(host.kernels, host.allocator);
  }

  /** A session at this rate; only while the audio thread is parked. */
  begin(sampleRate: number): void {
    const { call } = this.#host.kernels;
    const { deck, system } = this.#host.blocks;
    this.#sampleRate = sampleRate;
    this.#matcher.begin(sampleRate);
    this.#read = this.#host.control.get(ControlWord.tapWritten);
    call.deck_init!(deck.pointer, sampleRate);
    call.system_init!(system.pointer, sampleRate);
    this.#loaded = [null, null];
    this.#system = null;
    this.#masterLufs = null;
    this.set(this.#wish);
  }

  /** A plan runs whose sound is so late. */
  planned(latencySamples: number): void {
    if (latencySamples === this.#latency) return;
    this.#latency = latencySamples;
    // What goes in step has to be as late.
    for (const [slot, source] of this.#loaded.entries())
      if (source && source.fromSample === null) this.#load(slot, source);
  }

  set(listening: EngineListening): void {
    this.#wish = listening;
    this.#setDeck();
    this.#setSystem();
  }

  /** Remembers what the master played, for a system's match; called 60 times a second. */
  read(): void {
    const { control } = this.#host;
    const written = control.get(ControlWord.tapWritten);
    if (((written - this.#read) | 0) > TAP_FRAMES) this.#read = (written - TAP_FRAMES) | 0;
    while (((written - this.#read) | 0) > 0) {
      const at = this.#read & (TAP_FRAMES - 1);
      const frames = Math.min((written - this.#read) | 0, TAP_FRAMES - at);
      this.#matcher.push(control.taps[0]!, at, frames);
      this.#read = (this.#read + frames) | 0;
    }
  }

  sections(): Section[] {
    const { deck } = this.#host.blocks;
    const slot = this.#slotOf(this.#wish.deck);
    const source = slot === null ? null : this.#loaded[slot]!;
    const values = new Float32Array(ListenSlot.count);
    values[ListenSlot.heard] = deck.heard === null ? 0 : 1;
    values[ListenSlot.seconds] =
      slot === null || !source || source.fromSample === null
        ? Number.NaN
        : this.#seconds(source, source.fromSample, deck.slots[slot]!.clock);
    const gain = this.#wish.heard ? this.#deckGain : this.#gainOf(source);
    values[ListenSlot.gainDb] = source ? gain.gainDb : Number.NaN;
    values[ListenSlot.shortDb] = source ? gain.shortDb : 0;
    values[ListenSlot.ready] = slot !== null && deck.slots[slot]!.isReady ? 1 : 0;
    values[ListenSlot.masterLufs] = this.#masterLevel() ?? Number.NaN;
    values[ListenSlot.systemGainDb] = this.#system ? this.#systemGain.gainDb : Number.NaN;
    values[ListenSlot.systemShortDb] = this.#systemGain.shortDb;
    values[ListenSlot.systemSeconds] = this.#match?.seconds ?? 0;
    return [{ kind: SectionKind.listening, index: 0, values }];
  }

  #setDeck(): void {
    const { deck } = this.#host.blocks;
    const { deck: source, heard } = this.#wish;
    let slot = this.#slotOf(source);
    if (source && slot === null) {
      // The one that is neither heard nor on its way.
      slot = deck.heard === 0 || (deck.heard === null && deck.wanted === 0) ? 1 : 0;
      this.#load(slot, source);
    } else if (source && slot !== null) this.#loaded[slot] = source;
    if (source && slot !== null && heard) {
      // Taken as it begins, and kept; another file, or the match switched, begins anew.
      const begins = deck.wanted !== slot;
      if (begins || source.matched !== this.#gainMatched) {
        this.#masterLufs = null;
        this.#masterLufs = this.#masterLevel();
        this.#deckGain = this.#gainOf(source);
        this.#gainMatched = source.matched;
      }
      deck.slots[slot]!.setGain(this.#deckGain.gainDb);
    }
    const on = heard && source !== null && slot !== null;
    if (!on) this.#masterLufs = null;
    deck.want(on ? slot : null);
    // The other side of a blind test comes down to what has no room to be turned up.
    const blindSource = this.#wish.blind && source && !on ? this.#gainOf(source).shortDb : 0;
    this.#host.room.deckTrim(-blindSource);
  }

  #gainMatched = true;

  #slotOf(source: DeckSource | null): number | null {
    if (!source) return null;
    const slot = this.#loaded.findIndex((loaded) => loaded?.key === source.key);
    return slot < 0 ? null : slot;
  }

  #load(slot: number, source: DeckSource): void {
    this.#loaded[slot] = source;
    const generation = this.#host.blocks.deck.slots[slot]!.load(
      source.fromSample !== null,
      this.#deckGain.gainDb,
    );
    this.#host.load(slot, { generation, source, latencySamples: this.#latency });
  }

  /** Of the master: as measured as a whole, or what was heard of it; frozen while something else is heard. */
  #masterLevel(): number | null {
    if (this.#masterLufs !== null) return this.#masterLufs;
    const heard = this.#wish.masterLufs ?? this.#host.masterLufs();
    return Number.isFinite(heard) ? heard : null;
  }

  #gainOf(source: DeckSource | null): Gain {
    if (!source) return { gainDb: 0, shortDb: 0 };
    const master = this.#masterLevel();
    if (!source.matched || source.lufs === null || master === null)
      return { gainDb: source.gainDb, shortDb: 0 };
    return within(master - source.lufs, source.peakDbtp ?? 0, this.#host.room.levelDb);
  }

  #setSystem(): void {
    const { system, matched } = this.#wish;
    const block = this.#host.blocks.system;
    if (JSON.stringify(system) !== JSON.stringify(this.#system)) {
      this.#system = system;
      this.#match = system ? this.#matcher.measure(system) : null;
      this.#noiseDb = system?.noise ? this.#matcher.noiseLufs(system) : 0;
      this.#levelSystem(matched);
      block.take(system, this.#systemGain.gainDb, this.#noiseLevel());
    } else if (system) {
      this.#levelSystem(matched);
      block.level(this.#systemGain.gainDb, this.#noiseLevel());
    }
  }

  #levelSystem(matched: boolean): void {
    const match = this.#match;
    this.#systemGain =
      match && matched
        ? within(match.gainDb, match.peakDb, this.#host.room.levelDb)
        : { gainDb: 0, shortDb: 0 };
  }

  /** Of the system's own noise, so that it lies where its data says under the programme. */
  #noiseLevel(): number {
    const noise = this.#system?.noise;
    if (!noise || !this.#match) return -200;
    return this.#match.lufs - this.#match.gainDb - noise.belowLu - this.#noiseDb;
  }

  /** Where in the file its own clock stands. */
  #seconds(source: DeckSource, fromSample: number, clock: number): number {
    const length = Math.max(1, source.lengthSamples - fromSample);
    return (fromSample + ((clock * QUANTUM) % length)) / this.#sampleRate;
  }
}

/** A gain that clips nothing: what goes up may reach full scale at the speakers and no further. */
function within(wantedDb: number, peakDb: number, levelDb: number): Gain {
  const room = Math.max(0, TOP_DBFS - peakDb - Math.min(0, levelDb));
  const wanted = Math.max(-MOST_DB, Math.min(MOST_DB, wantedDb));
  const gainDb = Math.min(wanted, room);
  return { gainDb, shortDb: wanted - gainDb };
}
