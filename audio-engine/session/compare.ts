/** The differences between two scenes, and between two versions of a session, in a producer's words. */
import { sceneWords, changeWords as words } from '../words/index.ts';
import { lanePoints } from './automation-points.ts';
import { laneName } from './automation-targets.ts';
import type { Change, ChangeKind } from './changes.ts';
import { compareMixes, type NameOf } from './compare-mix.ts';
import { type Id, MASTER_STRIP, type Scene, type SessionDocument } from './document.ts';
import { stripName } from './find.ts';
import { orderedStrips, orderedVcas } from './mixer-order.ts';
import { same } from './plain.ts';
import { nameInScene } from './scenes.ts';

const has = (map: Record<Id, unknown>, id: Id): boolean => Object.hasOwn(map, id);

/** What has to change in scene `a` to become scene `b`; names are those of the session that has both. */
export function compareScenes(document: SessionDocument, a: Scene, b: Scene): Change[] {
  const nameOf: NameOf = (id) =>
    has(document.strips, id) || has(document.vcas, id)
      ? stripName(document, id)
      : (nameInScene(b, id) ?? nameInScene(a, id) ?? sceneWords.unknownStrip);
  const shown = [...orderedStrips(document), ...orderedVcas(document)].map(({ id }) => id);
  const ids = [...shown, MASTER_STRIP];
  const rest = [...Object.keys(b.strips), ...Object.keys(b.vcas)].filter((id) => !ids.includes(id));
  return compareMixes(a, b, [...ids, ...rest], nameOf);
}

const session = (kind: ChangeKind, stripId: Id | null, sentence: string, id: Id | null = null): Change => ({
  kind,
  stripId,
  id,
  sentence,
  before: null,
  after: null,
});

/** Strips that came, went or were renamed, delayed or frozen. */
function compareStripsThere(a: SessionDocument, b: SessionDocument): Change[] {
  const changes: Change[] = [];
  for (const [kind, name] of [
    ['tracks', words.track],
    ['buses', words.bus],
    ['vcas', words.vca],
  ] as const) {
    for (const [id, thing] of Object.entries(a[kind]))
      if (!has(b[kind], id)) changes.push(session('strip', id, words.removed(name(thing.name))));
    for (const [id, thing] of Object.entries(b[kind])) {
      const was = a[kind][id];
      if (!was) changes.push(session('strip', id, words.added(name(thing.name))));
      else if (was.name !== thing.name)
        changes.push(session('strip', id, words.renamed(was.name, thing.name)));
    }
  }
  for (const [id, track] of Object.entries(b.tracks)) {
    const was = a.tracks[id];
    if (!was || was === track) continue;
    if (was.delaySamples !== track.delaySamples)
      changes.push({
        ...session('strip', id, words.delay(track.name, was.delaySamples, track.delaySamples)),
        before: was.delaySamples,
        after: track.delaySamples,
      });
    if ((was.frozen === null) !== (track.frozen === null))
      changes.push(session('strip', id, words.frozen(track.name, track.frozen !== null)));
  }
  return changes;
}

function compareClips(a: SessionDocument, b: SessionDocument): Change[] {
  return Object.values(b.tracks).flatMap((track) => {
    const was = a.clips[track.id];
    const is = b.clips[track.id];
    if (!was || !is || was === is) return [];
    const added = Object.keys(is).filter((id) => !has(was, id)).length;
    const removed = Object.keys(was).filter((id) => !has(is, id)).length;
    const changed = Object.keys(is).filter((id) => has(was, id) && !same(was[id], is[id])).length;
    if (added + removed + changed === 0) return [];
    return [session('clips', track.id, words.clips(track.name, added, removed, changed))];
  });
}

function compareAutomation(a: SessionDocument, b: SessionDocument): Change[] {
  const changes: Change[] = [];
  const strips = Object.keys(b.strips).filter((id) => has(a.strips, id));
  for (const stripId of strips) {
    const was = a.automation[stripId] ?? {};
    const is = b.automation[stripId] ?? {};
    if (was === is) continue;
    for (const laneId of Object.keys(was))
      if (!has(is, laneId))
        changes.push(
          session('automation', stripId, words.automationGone(laneName(a, stripId, laneId)), laneId),
        );
    for (const [laneId, lane] of Object.entries(is)) {
      const before = was[laneId];
      const name = laneName(b, stripId, laneId);
      const points = lanePoints(lane).length;
      if (!before) changes.push(session('automation', stripId, words.automationNew(name, points), laneId));
      else if (!same(lanePoints(before), lanePoints(lane))) {
        const sentence = words.automation(name, lanePoints(before).length, points);
        changes.push(session('automation', stripId, sentence, laneId));
      }
      if (before && before.mode !== lane.mode)
        changes.push({
          ...session(
            'automation',
            stripId,
            words.value(words.automationMode(name), before.mode, lane.mode),
            laneId,
          ),
          before: before.mode,
          after: lane.mode,
        });
    }
  }
  return changes;
}

/** What has to change in document `a` to become `b`: the moves that were made, strip by strip. */
export function compareDocuments(a: SessionDocument, b: SessionDocument): Change[] {
  if (a === b) return [];
  const nameOf: NameOf = (id) => (has(b.strips, id) || has(b.vcas, id) ? stripName(b, id) : stripName(a, id));
  const ids = [...orderedStrips(b), ...orderedVcas(b)].map(({ id }) => id);
  const tempo: Change[] =
    a.tempo.bpm === b.tempo.bpm
      ? []
      : [
          {
            ...session(
              'tempo',
              null,
              words.value(words.tempo, words.bpm(a.tempo.bpm), words.bpm(b.tempo.bpm)),
            ),
            before: a.tempo.bpm,
            after: b.tempo.bpm,
          },
        ];
  return [
    ...compareStripsThere(a, b),
    ...compareMixes(a, b, [...ids, MASTER_STRIP], nameOf),
    ...compareClips(a, b),
    ...compareAutomation(a, b),
    ...tempo,
  ];
}
