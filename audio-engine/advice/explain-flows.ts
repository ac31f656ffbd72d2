/**
 * Every way on which a track's sound reaches the master, with its energy by third octave: straight through its buses, and
 * through each return it feeds. What is done to a strip is done to all flows that pass it.
 */
import {
  type Effect,
  type EffectKind,
  type Id,
  MASTER_STRIP,
  type SessionDocument,
} from '../session/index.ts';
import { ERB_BANDS, ERB_EDGES_HZ, THIRD_OCTAVES_HZ } from './features/bands.ts';
import type { SignalFeatures, SongFeatures } from './features/types.ts';
import { pathOf, type Source, type Sources, sourcesOf } from './masking/sources.ts';

export interface Flow {
  trackId: Id;
  /** Strips that it passes, the track first, the master left out. */
  path: readonly Id[];
  /** By THIRD_OCTAVES_HZ, mean power over the song as it reaches the master. */
  power: Float64Array;
}

const BANDS = THIRD_OCTAVES_HZ.length;
const ERB_OF = THIRD_OCTAVES_HZ.map((hz) =>
  Math.min(ERB_BANDS - 1, Math.max(0, ERB_EDGES_HZ.findIndex((edge) => edge > hz) - 1)),
);

function meanPowers({ thirdOctaves: { data, bands, frames } }: SignalFeatures): Float64Array {
  const sums = new Float64Array(BANDS);
  for (let i = 0; i < data.length; i++) sums[i % bands]! += data[i]!;
  return sums.map((sum) => sum / Math.max(1, frames));
}

/** Third octaves of a source, with what the inserts of its buses do. */
function powersOf({ power, features }: Source): Float64Array {
  const reached = new Float64Array(ERB_BANDS);
  const left = new Float64Array(ERB_BANDS);
  for (let i = 0; i < power.length; i++) {
    reached[i % ERB_BANDS]! += power[i]!;
    left[i % ERB_BANDS]! += features.erb.data[i]!;
  }
  return meanPowers(features).map((value, band) => {
    const erb = ERB_OF[band]!;
    return left[erb]! > 0 ? (value * reached[erb]!) / left[erb]! : value;
  });
}

/** Null for a file. The flows of a band add up to what the mix has there. */
export function flowsOf(song: SongFeatures): Flow[] | null {
  const sources = sourcesOf(song);
  if (!sources) return null;
  const { document } = sources;
  const flows: Flow[] = [];
  for (const source of sources.list) {
    const onward = [source.id, ...pathOf(document, source.id)];
    const powers = powersOf(source);
    if (document.tracks[source.id]) flows.push({ trackId: source.id, path: onward, power: powers });
    else flows.push(...returned(sources, source, onward, powers));
  }
  const mix = meanPowers(song.mix);
  for (let band = 0; band < BANDS; band++) {
    const sum = flows.reduce((total, { power }) => total + power[band]!, 0);
    if (sum > 0) for (const { power } of flows) power[band]! *= mix[band]! / sum;
  }
  return flows;
}

/** What comes back from sends, shared among the tracks by what they send. */
function returned({ list, document }: Sources, source: Source, onward: Id[], powers: Float64Array): Flow[] {
  const feeders = list.flatMap((track) => {
    if (!source.fedBy.has(track.id)) return [];
    const way = wayInto(document, track.id, source.id);
    return way ? [{ track, ...way, power: powersOf(track) }] : [];
  });
  return feeders.map(({ track, path, gain, power }) => ({
    trackId: track.id,
    path: [...path, ...onward],
    power: powers.map((value, band) => {
      const all = feeders.reduce((sum, feeder) => sum + feeder.gain * feeder.power[band]!, 0);
      return all > 0 ? (value * gain * power[band]!) / all : value / feeders.length;
    }),
  }));
}

/** The strips from a track to a send into a bus, and the send's power gain. */
function wayInto(document: SessionDocument, trackId: Id, busId: Id): { path: Id[]; gain: number } | null {
  const path: Id[] = [];
  for (let at: Id | null = trackId; at && at !== MASTER_STRIP && !path.includes(at); ) {
    path.push(at);
    const sends = Object.values(document.sends[at] ?? {});
    const send = sends.find(({ toStripId, muted }) => toStripId === busId && !muted);
    if (send) return { path, gain: 10 ** (send.levelDb / 10) };
    at = document.strips[at]?.output ?? null;
  }
  return null;
}

/** Kinds that treat a sound the same however loud it is: what is done before them might as well be done after. */
const LINEAR: readonly EffectKind[] = [
  'equaliser',
  'delay',
  'reverb',
  'convolution',
  'utility',
  'imager',
  'analyser',
  'doubler',
];

function isLinear({ kind, bypassed, parameters }: Effect): boolean {
  if (bypassed) return true;
  if (kind === 'equaliser')
    return !Object.entries(parameters).some(([id, value]) => /^band\dDynamic$/.test(id) && value > 0);
  return LINEAR.includes(kind);
}

/** Where a band must stand to act on a flow as on the master: behind the last insert that answers to level. */
export function placeOn(document: SessionDocument, path: readonly Id[]): Id {
  for (const id of [...path].reverse())
    if (!Object.values(document.effects[id] ?? {}).every(isLinear)) return id;
  return path[0]!;
}
