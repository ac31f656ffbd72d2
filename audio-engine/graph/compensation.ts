/**
 * Latency compensation in one pass along the stages: every sum and every side-chain gets its inputs at one time,
 * that of the latest. What all ways out of a strip have to wait is put before its fader, so that the fader answers
 * at once; the rest stands on the edges.
 */
import { type Id, MASTER_STRIP } from '../session/index.ts';
import { LISTEN_STRIP, type StripDescription } from './description.ts';

/** A way out of a strip: when its sound is there without compensation, when it is needed, what takes the difference. */
interface WayOut {
  readyAt: number;
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
  const readyAt = (id: Id, point: 'pre' | 'post'): number => {
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

  const ways = new Map<Id, WayOut[]>(strips.map((strip) => [strip.id, []]));
  const outputs = strips.filter(({ role }) => role === 'master' || role === 'hardware');
  const latency = Math.max(...outputs.map((strip) => readyAt(strip.id, 'post')));
  for (const { id } of outputs)
    ways.get(id)!.push({ readyAt: readyAt(id, 'post'), neededAt: latency, delay: () => {} });
  for (const strip of strips) {
    if (strip.role === 'listen') continue;
    for (const edge of strip.inputs) {
      ways.get(edge.fromId)!.push({
        readyAt: readyAt(edge.fromId, edge.point),
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
          readyAt: readyAt(key.fromId, key.point),
          neededAt: strip.arrivalSamples + before,
          delay: (samples) => {
            key.delaySamples = samples;
          },
        });
      }
      before += insert.latencySamples;
    }
  }
  for (const strip of strips) {
    const out = ways.get(strip.id)!;
    const common = out.reduce((least, way) => Math.min(least, way.neededAt - way.readyAt), Infinity);
    strip.compensationSamples = Number.isFinite(common) ? common : 0;
    for (const way of out) way.delay(way.neededAt - way.readyAt - strip.compensationSamples);
    strip.departureSamples = readyAt(strip.id, 'post') + strip.compensationSamples;
  }
  listen(byId, latency);
  return latency;
}

/** What is listened to sounds when the mix would; only a strip that leads nowhere can be later than that. */
function listen(byId: ReadonlyMap<Id, StripDescription>, latency: number): void {
  const strip = byId.get(LISTEN_STRIP);
  if (!strip) return;
  const leavesAt = (fromId: Id, point: 'pre' | 'post'): number => {
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
