/**
 * A strip's inserts from one plan to the next. What only comes fades in, and what only goes fades out; where some come
 * and others go, as from one chain state to another, they do so together: see node-switch.ts.
 */
import type { InsertDescription } from '../graph/index.ts';
import { type ChainLink, mergeChain } from './node-chain.ts';
import { InsertNode, type InsertRoom } from './node-insert.ts';
import { SwitchNode, warmingQuanta } from './node-switch.ts';

/** What stands before a strip's fader and after it. */
export interface Chains<T> {
  inserts: T[];
  postFader: T[];
}

interface Merged {
  links: readonly ChainLink[];
  nodes: InsertNode[];
}

/** The nodes of both chains, leaving ones included. `before`: those of the plan before, where the strip was in it. */
export function nextChains(
  room: InsertRoom,
  before: Chains<InsertNode> | undefined,
  wanted: Readonly<Chains<InsertDescription>>,
): Chains<InsertNode> {
  const merged = [
    merge(room, before?.inserts, wanted.inserts),
    merge(room, before?.postFader, wanted.postFader),
  ] as const;
  const links = merged.flatMap((chain) => chain.links);
  turnSwitches(links);
  const coming = links.flatMap(({ node, insert }) => (node === null ? [insert.latencySamples] : []));
  const goes = links.some(({ node, insert }) => node && !insert && !node.isLeaving && !node.switching);
  if (before && coming.length && goes)
    for (const chain of merged) switchStretches(room, chain, warmingQuanta(coming));
  for (const { node, insert } of links) if (node) insert ? node.keep(insert) : node.leave();
  return { inserts: merged[0].nodes, postFader: merged[1].nodes };
}

function merge(
  room: InsertRoom,
  before: readonly InsertNode[] | undefined,
  wanted: readonly InsertDescription[],
): Merged {
  const old = before?.filter((node) => !node.hasLeft) ?? [];
  for (const node of old) node.settleSwitch();
  const links = mergeChain(old, wanted);
  const nodes = links.map(({ node, insert }) => node ?? new InsertNode(room, insert, before !== undefined));
  return { links, nodes };
}

/** What went and is wanted again comes back while the switch goes on. */
function turnSwitches(links: readonly ChainLink[]): void {
  const turned = new Map<SwitchNode, boolean>();
  for (const { node, insert } of links) {
    const under = node?.switching;
    if (under) turned.set(under, (turned.get(under) ?? true) && (insert !== null) !== node.comesInSwitch);
  }
  for (const [under, back] of turned) under.toNew = !back;
}

/** Each stretch between inserts that stay. */
function switchStretches(room: InsertRoom, { links, nodes }: Merged, warming: number): void {
  for (let from = 0; from < links.length; from++) {
    let to = from;
    while (to < links.length && !(links[to]!.node && links[to]!.insert)) to++;
    const stretch = nodes.slice(from, to);
    // One that fades already goes on doing so.
    if (stretch.length && !stretch.some((node) => node.switching || node.isLeaving)) {
      const comes = stretch.filter((_, i) => links[from + i]!.node === null);
      const goes = stretch.filter((_, i) => links[from + i]!.node !== null);
      const node = new SwitchNode(room.kernels, room.allocator, warming, room.sampleRate);
      for (const insert of comes) insert.takePart(node, true);
      for (const insert of goes) insert.takePart(node, false);
      stretch[0]!.standAt(node, 'fork');
      comes.at(-1)?.standAt(node, 'split');
      stretch.at(-1)!.standAt(node, 'join');
    }
    from = to;
  }
}
