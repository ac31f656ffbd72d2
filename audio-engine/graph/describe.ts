/** Compiles a document into the description of a plan: strips, ways between them, target values and delays. Pure. */
import { FIRST_IMPULSE } from '../effects/convolution/parameters.ts';
import { clampTo } from '../effects/parameter.ts';
import { effectKinds } from '../effects/registry.ts';
import {
  audibleStripIds,
  type Effect,
  effectiveFaderDb,
  finalLimiter,
  type Id,
  isMuted,
  MASTER_STRIP,
  orderedEffects,
  PAN_LAWS,
  PAN_MODES,
  remembered,
  type SessionDocument,
} from '../session/index.ts';
import { describeAutomation, withoutLaneMutes } from './automation.ts';
import { compensate } from './compensation.ts';
import {
  type DescribeOptions,
  type EdgeDescription,
  type EffectDescription,
  type InsertDescription,
  type KeyDescription,
  LISTEN_STRIP,
  type PlanDescription,
  type StripDescription,
  type StripTargets,
} from './description.ts';
import { keyOf, stagesOf, stripIds, wires } from './routing.ts';
import { songTargetsOf } from './song.ts';

export function describePlan(written: SessionDocument, options: DescribeOptions): PlanDescription {
  const document = withoutLaneMutes(written);
  if (!document.strips[MASTER_STRIP]) throw new Error('the document has no master strip');
  const ids = stripIds(document, options);
  const known = new Set(ids);
  const inputs = new Map<Id, EdgeDescription[]>(ids.map((id) => [id, []]));
  for (const { toId, edge } of wires(document, known, options)) inputs.get(toId)!.push(edge);
  const chains = new Map(ids.map((id) => [id, chainOf(document, id, known, options)]));
  const { stages, broken } = stagesOf(
    ids,
    new Map(ids.map((id) => [id, [...inputs.get(id)!, ...keysOf(chains.get(id)!.inserts)]])),
  );
  for (const chain of chains.values()) {
    for (const insert of chain.inserts)
      if (insert.node === 'effect' && insert.key && broken.has(insert.key)) insert.key = null;
  }

  const audible = audibleStripIds(document);
  const strips = ids
    .map((id): StripDescription => {
      const { inserts, postFader } = chains.get(id)!;
      return {
        id,
        role: roleOf(document, id),
        channels: (document.tracks[id] ?? document.buses[id])?.channels ?? 2,
        trackId: document.tracks[id] ? id : null,
        stage: stages.get(id)!,
        targets: targetsOf(document, id, audible),
        inputs: inputs.get(id)!.filter((edge) => !broken.has(edge)),
        inserts,
        postFader,
        latencySamples: latencyOf(inserts) + latencyOf(postFader),
        arrivalSamples: 0,
        compensationSamples: 0,
        departureSamples: 0,
      };
    })
    .sort((a, b) => a.stage - b.stage);
  const latencySamples = compensate(strips);
  describeAutomation(document, strips, (id) => isFrozen(document, id));
  const master = strips.find((strip) => strip.id === MASTER_STRIP)!;
  master.song = songTargetsOf(document, master.arrivalSamples);
  return {
    sampleRate: document.session.sampleRate,
    tempoBpm: document.tempo.bpm,
    strips: strips.filter((strip) => strip.id !== MASTER_STRIP),
    master,
    latencySamples,
  };
}

function roleOf(document: SessionDocument, id: Id): StripDescription['role'] {
  if (id === MASTER_STRIP) return 'master';
  if (document.tracks[id]) return 'track';
  if (document.buses[id]) return 'bus';
  return id === LISTEN_STRIP ? 'listen' : 'hardware';
}

function keysOf(inserts: readonly InsertDescription[]): KeyDescription[] {
  return inserts.flatMap((insert) => (insert.node === 'effect' && insert.key ? [insert.key] : []));
}

/** The same effect has the same array: whoever compares plans need not look into it. */
export const valuesOf = remembered<Effect, readonly number[]>(({ kind, parameters }) =>
  Object.freeze(
    effectKinds[kind].parameters.map((parameter) =>
      clampTo(parameter, parameters[parameter.id] ?? parameter.default),
    ),
  ),
);

/** A frozen track has its inserts in its file. */
function chainOf(
  document: SessionDocument,
  stripId: Id,
  known: ReadonlySet<Id>,
  options: DescribeOptions,
): { inserts: InsertDescription[]; postFader: InsertDescription[] } {
  if (isFrozen(document, stripId) || !document.strips[stripId]) return { inserts: [], postFader: [] };
  const limiter = stripId === MASTER_STRIP ? finalLimiter(document) : null;
  const describe = (effect: Effect): EffectDescription => {
    const { keyed, resource } = effectKinds[effect.kind];
    const values = valuesOf(effect);
    const key = keyed ? keyOf(effect, stripId, known) : null;
    return {
      node: 'effect',
      id: effect.id,
      kind: effect.kind,
      bypassed: effect.bypassed,
      values,
      latencySamples: options.latencyOf(effect.kind, values, document.session.sampleRate),
      key: key && { ...key, delaySamples: 0 },
      impulse: resource === 'impulse' ? (effect.impulse ?? FIRST_IMPULSE) : null,
    };
  };
  return {
    inserts: [
      ...orderedEffects(document, stripId)
        .filter((effect) => effect.id !== limiter?.id)
        .map(describe),
      ...(options.hosted?.[stripId] ?? []),
    ],
    postFader: limiter && options.limiter !== false ? [describe(limiter)] : [],
  };
}

function isFrozen(document: SessionDocument, stripId: Id): boolean {
  const frozen = document.tracks[stripId]?.frozen;
  return frozen != null && document.media[frozen.mediaId] !== undefined;
}

/** In the order of `StripTarget`. */
function targetsOf(document: SessionDocument, id: Id, audible: ReadonlySet<Id>): StripTargets {
  if (!document.strips[id]) return [0, 0, 0, 0, 0, 1, 1, 0];
  const heard = id === MASTER_STRIP ? !isMuted(document, id) : audible.has(id);
  return controlTargetsOf(document, id, heard ? 1 : 0);
}

/** Those of a strip of the document, of which it is known whether it sounds. */
export function controlTargetsOf(document: SessionDocument, id: Id, audible: number): StripTargets {
  const strip = document.strips[id]!;
  // Trim and polarity stand before the inserts: a frozen track has them in its file too.
  const frozen = isFrozen(document, id);
  return [
    frozen ? 0 : strip.inputTrimDb,
    strip.polarityInverted && !frozen ? 1 : 0,
    Math.min(1, Math.max(-1, strip.pan)),
    PAN_LAWS.indexOf(strip.panLaw),
    effectiveFaderDb(document, id),
    audible,
    Math.min(2, Math.max(0, strip.width)),
    PAN_MODES.indexOf(strip.panMode),
  ];
}

function latencyOf(inserts: readonly InsertDescription[]): number {
  return inserts.reduce((sum, insert) => sum + insert.latencySamples, 0);
}
