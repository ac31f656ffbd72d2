/** Buses, sends, inserts and latent plug-ins for documents of tests. */
import type { HostedDescription } from '../../audio-engine/graph/index.ts';
import {
  type Bus,
  createEffect,
  createStrip,
  type Effect,
  type EffectKind,
  type SessionDocument,
  type Strip,
} from '../../audio-engine/session/index.ts';

export function addBus(
  document: SessionDocument,
  id: string,
  spec: Partial<Strip> & { channels?: 1 | 2; kind?: Bus['kind'] } = {},
): void {
  const { channels = 2, kind = 'bus', ...strip } = spec;
  document.buses[id] = { id, name: id, kind, color: 'clay', channels, order: id, folderId: null };
  document.strips[id] = { ...createStrip(id), ...strip };
  document.effects[id] = {};
}

export function addSend(
  document: SessionDocument,
  fromId: string,
  toStripId: string,
  spec: Partial<SessionDocument['sends'][string][string]> = {},
): void {
  const id = spec.id ?? `${fromId}-${toStripId}`;
  document.sends[fromId] ??= {};
  document.sends[fromId][id] = {
    id,
    toStripId,
    order: id,
    point: 'post',
    levelDb: 0,
    pan: 0,
    muted: false,
    ...spec,
  };
}

export function addEffect(
  document: SessionDocument,
  stripId: string,
  kind: EffectKind,
  spec: Partial<Effect> = {},
): void {
  const id = spec.id ?? `${stripId}-${kind}`;
  document.effects[stripId]![id] = createEffect({ id, kind, order: id, ...spec });
}

export function delay(id: string, latencySamples: number, bypassed = false): HostedDescription {
  return {
    node: 'hosted',
    id,
    plugin: 'clap:test.delay',
    bypassed,
    state: null,
    parameters: {},
    latencySamples,
  };
}

/** One plug-in of that latency on each strip. */
export function delays(latencies: Record<string, number>): Record<string, HostedDescription[]> {
  return Object.fromEntries(
    Object.entries(latencies).map(([id, samples]) => [id, [delay(`${id}-p`, samples)]]),
  );
}
