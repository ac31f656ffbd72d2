/** Scenes: a whole mix stored, and brought back onto the strips that are still there. */
import { sceneWords } from '../words/index.ts';
import { dropStrayLanes } from './automation-rules.ts';
import {
  type Effect,
  type Id,
  MASTER_STRIP,
  type Scene,
  type Send,
  type SessionDocument,
  type Strip,
} from './document.ts';
import { stripName } from './find.ts';
import { plain, same } from './plain.ts';
import { checkNoLoops } from './route-rules.ts';
import { hardwarePair, isDestination } from './routes.ts';

/** The mix as it stands, to be stored. */
export function mixOf(d: SessionDocument): Pick<Scene, 'strips' | 'effects' | 'sends' | 'vcas' | 'names'> {
  const { strips, effects, sends, vcas } = d;
  const named = Object.keys(strips).filter((id) => id !== MASTER_STRIP);
  const names = Object.fromEntries(named.map((id) => [id, stripName(d, id)]));
  return { strips: plain(strips), effects: plain(effects), sends: plain(sends), vcas: plain(vcas), names };
}

/** What a strip or a VCA was called when the scene was stored; scenes of older programs know only the VCAs. */
export function nameInScene(scene: Scene, id: Id): string | undefined {
  return scene.names?.[id] ?? scene.vcas[id]?.name;
}

/** Names of the scene's strips that the session has no longer. */
export function goneNames(d: SessionDocument, scene: Scene): string[] {
  return Object.keys(scene.strips)
    .filter((id) => !Object.hasOwn(d.strips, id))
    .map((id) => nameInScene(scene, id) ?? sceneWords.unknownStrip);
}

/** Makes a map hold what another does, leaving alone what is the same already: a step holds changes only. */
function become<T>(there: Record<Id, T>, wanted: Record<Id, T>): void {
  for (const id of Object.keys(there)) if (!Object.hasOwn(wanted, id)) delete there[id];
  for (const [id, value] of Object.entries(wanted))
    if (!same(plain(there[id]), value)) there[id] = plain(value);
}

function strip(d: SessionDocument, stored: Strip, now: Strip): Strip {
  const { output } = stored;
  const reachable = output === null || hardwarePair(output) !== null || isDestination(d, output);
  return {
    ...stored,
    // A bus that is gone takes no sound: the way it goes now is kept.
    output: reachable ? output : now.output,
    vcaIds: stored.vcaIds.filter((id) => Object.hasOwn(d.vcas, id)),
  };
}

function inserts(d: SessionDocument, stored: Record<Id, Effect>): Record<Id, Effect> {
  return Object.fromEntries(
    Object.entries(stored).map(([id, effect]) => {
      const heard = effect.sideChain === null || Object.hasOwn(d.strips, effect.sideChain.stripId);
      return [id, heard ? effect : { ...effect, sideChain: null }];
    }),
  );
}

const sends = (d: SessionDocument, stored: Record<Id, Send>): Record<Id, Send> =>
  Object.fromEntries(Object.entries(stored).filter(([, send]) => isDestination(d, send.toStripId)));

/** Brings a scene's mix back; strips, buses and VCAs that are gone are left out, and newer ones stay as they are. */
export function recallScene(draft: SessionDocument, stored: Scene): void {
  const scene = plain(stored);
  for (const [id, vca] of Object.entries(scene.vcas)) {
    const there = draft.vcas[id];
    if (there) Object.assign(there, { faderDb: vca.faderDb, mute: vca.mute, solo: vca.solo });
  }
  for (const [stripId, was] of Object.entries(scene.strips)) {
    const now = draft.strips[stripId];
    if (!now) continue;
    const wanted = strip(draft, was, now);
    for (const key of Object.keys(wanted) as (keyof Strip)[])
      if (!same(plain(now[key]), wanted[key])) Object.assign(now, { [key]: plain(wanted[key]) });
    if (stripId === MASTER_STRIP && now.output !== null) now.output = null;
    const wantedSends = sends(draft, scene.sends[stripId] ?? {});
    if (draft.sends[stripId] || Object.keys(wantedSends).length > 0) {
      draft.sends[stripId] ??= {};
      become(draft.sends[stripId], wantedSends);
    }
    draft.effects[stripId] ??= {};
    become(draft.effects[stripId], inserts(draft, scene.effects[stripId] ?? {}));
    dropStrayLanes(draft, stripId);
  }
  checkNoLoops(draft);
}
