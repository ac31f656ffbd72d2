/** Compiles a document into the description of a plan: chains, target values and latency compensation. Pure. */
import { clampTo } from '../effects/parameter.ts';
import { effectKinds } from '../effects/registry.ts';
import {
  audibleTrackIds,
  type Effect,
  finalLimiter,
  type Id,
  MASTER_STRIP,
  orderedEffects,
  PAN_LAWS,
  type SessionDocument,
  type Strip,
} from '../session/index.ts';
import type {
  DescribeOptions,
  EffectDescription,
  InsertDescription,
  PlanDescription,
  StripDescription,
  StripTargets,
} from './description.ts';

export function describePlan(document: SessionDocument, options: DescribeOptions): PlanDescription {
  const { sampleRate } = document.session;
  const audible = audibleTrackIds(document);
  const limiter = finalLimiter(document);

  const insertsOf = (stripId: Id): InsertDescription[] => [
    ...orderedEffects(document, stripId)
      .filter((effect) => stripId !== MASTER_STRIP || effect.id !== limiter?.id)
      .map((effect) => describeEffect(effect, sampleRate, options)),
    ...(options.hosted?.[stripId] ?? []),
  ];

  const strips: StripDescription[] = [];
  // Plain string order: the order of summing, which must not depend on how a map was built.
  for (const trackId of Object.keys(document.tracks).sort()) {
    const track = document.tracks[trackId];
    const strip = document.strips[trackId];
    if (!track || !strip) continue;
    const inserts = insertsOf(trackId);
    strips.push({
      id: trackId,
      channels: track.channels,
      trackId,
      targets: targetsOf(strip, audible.has(trackId)),
      inserts,
      postFader: [],
      latencySamples: latencyOf(inserts),
      compensationSamples: 0,
    });
  }
  const slowest = strips.reduce((most, strip) => Math.max(most, strip.latencySamples), 0);
  for (const strip of strips) strip.compensationSamples = slowest - strip.latencySamples;

  const masterStrip = document.strips[MASTER_STRIP];
  if (!masterStrip) throw new Error('the document has no master strip');
  const inserts = insertsOf(MASTER_STRIP);
  const postFader =
    limiter && options.limiter !== false ? [describeEffect(limiter, sampleRate, options)] : [];
  const masterLatency = latencyOf(inserts) + latencyOf(postFader);
  return {
    sampleRate,
    strips,
    master: {
      id: MASTER_STRIP,
      channels: 2,
      trackId: null,
      targets: targetsOf(masterStrip, !masterStrip.mute),
      inserts,
      postFader,
      latencySamples: masterLatency,
      compensationSamples: 0,
    },
    latencySamples: slowest + masterLatency,
  };
}

function describeEffect(effect: Effect, sampleRate: number, options: DescribeOptions): EffectDescription {
  const values = effectKinds[effect.kind].parameters.map((parameter) =>
    clampTo(parameter, effect.parameters[parameter.id] ?? parameter.default),
  );
  return {
    node: 'effect',
    id: effect.id,
    kind: effect.kind,
    bypassed: effect.bypassed,
    values,
    latencySamples: options.latencyOf(effect.kind, values, sampleRate),
  };
}

/** In the order of `StripTarget`. */
function targetsOf(strip: Strip, audible: boolean): StripTargets {
  return [
    strip.inputTrimDb,
    strip.polarityInverted ? 1 : 0,
    Math.min(1, Math.max(-1, strip.pan)),
    PAN_LAWS.indexOf(strip.panLaw),
    strip.faderDb,
    audible ? 1 : 0,
  ];
}

function latencyOf(inserts: readonly InsertDescription[]): number {
  return inserts.reduce((sum, insert) => sum + insert.latencySamples, 0);
}
