/**
 * The listener's compare: what is measured for it before it is asked for, and the gain that makes the bypassed side
 * as loud as the processed one. The gain is taken when the compare begins and stays until it ends.
 */
import type { Allocator, Kernels } from '../kernels/index.ts';
import { CompareSlot, type Section, SectionKind, type SendPayload } from '../protocol/index.ts';
import {
  finalLimiter,
  type Id,
  MASTER_STRIP,
  orderedEffects,
  type SessionDocument,
} from '../session/index.ts';
import type { InsertTaps } from './live-insert.ts';
import { CompareMeter, type ComparePart } from './watch-compare.ts';

type Compare = SendPayload<'engine.compare'>;
type Candidate = { stripId: Id; effectId: Id | null };

/** An effect that was not measured before its compare began is matched after this long. */
const LATE_SECONDS = 1;

/** What a compare of an insert, or of a strip's chain, takes out of the sound: bypassed inserts are out of it already. */
export function compareParts(document: SessionDocument, of: Candidate | null): ComparePart[] {
  if (!of) return [];
  const limiter = of.stripId === MASTER_STRIP ? finalLimiter(document)?.id : undefined;
  const heard = orderedEffects(document, of.stripId).filter(
    (effect) => !effect.bypassed && (of.effectId === null || effect.id === of.effectId),
  );
  const inserts = heard.filter((effect) => effect.id !== limiter);
  const parts: ComparePart[] = [];
  const [first] = inserts;
  const last = inserts.at(-1);
  if (first && last) parts.push({ firstId: first.id, lastId: last.id });
  if (heard.length > inserts.length && limiter) parts.push({ firstId: limiter, lastId: limiter });
  return parts;
}

export interface CompareHost {
  readonly kernels: Kernels;
  readonly allocator: Allocator;
  /** Sets the gain in dB of what an insert plays while bypassed; null takes it away. */
  compareGain(effectId: Id | null, gainDb: number): void;
  /** Turns the control room down by so many dB. */
  trim(trimDb: number): void;
}

export class ListenersCompare {
  readonly #meter: CompareMeter;
  readonly #host: CompareHost;
  #document: SessionDocument | undefined;
  #candidate: Candidate | null = null;
  /** Also while the processed side of a blind test is heard. */
  #comparing: (Candidate & { matched: boolean; bypass: boolean; blind: boolean }) | null = null;
  #parts: ComparePart[] = [];
  /** Null while the difference is still being measured. */
  #frozen: { differenceDb: number; seconds: number } | null = null;
  #gainDb = 0;
  #shortDb = 0;

  constructor(host: CompareHost, taps: InsertTaps) {
    this.#meter = new CompareMeter(host.kernels, host.allocator, taps);
    this.#host = host;
  }

  /** Effects that have to be tapped. */
  get effectIds(): Id[] {
    return this.#parts.flatMap(({ firstId, lastId }) => [firstId, lastId]);
  }

  /** The document without any compare in it, and what may be compared next; `measure` follows once taps are set. */
  expect(document: SessionDocument | undefined, candidate: Candidate | null): void {
    this.#document = document;
    this.#candidate = candidate;
    this.#takeParts();
  }

  measure(sampleRate: number): void {
    this.#meter.measure(this.#parts, sampleRate);
  }

  /** Begins, changes or ends a compare. */
  compare({ stripId, effectId, bypass, matched, blind = false }: Compare): void {
    const was = this.#comparing;
    this.#comparing =
      (bypass || blind) && stripId !== null
        ? { stripId, effectId, matched: matched !== false, bypass, blind }
        : null;
    const now = this.#comparing;
    if (!was || was.stripId !== now?.stripId || was.effectId !== now.effectId) this.#frozen = null;
    this.#takeParts();
  }

  /** The gain of a compare that began or changed, after what it needs is measured. */
  settle(): void {
    const now = this.#comparing;
    const last = this.#parts.at(-1)?.lastId;
    this.#gainDb = 0;
    this.#shortDb = 0;
    if (!now || last === undefined) {
      this.#host.compareGain(null, 0);
      this.#host.trim(0);
      return;
    }
    const measured = this.#reading();
    if (!this.#frozen && Number.isFinite(measured.differenceDb)) this.#frozen = measured;
    const wanted = now.matched ? (this.#frozen?.differenceDb ?? 0) : 0;
    // Behind the master there is nothing that could take what goes over full scale.
    const room = now.stripId === MASTER_STRIP ? Math.max(0, -this.#meter.peakDb) : Number.POSITIVE_INFINITY;
    this.#gainDb = Math.min(wanted, room);
    this.#shortDb = wanted - this.#gainDb;
    this.#host.compareGain(last, this.#gainDb);
    this.#host.trim(now.blind && !now.bypass ? -this.#shortDb : 0);
  }

  /** Takes what was rendered; called 60 times a second. */
  read(): void {
    const late = this.#comparing !== null && this.#frozen === null;
    // With a whole chain out, what its last insert gives is not what it gave before.
    const possible = !late || this.#comparing?.effectId !== null;
    this.#meter.read(this.#frozen !== null || !possible);
    if (late && possible && this.#meter.seconds >= LATE_SECONDS) this.settle();
  }

  section(): Section | undefined {
    if (!this.#candidate && !this.#comparing) return undefined;
    const { differenceDb, seconds } = this.#frozen ?? this.#reading();
    const values = new Float32Array(5);
    values[CompareSlot.differenceDb] = differenceDb;
    values[CompareSlot.seconds] = seconds;
    values[CompareSlot.comparing] = this.#comparing?.bypass ? 1 : 0;
    values[CompareSlot.gainDb] = this.#gainDb;
    values[CompareSlot.shortDb] = this.#shortDb;
    return { kind: SectionKind.compare, index: 0, values };
  }

  #reading(): { differenceDb: number; seconds: number } {
    return { differenceDb: this.#meter.differenceDb, seconds: this.#meter.seconds };
  }

  #takeParts(): void {
    this.#parts = this.#document ? compareParts(this.#document, this.#comparing ?? this.#candidate) : [];
  }
}
