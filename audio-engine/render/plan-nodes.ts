/** Makes the nodes of a plan's strips, and takes over those of the plan before: by id, so that they keep their states. */
import {
  type EdgeDescription,
  type InsertDescription,
  isPlain,
  type PlanDescription,
  type StripDescription,
  stagesOf,
} from '../graph/index.ts';
import type { Allocator, Kernels } from '../kernels/index.ts';
import type { Id } from '../session/index.ts';
import { AlignNode } from './node-align.ts';
import { Begins, EdgeNode } from './node-edge.ts';
import type { InsertNode, InsertRoom } from './node-insert.ts';
import { StripNode, type StripRoom } from './node-strip.ts';
import { nextChains } from './plan-chains.ts';

/** One source of a strip's sum. */
export interface InputNodes {
  /** Source, edge and tap: what must be the same for an input to go on. */
  key: string;
  edge: EdgeDescription;
  /** Null where the source is added as it is. */
  node: EdgeNode | null;
}

export interface StripNodes {
  description: StripDescription;
  /** That of the description, or later where something that leaves still needs it. */
  stage: number;
  strip: StripNode;
  /** Leaving ones included, in the order of summing. */
  inputs: InputNodes[];
  /** Delays a track's source. */
  arrival: AlignNode | null;
  /** Leaving ones included. */
  inserts: InsertNode[];
  /** Delays of side-chains by insert id. */
  keys: Map<Id, AlignNode>;
  align: AlignNode | null;
  postFader: InsertNode[];
}

export class PlanNodes {
  readonly #kernels: Kernels;
  readonly #allocator: Allocator;
  readonly #room: StripRoom;
  /** Of the plan before: what this one can keep. */
  readonly #before: ReadonlyMap<Id, StripNodes>;
  /** What every strip needs before it can run, leaving edges included. */
  readonly #needs = new Map<Id, { fromId: Id }[]>();
  readonly #resourceOf: InsertRoom['resourceOf'];

  constructor(
    kernels: Kernels,
    allocator: Allocator,
    room: StripRoom,
    before: ReadonlyMap<Id, StripNodes>,
    description: PlanDescription,
    resourceOf: InsertRoom['resourceOf'],
  ) {
    this.#kernels = kernels;
    this.#allocator = allocator;
    this.#room = room;
    this.#resourceOf = resourceOf;
    this.#before = before;
    for (const { id, inputs, inserts } of [...description.strips, description.master]) {
      const keys = inserts.flatMap((insert) => (insert.node === 'effect' && insert.key ? [insert.key] : []));
      this.#needs.set(id, [...inputs, ...keys]);
    }
  }

  /** The nodes of every strip, in the order given. */
  strips(descriptions: readonly StripDescription[]): StripNodes[] {
    const strips = descriptions.map((strip) => this.#strip(strip));
    const { stages } = stagesOf([...this.#needs.keys()], this.#needs);
    for (const nodes of strips) nodes.stage = stages.get(nodes.description.id)!;
    return strips;
  }

  #strip(description: StripDescription): StripNodes {
    const before = this.#before.get(description.id);
    // A track's ring is made for its channels; a sum only turns from one into the other.
    const same = before?.strip.channels === description.channels || description.trackId === null;
    const old = same ? before : undefined;
    const strip = old?.strip ?? new StripNode(this.#kernels, this.#allocator, description, this.#room);
    strip.write(description);
    const { inserts, postFader } = nextChains(this.#insertRoom(strip), old, description);
    return {
      description,
      stage: description.stage,
      strip,
      inputs: this.#inputs(description, old),
      arrival: strip.feed ? this.#align(old?.arrival, description.arrivalSamples, old !== undefined) : null,
      inserts,
      keys: this.#keys(description.inserts, old),
      align: this.#align(old?.align, description.compensationSamples, old !== undefined),
      postFader,
    };
  }

  #insertRoom({ dry }: StripNode): InsertRoom {
    const { sampleRate } = this.#room;
    return {
      kernels: this.#kernels,
      allocator: this.#allocator,
      sampleRate,
      dry,
      resourceOf: this.#resourceOf,
    };
  }

  #inputs(description: StripDescription, old: StripNodes | undefined): InputNodes[] {
    const gone = new Map(old?.inputs.map((input) => [input.key, input]));
    const inputs = description.inputs.map((edge): InputNodes => {
      const key = `${edge.fromId} ${edge.id} ${edge.point}`;
      const known = gone.get(key);
      gone.delete(key);
      // Both ends were there without it: it fades in. With a new strip it is there from the start.
      const comesIn = !known && old !== undefined && this.#before.has(edge.fromId);
      return { key, edge, node: this.#edge(edge, known, comesIn) };
    });
    for (const input of gone.values()) {
      const node = this.#leaving(input, description.id);
      if (node) inputs.push({ ...input, node });
    }
    const plainly = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
    return inputs.sort((a, b) => plainly(a.edge.fromId, b.edge.fromId) || plainly(a.edge.id, b.edge.id));
  }

  #edge(edge: EdgeDescription, known: InputNodes | undefined, comesIn: boolean): EdgeNode | null {
    const node = known?.node;
    if (node) {
      node.write(edge);
      node.align = this.#align(node.align, edge.delaySamples, true);
      return isPlain(edge) && node.isThrough ? null : node;
    }
    if (isPlain(edge) && !comesIn) return null;
    const begins = known ? Begins.whole : comesIn ? Begins.silent : Begins.there;
    const align = this.#align(null, edge.delaySamples, begins === Begins.whole);
    return this.#newEdge(edge, begins, align);
  }

  /** Fades out what is no input any more; null where it has, or where its source is gone or needs the strip now. */
  #leaving(input: InputNodes, toId: Id): EdgeNode | null {
    const { fromId } = input.edge;
    if (!this.#needs.has(fromId) || input.node?.hasLeft || this.#isBefore(toId, fromId)) return null;
    this.#needs.get(toId)!.push({ fromId });
    const node = input.node ?? this.#newEdge(input.edge, Begins.whole, null);
    node.leave();
    return node;
  }

  #isBefore(id: Id, laterId: Id): boolean {
    const seen = new Set([laterId]);
    for (const one of seen) for (const { fromId } of this.#needs.get(one) ?? []) seen.add(fromId);
    return seen.has(id);
  }

  #newEdge(
    edge: EdgeDescription,
    begins: (typeof Begins)[keyof typeof Begins],
    align: AlignNode | null,
  ): EdgeNode {
    return new EdgeNode(this.#kernels, this.#allocator, edge, this.#room.sampleRate, begins, align);
  }

  #keys(inserts: readonly InsertDescription[], old: StripNodes | undefined): Map<Id, AlignNode> {
    const keys = new Map<Id, AlignNode>();
    for (const insert of inserts) {
      if (insert.node !== 'effect' || !insert.key) continue;
      const align = this.#align(old?.keys.get(insert.id), insert.key.delaySamples, old !== undefined, true);
      if (align) keys.set(insert.id, align);
    }
    return keys;
  }

  #align(
    node: AlignNode | null | undefined,
    delaySamples: number,
    comesIn: boolean,
    forKey = false,
  ): AlignNode | null {
    if (node && delaySamples <= node.fits) {
      if (delaySamples === 0 && node.isThrough) return null;
      node.delaySamples = delaySamples;
      return node;
    }
    if (delaySamples === 0) return null;
    const { sampleRate } = this.#room;
    return new AlignNode(
      this.#kernels,
      this.#allocator,
      delaySamples,
      sampleRate,
      comesIn,
      forKey,
      node ?? null,
    );
  }
}
