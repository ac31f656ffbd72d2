/** Strip presets: all the inserts of a strip with their values, under a name and with what they are for. */
import { z } from 'zod';
import { mixDocumentWords } from '../words/index.ts';
import { dropStrayLanes } from './automation-rules.ts';
import { type Effect, type Id, MASTER_STRIP, type SessionDocument } from './document.ts';
import { checkOneLimiter, checkParameters } from './effect-rules.ts';
import { effectsOf, needFree, refuse } from './find.ts';
import { ordersAfter } from './order.ts';
import { plain } from './plain.ts';
import { checkImpulse } from './route-rules.ts';
import { effectSchema, nameSchema } from './schema.ts';
import { orderedEffects } from './selectors.ts';

const { refused } = mixDocumentWords;

const insertSchema = effectSchema.pick({
  kind: true,
  bypassed: true,
  parameters: true,
  presetName: true,
  impulse: true,
});

export const stripPresetSchema = z.strictObject({
  name: nameSchema,
  /** What it is for, in one sentence. */
  purpose: z.string().max(1024),
  effects: z.array(insertSchema).max(64),
});

export type StripPreset = z.output<typeof stripPresetSchema>;

/** A strip's inserts as a preset. Side-chains stay behind: they name strips of this one song. */
export function stripPresetOf(
  document: SessionDocument,
  stripId: Id,
  { name, purpose }: { name: string; purpose: string },
): StripPreset {
  const effects = orderedEffects(document, stripId).map(
    ({ kind, bypassed, parameters, presetName, impulse }) => ({
      kind,
      bypassed,
      parameters: plain(parameters),
      presetName,
      impulse,
    }),
  );
  return { name, purpose, effects };
}

export function loadStripPreset(
  draft: SessionDocument,
  stripId: Id,
  preset: StripPreset,
  effectIds: readonly Id[],
): void {
  if (effectIds.length !== preset.effects.length)
    refuse('preset-ids', refused.presetIds, refused.presetIdsNext);
  const effects = effectsOf(draft, stripId);
  for (const effect of Object.values(effects)) {
    // A limiter at the end of the master is the song's own ceiling, unless the preset brings one.
    const staysLast = stripId === MASTER_STRIP && effect.kind === 'limiter';
    if (staysLast && !preset.effects.some(({ kind }) => kind === 'limiter')) continue;
    delete effects[effect.id];
  }
  const orders = ordersAfter(null, preset.effects.length);
  for (const [i, insert] of preset.effects.entries()) {
    const id = effectIds[i]!;
    needFree(effects, id, 'effect');
    checkParameters(insert.kind, insert.parameters);
    checkImpulse(insert.kind, insert.impulse);
    checkOneLimiter(draft, stripId, insert.kind);
    const effect: Effect = { ...plain(insert), id, order: orders[i]!, sideChain: null };
    effects[id] = effect;
  }
  dropStrayLanes(draft, stripId);
}
