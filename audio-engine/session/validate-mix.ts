/** What must hold in a loaded document's mix: routes that end somewhere and never feed back, and references that are met. */
import { effectKinds } from '../effects/registry.ts';
import { mixDocumentWords, ThresholdError } from '../words/index.ts';
import { lanePoints } from './automation-points.ts';
import { wrongPoint } from './automation-rules.ts';
import { laneTarget } from './automation-targets.ts';
import { type Effect, type Id, MASTER_STRIP, type SessionDocument } from './document.ts';
import { checkParameters } from './effect-rules.ts';
import { stripName } from './find.ts';
import { foldersAround } from './mixer-order.ts';
import { anyLoop, hardwarePair, isDestination } from './routes.ts';

const { document: words, what } = mixDocumentWords;

type Damaged = (where: string, what: string) => never;
type Entries = Record<Id, { id: Id }>;

/** Says what is wrong with an insert by itself, through `damaged`. */
export function checkInsert(where: string, effect: Effect, damaged: Damaged): void {
  const { title, keyed, resource } = effectKinds[effect.kind];
  if (effect.sideChain && !keyed) damaged(where, words.notKeyed(title));
  if (effect.impulse !== null && resource !== 'impulse') damaged(where, words.noImpulse(title));
  try {
    checkParameters(effect.kind, effect.parameters);
  } catch (error) {
    damaged(where, error instanceof ThresholdError ? error.failure.sentence : String(error));
  }
}

function checkPlaces(d: SessionDocument, damaged: Damaged): void {
  for (const id of Object.keys(d.buses)) if (Object.hasOwn(d.tracks, id)) damaged('buses', words.sameId(id));
  for (const id of Object.keys(d.vcas)) if (Object.hasOwn(d.strips, id)) damaged('vcas', words.sameId(id));
  for (const folder of Object.values(d.folders)) {
    const { id, parentId } = folder;
    if (parentId === null) continue;
    if (!Object.hasOwn(d.folders, parentId)) damaged('folders', words.missing(what.folder, parentId));
    const around = foldersAround(d, parentId);
    if (around.some((outer) => outer.id === id) || around[0]?.parentId !== null)
      damaged('folders', words.folderInside(id));
  }
  for (const { id, folderId } of [...Object.values(d.tracks), ...Object.values(d.buses)])
    if (folderId !== null && !Object.hasOwn(d.folders, folderId))
      damaged(
        Object.hasOwn(d.tracks, id) ? `tracks.${id}` : `buses.${id}`,
        words.missing(what.folder, folderId),
      );
  for (const { id, frozen } of Object.values(d.tracks))
    if (frozen && !Object.hasOwn(d.media, frozen.mediaId))
      damaged(`tracks.${id}.frozen`, words.missing(what.file, frozen.mediaId));
  for (const { id, stripIds } of Object.values(d.groups)) {
    for (const stripId of stripIds)
      if (!Object.hasOwn(d.strips, stripId))
        damaged(`groups.${id}`, words.missing(what.destination, stripId));
    if (new Set(stripIds).size !== stripIds.length) damaged(`groups.${id}`, words.twice(stripIds.join(', ')));
  }
}

function checkRoutes(d: SessionDocument, damaged: Damaged): void {
  for (const { id, output, vcaIds } of Object.values(d.strips)) {
    if (id === MASTER_STRIP && output !== null) damaged('strips.master', words.masterOutput);
    if (output !== null && hardwarePair(output) === null && !isDestination(d, output))
      damaged(`strips.${id}.output`, words.destination(output));
    for (const vcaId of vcaIds)
      if (!Object.hasOwn(d.vcas, vcaId)) damaged(`strips.${id}`, words.missing(what.vca, vcaId));
    if (new Set(vcaIds).size !== vcaIds.length) damaged(`strips.${id}`, words.twice(vcaIds.join(', ')));
  }
  for (const [stripId, map] of Object.entries(d.sends))
    for (const { toStripId } of Object.values(map))
      if (!isDestination(d, toStripId)) damaged(`sends.${stripId}`, words.destination(toStripId));
  for (const [stripId, map] of Object.entries(d.effects))
    for (const { sideChain } of Object.values(map))
      if (sideChain && !Object.hasOwn(d.strips, sideChain.stripId))
        damaged(`effects.${stripId}`, words.missing(what.destination, sideChain.stripId));
  const loop = anyLoop(d);
  if (loop) damaged('strips', words.loop(loop.map((id) => stripName(d, id))));
}

function checkLanes(d: SessionDocument, damaged: Damaged): void {
  for (const [stripId, lanes] of Object.entries(d.automation)) {
    for (const [laneId, lane] of Object.entries(lanes)) {
      const where = `automation.${stripId}`;
      const target = laneTarget(d, stripId, laneId) ?? damaged(where, words.lane(laneId));
      if (lane.held) damaged(where, words.held(laneId));
      const points = lanePoints(lane);
      const wrong = wrongPoint(target, points);
      if (wrong === 'order' || wrong === 'three') damaged(where, words.points(laneId));
      if (wrong)
        damaged(where, words.pointRange(laneId, points.find((p) => wrongPoint(target, [p]))?.value ?? 0));
      // Pages that overlap would not be found by time.
      const pages = Object.values(lane.pages).sort((a, b) => a.points[0]!.sample - b.points[0]!.sample);
      for (const [i, page] of pages.entries())
        if (i > 0 && pages[i - 1]!.points.at(-1)!.sample >= page.points[0]!.sample)
          damaged(where, words.points(laneId));
    }
  }
}

export function checkMix(
  d: SessionDocument,
  checkKeys: (where: string, map: Entries) => void,
  damaged: Damaged,
): void {
  for (const domain of ['buses', 'vcas', 'groups', 'folders', 'scenes'] as const)
    checkKeys(domain, d[domain]);
  for (const domain of ['sends', 'automation'] as const) {
    for (const [stripId, map] of Object.entries(d[domain])) {
      if (!Object.hasOwn(d.strips, stripId)) damaged(domain, words.stray(domain, stripId));
      checkKeys(`${domain}.${stripId}`, map);
      if (domain === 'automation')
        for (const lane of Object.values(d.automation[stripId]!))
          checkKeys(`automation.${stripId}.${lane.id}`, lane.pages);
    }
  }
  checkPlaces(d, damaged);
  checkRoutes(d, damaged);
  checkLanes(d, damaged);
  for (const scene of Object.values(d.scenes)) {
    const where = `scenes.${scene.id}`;
    checkKeys(where, scene.strips);
    checkKeys(where, scene.vcas);
    for (const map of Object.values(scene.sends)) checkKeys(where, map);
    for (const map of Object.values(scene.effects)) {
      checkKeys(where, map);
      for (const effect of Object.values(map)) checkInsert(where, effect, damaged);
    }
  }
}
