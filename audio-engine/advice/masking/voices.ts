/** Who sings: the lead, the voices behind it, and what only carries their reverb. */
import { without } from './cover.ts';
import type { Source, Sources } from './sources.ts';

const energyOf = ({ loud }: Source): number => loud.reduce((sum, value) => sum + value, 0);

/** Lead vocal tracks that sound, the loudest first. */
export function vocalsOf({ list }: Sources): Source[] {
  return list
    .filter(({ role, fedBy }) => role === 'lead-vocal' && fedBy.size === 0)
    .sort((a, b) => energyOf(b) - energyOf(a));
}

/** Fed by any of these tracks alone or among others: it carries them on, so it is not held against them. */
export function carries({ fedBy }: Source, tracks: readonly Source[]): boolean {
  return tracks.some(({ id }) => fedBy.has(id));
}

/** A voice, or what comes back of one. */
export function isVoice({ list }: Sources, source: Source): boolean {
  const sung = (role: string): boolean => role === 'lead-vocal' || role === 'backing-vocal';
  return sung(source.role) || list.some((one) => sung(one.role) && source.fedBy.has(one.id));
}

/** Excitation of everything that is no voice, beside these targets and what carries them. */
export function restOf(sources: Sources, targets: readonly Source[]): Float64Array {
  const voices = sources.list.filter((source) => isVoice(sources, source) || targets.includes(source));
  return without(sources.excitation, voices);
}
