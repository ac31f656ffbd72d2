/** An insert's node: the kernel's state and targets, its history, and the delayed input that bypass plays. */
import { effectKinds } from '../effects/registry.ts';
import type { InsertDescription } from '../graph/index.ts';
import { BYPASS_FIELD } from '../graph/index.ts';
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { LaneSet } from './automation-lanes.ts';
import type { Resource } from './impulses.ts';
import { AlignNode } from './node-align.ts';
import { NodeMemory } from './node-memory.ts';
import type { SwitchNode } from './node-switch.ts';
import { EFFECT_HISTORY } from './plan-layout.ts';

/** Bytes and words of an insert block: see kernels/assembly/crossfade.ts. */
const ACTIVE_BYTE = 0;
const PRESENT_BYTE = 8;
const PRESENCE_BYTE = 48;
const LATENCY_WORD = 21;
const DELAY_WORD = 22;
const RESOURCE_WORD = 54;
const AUTOMATION_BYTE = 336;
const FORK_WORD = 87;
const SPLIT_WORD = 88;
const JOIN_WORD = 89;
const MEMBER_WORD = 90;
const SIDE_WORD = 91;

/** What plans and inserts are made with. */
export interface InsertRoom {
  kernels: Kernels;
  allocator: Allocator;
  sampleRate: number;
  /** Room for two quanta, which a strip's inserts share. */
  dry: Pointer;
  /** What was prepared for an effect, where it needs anything. */
  resourceOf(insert: InsertDescription): Resource | undefined;
}

export class InsertNode {
  readonly memory: NodeMemory;
  readonly id: string;
  /** What must not differ for the node to be kept. */
  readonly what: string;
  readonly block: Pointer;
  readonly params: Pointer;
  readonly history: Pointer;
  readonly #room: InsertRoom;
  readonly #doubles: Float64Array;
  readonly #words: Int32Array;
  readonly #params: Float64Array;
  readonly #lanes: LaneSet;
  #delay: AlignNode | null;
  #resource: Resource | undefined;
  #switch: SwitchNode | null = null;

  /** @param comesIn fades in instead of being there from the first sample. */
  constructor(room: InsertRoom, insert: InsertDescription, comesIn: boolean) {
    this.id = insert.id;
    this.what = whatIs(insert);
    this.#room = room;
    const { kernels, allocator, sampleRate } = room;
    this.memory = new NodeMemory(allocator);
    const { call } = kernels;
    const bytes = call.insert_bytes!();
    this.block = this.memory.allocate(bytes);
    const kind = insert.node === 'effect' ? effectKinds[insert.kind] : undefined;
    const count = insert.node === 'effect' ? insert.values.length : 0;
    this.params = this.memory.allocate(Math.max(8, count * 8));
    this.#params = new Float64Array(kernels.memory.buffer, this.params, Math.max(1, count));
    if (insert.node === 'effect') this.#params.set(insert.values);
    // Some kernels need more memory for some of their values: they are asked with them, and told what they got.
    const stateBytes = kind ? call[`${kind.prefix}_bytes`]!(sampleRate, this.params) : 0;
    const state = kind ? this.memory.allocate(stateBytes) : 0;
    if (kind) call[`${kind.prefix}_room`]?.(state, stateBytes);
    this.history = this.memory.allocate(64 + EFFECT_HISTORY * 12);
    this.#resource = room.resourceOf(insert);
    const { latencySamples } = insert;
    this.#delay =
      latencySamples > 0 ? new AlignNode(kernels, allocator, latencySamples, sampleRate, false) : null;
    const { buffer } = kernels.memory;
    this.#doubles = new Float64Array(buffer, this.block, bytes / 8);
    this.#words = new Int32Array(buffer, this.block, bytes / 4);
    this.#lanes = new LaneSet(kernels, this.memory, this.block + AUTOMATION_BYTE, false);
    this.write(insert);
    call.insert_init!(
      this.block,
      kind?.kernelId ?? 0,
      this.params,
      state,
      this.history,
      room.dry,
      this.#delay?.block ?? 0,
      latencySamples,
      sampleRate,
      comesIn ? 1 : 0,
      seedOf(insert.id),
      this.#resource?.pointer ?? 0,
    );
  }

