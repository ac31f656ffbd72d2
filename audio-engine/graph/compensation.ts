/**
 * Latency compensation along the stages: every sum and every side-chain gets its inputs at one time, that of the
 * latest. What can wait waits as early as it can, before the faders of the tracks, so that every fader answers at
 * once: forwards, it is found when each sound is there; backwards, how much later it is needed.
 */
import { type Id, MASTER_STRIP, type TapPoint } from '../session/index.ts';
import { LISTEN_STRIP, type StripDescription } from './description.ts';

/** A way out of a strip: when its sound is needed there, and what takes the time until then. */
interface WayOut {
  point: TapPoint;
  neededAt: number;
  delay(samples: number): void;
}

/**
 * Fills in arrivals, departures and delays of strips that stand in the order of their stages.
 * @returns how late the outputs are.
 */
export function compensate(strips: readonly StripDescription[]): number {
  const byId = new Map(strips.map((strip) => [strip.id, strip]));
  /** When a strip's sound is there at its taps, before any compensation of its own. */
  const readyAt = (id: Id, point: TapPoint): number => {
    const strip = byId.get(id)!;
    return strip.arrivalSamples + chainLatency(strip) + (point === 'post' ? postLatency(strip) : 0);
  };
  for (const strip of strips) {
    // What is listened to is as late as what comes out of the speakers, and never holds it up.
    if (strip.role === 'listen') continue;
    let arrival = 0;
    for (const { fromId, point } of strip.inputs) arrival = Math.max(arrival, readyAt(fromId, point));
    let before = 0;
    for (const insert of strip.inserts) {
      if (insert.node === 'effect' && insert.key)
        arrival = Math.max(arrival, readyAt(insert.key.fromId, insert.key.point) - before);
      before += insert.latencySamples;
    }
    strip.arrivalSamples = arrival;
  }

  const outputs = strips.filter(({ role }) => role === 'master' || role === 'hardware');
  const latency = Math.max(...outputs.map((strip) => readyAt(strip.id, 'post')));
  const ways = new Map<Id, WayOut[]>(strips.map((strip) => [strip.id, []]));
  for (const { id } of outputs) ways.get(id)!.push({ point: 'post', neededAt: latency, delay: () => {} });
  for (const strip of [...strips].reverse()) {
    if (strip.role === 'listen') continue;
    const out = ways.get(strip.id)!;
    let common = out.length > 0 ? Number.POSITIVE_INFINITY : 0;
    for (const way of out) common = Math.min(common, way.neededAt - readyAt(strip.id, way.point));
    // A track's sound comes from nowhere: it waits here. A sum lets those wait that feed it.
    if (strip.role === 'track') strip.compensationSamples = common;
    else strip.arrivalSamples += common;
    strip.departureSamples = readyAt(strip.id, 'post') + strip.compensationSamples;
    for (const way of out) way.delay(way.neededAt - readyAt(strip.id, way.point) - strip.compensationSamples);
    askSources(strip, ways);
  }
  listen(byId, latency);
  return latency;
}

/** Tells what feeds a strip, and what its inserts listen to, when it is needed. */
function askSources(strip: StripDescription, ways: ReadonlyMap<Id, WayOut[]>): void {
  for (const edge of strip.inputs) {
    ways.get(edge.fromId)!.push({
      point: edge.point,
      neededAt: strip.arrivalSamples,
      delay: (samples) => {
        edge.delaySamples = samples;
      },
    });
  }
  let before = 0;
  for (const insert of strip.inserts) {
    if (insert.node === 'effect' && insert.key) {
      const { key } = insert;
      ways.get(key.fromId)!.push({
        point: key.point,
        neededAt: strip.arrivalSamples + before,
        delay: (samples) => {
          key.delaySamples = samples;
        },
      });
    }
    before += insert.latencySamples;
  }
}

/** What is listened to sounds when the mix would; only a strip that leads nowhere can be later than that. */
function listen(byId: ReadonlyMap<Id, StripDescription>, latency: number): void {
  const strip = byId.get(LISTEN_STRIP);
  if (!strip) return;
  const leavesAt = (fromId: Id, point: TapPoint): number => {
    const from = byId.get(fromId)!;
    return from.departureSamples - (point === 'pre' ? postLatency(from) : 0);
  };
  let arrival = latency;
  for (const { fromId, point } of strip.inputs) arrival = Math.max(arrival, leavesAt(fromId, point));
  for (const edge of strip.inputs) edge.delaySamples = arrival - leavesAt(edge.fromId, edge.point);
  strip.arrivalSamples = arrival;
  strip.departureSamples = arrival;
}

function chainLatency(strip: StripDescription): number {
  return strip.latencySamples - postLatency(strip);
}

function postLatency(strip: StripDescription): number {
  return strip.id === MASTER_STRIP
    ? strip.postFader.reduce((sum, insert) => sum + insert.latencySamples, 0)
    : 0;
}
