/** Chain states: whole master chains kept side by side, one of them heard. A state never used begins as a copy of the heard one. */
import { effectKinds } from '../effects/registry.ts';
import { dropStrayLanes } from './automation-rules.ts';
import {
  type AutomationLane,
  type ChainState,
  type ChainStateName,
  type Effect,
  type Id,
  MASTER_STRIP,
  type SessionDocument,
} from './document.ts';
import { plain, same } from './plain.ts';

/** The chain as the master strip holds it, to be kept. */
export function chainOf(d: SessionDocument): ChainState {
  return {
    strip: plain(d.strips[MASTER_STRIP]!),
    effects: plain(d.effects[MASTER_STRIP] ?? {}),
    lanes: plain(d.automation[MASTER_STRIP] ?? {}),
  };
}

/** What a state holds; null for one that was never used. */
export function chainStateOf(d: SessionDocument, name: ChainStateName): ChainState | null {
  return name === d.master.state ? chainOf(d) : d.master.states[name];
}

/** Makes a map hold what another does, leaving alone what is the same already: a step holds changes only. */
function become<T>(there: Record<Id, T>, wanted: Record<Id, T>): void {
  for (const id of Object.keys(there)) if (!Object.hasOwn(wanted, id)) delete there[id];
  for (const [id, value] of Object.entries(wanted))
    if (!Object.hasOwn(there, id) || !same(plain(there[id]), value)) there[id] = plain(value);
}

/** Inserts that listen to a strip which is gone hear their own input. */
function reachable(d: SessionDocument, effects: Record<Id, Effect>): Record<Id, Effect> {
  return Object.fromEntries(
    Object.entries(effects).map(([id, effect]) => {
      const { sideChain } = effect;
      const heard =
        sideChain === null || (effectKinds[effect.kind].keyed && Object.hasOwn(d.strips, sideChain.stripId));
      return [id, heard ? effect : { ...effect, sideChain: null }];
    }),
  );
}

/** Puts a kept chain on the master strip. */
function putIn(draft: SessionDocument, stored: ChainState): void {
  const { strip, effects, lanes } = plain(stored);
  const now = draft.strips[MASTER_STRIP]!;
  const wanted = {
    ...strip,
    id: MASTER_STRIP,
    output: null,
    vcaIds: strip.vcaIds.filter((id) => Object.hasOwn(draft.vcas, id)),
  };
  for (const [key, value] of Object.entries(wanted))
    if (!same(plain(now[key as keyof typeof now]), value)) Object.assign(now, { [key]: value });
  draft.effects[MASTER_STRIP] ??= {};
  become(draft.effects[MASTER_STRIP], reachable(draft, effects));
  const lanesNow = draft.automation[MASTER_STRIP];
  if (!lanesNow && Object.keys(lanes).length === 0) return;
  draft.automation[MASTER_STRIP] ??= {};
  become<AutomationLane>(draft.automation[MASTER_STRIP], lanes);
  dropStrayLanes(draft, MASTER_STRIP);
}

/** Hears another state; the one that was heard is kept as it was. */
export function hearState(draft: SessionDocument, name: ChainStateName): void {
  const { master } = draft;
  if (name === master.state) return;
  const next = master.states[name];
  const kept = chainOf(draft);
  if (next) putIn(draft, next);
  master.states[name] = null;
  master.states[master.state] = kept;
  master.state = name;
}

/** Copies one state over another; either may be the one that is heard. */
export function copyState(draft: SessionDocument, stored: ChainState, to: ChainStateName): void {
  if (to === draft.master.state) putIn(draft, stored);
  else draft.master.states[to] = plain(stored);
}

/** The first state that was never used after the heard one; null where all four hold a chain. */
export function freeState(d: SessionDocument): ChainStateName | null {
  const { state, states } = d.master;
  for (const [name, kept] of Object.entries(states) as [ChainStateName, ChainState | null][])
    if (name !== state && kept === null) return name;
  return null;
}