  /** Everything a plan with this node needs. */
  get memories(): readonly NodeMemory[] {
    const resource = this.#resource ? [this.#resource.memory] : [];
    const switches = this.#switch ? [this.#switch.memory] : [];
    return [this.memory, ...(this.#delay?.memories ?? []), ...resource, ...switches];
  }

  get activeTarget(): Pointer {
    return this.block + ACTIVE_BYTE;
  }

  get isLeaving(): boolean {
    return this.#doubles[PRESENT_BYTE / 8] === 0;
  }

  /** True once a leaving insert is not heard any more. */
  get hasLeft(): boolean {
    const silent = this.#doubles[PRESENCE_BYTE / 8] === 0 || this.#switch?.hasLost(this.comesInSwitch);
    return this.isLeaving && silent === true;
  }

  /** Whether this node can go on as that insert. */
  canBe(insert: InsertDescription): boolean {
    return this.what === whatIs(insert);
  }

  /** Targets, while the node may be running. */
  write(insert: InsertDescription): void {
    this.automate(insert);
    if (!this.#lanes.follows(BYPASS_FIELD)) this.#doubles[ACTIVE_BYTE / 8] = insert.bypassed ? 0 : 1;
    if (insert.node !== 'effect') return;
    for (const [index, value] of insert.values.entries())
      if (!this.#lanes.follows(index)) this.#params[index] = value;
  }

  /** Lanes, while the node may be running. False where it follows them already. */
  automate(insert: InsertDescription): boolean {
    return this.#lanes.set(insert.node === 'effect' ? insert.automation : undefined);
  }

  /** Takes over for the same insert in the next plan. */
  keep(insert: InsertDescription): void {
    this.write(insert);
    this.#doubles[PRESENT_BYTE / 8] = 1;
    this.#resource = this.#room.resourceOf(insert);
    Atomics.store(this.#words, RESOURCE_WORD, this.#resource?.pointer ?? 0);
    const { latencySamples } = insert;
    const { kernels, allocator, sampleRate } = this.#room;
    if (this.#delay && latencySamples <= this.#delay.fits) this.#delay.delaySamples = latencySamples;
    else if (latencySamples > 0) {
      this.#delay = new AlignNode(kernels, allocator, latencySamples, sampleRate, true, false, this.#delay);
      Atomics.store(this.#words, DELAY_WORD, this.#delay.block);
    }
    Atomics.store(this.#words, LATENCY_WORD, latencySamples);
  }

  /** The switch it takes part in, while that is not over. */
  get switching(): SwitchNode | null {
    return this.#switch?.isDone === false ? this.#switch : null;
  }

  /** Of the switch: whether it is among what came. */
  get comesInSwitch(): boolean {
    return this.#words[SIDE_WORD] === 1;
  }

  /** Takes part in a switch, among what comes or among what goes. */
  takePart(node: SwitchNode, comes: boolean): void {
    this.#switch = node;
    this.#words[SIDE_WORD] = comes ? 1 : 0;
    Atomics.store(this.#words, MEMBER_WORD, node.block);
  }

  /** At its place in the chain the ways of a switch part, the new sound is put by, or they join. */
  standAt(node: SwitchNode, place: 'fork' | 'split' | 'join'): void {
    const word = { fork: FORK_WORD, split: SPLIT_WORD, join: JOIN_WORD }[place];
    Atomics.store(this.#words, word, node.block);
  }

  /** A switch that is over is forgotten. */
  settleSwitch(): void {
    if (!this.#switch?.isDone) return;
    this.#switch = null;
    for (const word of [FORK_WORD, SPLIT_WORD, JOIN_WORD, MEMBER_WORD]) Atomics.store(this.#words, word, 0);
  }

  /** Begins to fade out of the chain. */
  leave(): void {
    this.#doubles[PRESENT_BYTE / 8] = 0;
  }
}

function whatIs(insert: InsertDescription): string {
  if (insert.node === 'hosted') return insert.plugin;
  const { parameters, remadeBy } = effectKinds[insert.kind];
  if (remadeBy === undefined) return insert.kind;
  const made = remadeBy.map((id) => insert.values[parameters.findIndex((parameter) => parameter.id === id)]);
  return `${insert.kind} ${made.join(' ')}`;
}

/** FNV-1a over the id: a number that differs from insert to insert and is the same in every run. */
function seedOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return hash | 0;
}
