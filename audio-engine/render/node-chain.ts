/**
 * A chain of inserts from one plan to the next: what stays keeps its node and state, what is new fades in, what
 * is gone stays where it was until it has faded out. A moved insert is a new one in its new place.
 */
import type { InsertDescription } from '../graph/index.ts';
import type { InsertNode } from './node-insert.ts';

/** What a chain consists of at one position: a node that goes on, or a description that needs a new node. */
export type ChainLink =
  | { node: InsertNode; insert: InsertDescription }
  | { node: InsertNode; insert: null }
  | { node: null; insert: InsertDescription };

export function mergeChain(old: readonly InsertNode[], wanted: readonly InsertDescription[]): ChainLink[] {
  const kept = longestCommon(old, wanted);
  const links: ChainLink[] = [];
  let at = 0;
  for (const insert of wanted) {
    const node = kept.get(insert);
    if (node) {
      for (; old[at] !== node; at++) links.push({ node: old[at]!, insert: null });
      at++;
      links.push({ node, insert });
    } else links.push({ node: null, insert });
  }
  for (; at < old.length; at++) links.push({ node: old[at]!, insert: null });
  return links;
}

/** The longest run of inserts that are in both, in the same order. */
function longestCommon(
  old: readonly InsertNode[],
  wanted: readonly InsertDescription[],
): Map<InsertDescription, InsertNode> {
  const fits = (node: InsertNode, insert: InsertDescription): boolean =>
    node.id === insert.id && node.canBe(insert);
  const lengths: number[][] = Array.from({ length: old.length + 1 }, () => Array(wanted.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = wanted.length - 1; j >= 0; j--) {
      lengths[i]![j] = fits(old[i]!, wanted[j]!)
        ? lengths[i + 1]![j + 1]! + 1
        : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const kept = new Map<InsertDescription, InsertNode>();
  let i = 0;
  let j = 0;
  while (i < old.length && j < wanted.length) {
    if (fits(old[i]!, wanted[j]!)) kept.set(wanted[j++]!, old[i++]!);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return kept;
}
