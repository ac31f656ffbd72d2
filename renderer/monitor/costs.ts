/** What inserts cost, as the engine tells it once a second while a view asks. */
import { useEffect, useSyncExternalStore } from 'react';
import type { Costs } from '../../audio-engine/protocol/index.ts';
import { costWords } from '../../audio-engine/words/index.ts';
import { declareWatch } from '../live/index.ts';
import { studio } from '../state/index.ts';

let newest: Costs | undefined;
const listeners = new Set<() => void>();
let started = false;

function start(): void {
  if (started) return;
  started = true;
  studio().on('engine.costs', (costs) => {
    newest = costs;
    for (const listener of listeners) listener();
  });
}

/** Asks for costs while the view that calls it is open, without drawing anything again for them. */
export function useCostsWatch(): void {
  useEffect(() => {
    start();
    return declareWatch({ costs: true });
  }, []);
}

/** The newest costs, and again with each second. */
export function useCosts(): Costs | undefined {
  useCostsWatch();
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => newest,
  );
}

/** Name of an insert with what it costs, where that is known: for a slot's help, looked up when it is wanted. */
export function costHelp(effectId: string, name: string): string {
  const cost = newest?.effects.find((effect) => effect.effectId === effectId);
  return cost ? costWords.slot(name, cost.share) : name;
}

export interface CostRow {
  stripId: string;
  /** Null for all of a strip's effects together. */
  effectId: string | null;
  share: number;
}

/** Rows by cost, dearest first: every effect, or strips with the sum of theirs. */
export function costRows(costs: Costs, by: 'effects' | 'strips'): CostRow[] {
  const rows: CostRow[] = [];
  for (const { stripId, effectId, share } of costs.effects) {
    const known = by === 'strips' ? rows.find((row) => row.stripId === stripId) : undefined;
    if (known) known.share += share;
    else rows.push({ stripId, effectId: by === 'strips' ? null : effectId, share });
  }
  return rows.sort((a, b) => b.share - a.share);
}
