/** The one step that puts a whole chain onto the master, into a state of its own: the chain that was heard stays as it is. */

import { freeState } from './chain-states.ts';
import type { Command } from './commands/index.ts';
import {
  CHAIN_STATES,
  type ChainStateName,
  type EffectKind,
  type Id,
  MASTER_STRIP,
  type SessionDocument,
} from './document.ts';
import { ordersAfter } from './order.ts';

export interface NewInsert {
  kind: EffectKind;
  /** Values that differ from the defaults. */
  parameters: Record<string, number>;
}

/** Where a new chain goes: a state never used, or, with all in use, the last that is not heard. */
export function stateForNewChain(document: SessionDocument): ChainStateName {
  const { state } = document.master;
  return freeState(document) ?? CHAIN_STATES.findLast((name) => name !== state)!;
}

/** `ids`: one for each insert. */
export function putChain(
  document: SessionDocument,
  inserts: readonly NewInsert[],
  ids: readonly Id[],
  to: ChainStateName = stateForNewChain(document),
): Command {
  const { state, states } = document.master;
  const commands: Command[] = [];
  if (to !== state) {
    // What it held gives way.
    if (states[to]) commands.push({ id: 'chain.copyState', payload: { from: state, to } });
    commands.push({ id: 'chain.state', payload: { state: to } });
  }
  for (const effectId of Object.keys(document.effects[MASTER_STRIP] ?? {}))
    commands.push({ id: 'effect.remove', payload: { stripId: MASTER_STRIP, effectId } });
  const orders = ordersAfter(null, inserts.length);
  for (const [i, { kind, parameters }] of inserts.entries()) {
    const effect = {
      id: ids[i]!,
      kind,
      order: orders[i]!,
      bypassed: false,
      parameters: { ...parameters },
      presetName: null,
    };
    commands.push({ id: 'effect.insert', payload: { stripId: MASTER_STRIP, effect } });
  }
  return { id: 'batch', payload: { commands } } as Command;
}
