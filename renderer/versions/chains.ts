/// <reference types="vite/client" />
/**
 * Chains: all the inserts of a strip under a name, with what they are for. Those that come with the program are data in
 * assets/presets/strips.json; a person's own are kept by the app.
 */
import { z } from 'zod';
import {
  type Id,
  orderedEffects,
  type StripPreset,
  stripPresetOf,
  stripPresetSchema,
} from '../../audio-engine/session/index.ts';
import { frameWords, stripPresetWords as words } from '../../audio-engine/words/index.ts';
import {
  failureFrom,
  newId,
  run,
  select,
  showFailure,
  showNote,
  shownDocument,
  studio,
} from '../state/index.ts';

export type ChainSource = keyof typeof words.sources;

const factorySchema = stripPresetSchema.extend({
  source: z.enum(Object.keys(words.sources) as [ChainSource, ...ChainSource[]]),
  whatToListenFor: z.string(),
  whenNotToUse: z.string(),
});
export type FactoryChain = z.output<typeof factorySchema>;

/** What of a file's contents can be used; the rest is left out rather than sent. */
export function readChains(content: unknown): FactoryChain[] {
  const file = z.object({ presets: z.array(z.unknown()) }).safeParse(content);
  if (!file.success) return [];
  return file.data.presets.flatMap((entry) => {
    const chain = factorySchema.safeParse(entry);
    return chain.success ? [chain.data] : [];
  });
}

const files = import.meta.glob<unknown>('../../assets/presets/strips.json', {
  eager: true,
  import: 'default',
});

export const factoryChains: readonly FactoryChain[] = Object.values(files).flatMap(readChains);

/** One step: every insert of the strip gives way to the chain's. */
export async function loadChain(
  stripId: Id,
  { name, purpose, effects }: StripPreset,
  says: string,
): Promise<void> {
  const effectIds = effects.map(() => newId('effect'));
  const preset: StripPreset = { name, purpose, effects };
  if (!(await run('strip.preset', { stripId, preset, effectIds }))) return;
  const first = effectIds[0];
  select({ stripIds: [stripId], effect: first ? { stripId, effectId: first } : null });
  showNote(says, { title: frameWords.undoIt, actionId: 'edit.undo' });
}

export async function ownChains(): Promise<StripPreset[]> {
  const { presets } = await studio().invoke('stripPresets.list', {});
  return presets.flatMap((entry) => {
    const chain = stripPresetSchema.safeParse(entry);
    return chain.success ? [chain.data] : [];
  });
}

export const hasInserts = (stripId: Id): boolean => orderedEffects(shownDocument(), stripId).length > 0;

/** Resolves to whether it was kept. */
export async function saveChain(stripId: Id, name: string, purpose: string): Promise<boolean> {
  try {
    const preset = stripPresetOf(shownDocument(), stripId, { name, purpose });
    await studio().invoke('stripPresets.save', { preset: preset as never });
    showNote(words.saved(name));
    return true;
  } catch (error) {
    showFailure(failureFrom(error));
    return false;
  }
}

export async function removeChain(name: string): Promise<void> {
  try {
    await studio().invoke('stripPresets.remove', { name });
    showNote(words.removed(name));
  } catch (error) {
    showFailure(failureFrom(error));
  }
}
