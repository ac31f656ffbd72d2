/**
 * The description after a control has moved: made from the one before, so that a hand on a fader costs the same in a
 * large session as in a small one. Whatever else has changed is left to `describePlan`; both give the same.
 */
import type { Effect, Id, Send, SessionDocument, Strip } from '../session/index.ts';
import { vcaOffsetDb } from './automation.ts';
import { controlTargetsOf, valuesOf } from './describe.ts';
import type {
  DescribeOptions,
  EdgeDescription,
  InsertDescription,
  PlanDescription,
  StripDescription,
} from './description.ts';
import { StripTarget } from './description.ts';
import { sendTargetsOf } from './routing.ts';
import { endsWithSession, songTargetsOf } from './song.ts';

export interface Described {
  document: SessionDocument;
  description: PlanDescription;
}

/** What a description depends on beside the controls of strips, inserts and sends. */
const ELSE = ['session', 'tempo', 'media', 'tracks', 'buses', 'vcas', 'automation'] as const;

/** Null where more than controls have moved. The options must be those of the description before. */
export function redescribe(
  before: Described,
  document: SessionDocument,
  options: DescribeOptions,
): PlanDescription | null {
  const old = before.document;
  if (ELSE.some((domain) => document[domain] !== old[domain])) return null;
  const moves = new Moves(before.description, document, options);
  const { strips, effects, sends } = document;
  const same =
    eachChange(old.strips, strips, (was, is) => moves.strip(was, is)) &&
    eachChange(old.effects, effects, (was, is, stripId) =>
      eachChange(was, is, (from, to) => moves.effect(stripId, from, to)),
    ) &&
    eachChange(old.sends, sends, (was, is) => eachChange(was, is, (from, to) => moves.send(from, to)));
  // The song's edges, and the end of what they end with, move as controls do.
  if (document.master !== old.master || endsWithSession(document)) moves.song();
  return same ? moves.description() : null;
}

/** False where keys came or went, or `take` refuses a change. */
function eachChange<T>(
  before: Record<Id, T>,
  after: Record<Id, T>,
  take: (was: T, is: T, id: Id) => boolean,
): boolean {
  if (before === after) return true;
  const ids = Object.keys(after);
  if (ids.length !== Object.keys(before).length) return false;
  return ids.every((id) => {
    const was = before[id];
    const is = after[id]!;
    return was === is || (was !== undefined && take(was, is, id));
  });
}

class Moves {
  readonly #before: PlanDescription;
  readonly #document: SessionDocument;
  readonly #options: DescribeOptions;
  /** Strips that differ, by id. */
  readonly #changed = new Map<Id, StripDescription>();

  constructor(before: PlanDescription, document: SessionDocument, options: DescribeOptions) {
    this.#before = before;
    this.#document = document;
    this.#options = options;
  }

  description(): PlanDescription {
    const changed = this.#changed;
    if (changed.size === 0) return this.#before;
    const { strips, master } = this.#before;
    return {
      ...this.#before,
      strips: strips.map((strip) => changed.get(strip.id) ?? strip),
      master: changed.get(master.id) ?? master,
    };
  }

  song(): void {
    const master = this.#find(this.#before.master.id)!;
    const song = songTargetsOf(this.#document, master.arrivalSamples);
    if (master.song?.every((value, index) => value === song[index])) return;
    this.#changed.set(master.id, { ...master, song });
  }

  strip(was: Strip, is: Strip): boolean {
    if (was.mute !== is.mute || was.solo !== is.solo || was.soloSafe !== is.soloSafe) return false;
    if (was.output !== is.output || was.vcaIds.join() !== is.vcaIds.join()) return false;
    const strip = this.#find(is.id);
    if (!strip) return false;
    const audible = strip.targets[StripTarget.audible];
    const targets = controlTargetsOf(this.#document, is.id, audible);
    const offsetDb = strip.automation && vcaOffsetDb(this.#document, is.id);
    this.#changed.set(is.id, {
      ...strip,
      targets,
      ...(strip.automation && offsetDb !== undefined
        ? { automation: { ...strip.automation, offsetDb } }
        : {}),
    });
    return true;
  }

  effect(stripId: Id, was: Effect, is: Effect): boolean {
    if (was.kind !== is.kind || was.order !== is.order) return false;
    if (was.impulse !== is.impulse || was.sideChain !== is.sideChain) return false;
    const strip = this.#find(stripId);
    if (!strip) return false;
    let same = true;
    const replaced = (inserts: InsertDescription[]): InsertDescription[] =>
      inserts.map((insert) => {
        if (insert.id !== is.id || insert.node !== 'effect') return insert;
        const values = valuesOf(is);
        const latency = this.#options.latencyOf(is.kind, values, this.#document.session.sampleRate);
        if (latency !== insert.latencySamples) same = false;
        return { ...insert, values, bypassed: is.bypassed };
      });
    this.#changed.set(stripId, {
      ...strip,
      inserts: replaced(strip.inserts),
      postFader: replaced(strip.postFader),
    });
    return same;
  }

  send(was: Send, is: Send): boolean {
    if (was.toStripId !== is.toStripId || was.order !== is.order) return false;
    if (was.point !== is.point || was.muted !== is.muted) return false;
    const strip = this.#find(is.toStripId);
    if (!strip) return false;
    const inputs = strip.inputs.map((edge): EdgeDescription => {
      if (edge.kind !== 'send' || edge.id !== is.id) return edge;
      return { ...edge, targets: sendTargetsOf(is, edge.targets[2] === 1) };
    });
    this.#changed.set(strip.id, { ...strip, inputs });
    return true;
  }

  #find(id: Id): StripDescription | undefined {
    const { strips, master } = this.#before;
    return this.#changed.get(id) ?? (master.id === id ? master : strips.find((strip) => strip.id === id));
  }
}
