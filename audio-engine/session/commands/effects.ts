/** Inserts. On the master strip there is at most one limiter, and `orderedEffects` puts it last. */
import { z } from 'zod';
import { effectKinds } from '../../effects/registry.ts';
import { sessionWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import type { SessionDocument } from '../document.ts';
import { checkOneLimiter, checkParameters, parameterText } from '../effect-rules.ts';
import { effectsOf, needEffect, needFree, stripName } from '../find.ts';
import { effectSchema, idSchema, orderSchema, parametersSchema } from '../schema.ts';

const { names } = sessionWords;
const target = { stripId: idSchema, effectId: idSchema };
const titleOf = (d: SessionDocument, at: { stripId: string; effectId: string }) =>
  effectKinds[needEffect(d, at.stripId, at.effectId).kind].title;

export const effectCommands = {
  'effect.insert': defineCommand({
    id: 'effect.insert',
    schema: z.strictObject({ stripId: idSchema, effect: effectSchema }),
    describe: (document, { stripId, effect }) =>
      names.insertEffect(effectKinds[effect.kind].title, stripName(document, stripId)),
    reduce: (draft, { stripId, effect }) => {
      needFree(effectsOf(draft, stripId), effect.id, 'effect');
      checkParameters(effect.kind, effect.parameters);
      checkOneLimiter(draft, stripId, effect.kind);
      effectsOf(draft, stripId)[effect.id] = effect;
    },
  }),

  'effect.remove': defineCommand({
    id: 'effect.remove',
    schema: z.strictObject(target),
    describe: (document, at) => names.removeEffect(titleOf(document, at), stripName(document, at.stripId)),
    reduce: (draft, { stripId, effectId }) => {
      needEffect(draft, stripId, effectId);
      delete draft.effects[stripId]![effectId];
    },
  }),

  'effect.move': defineCommand({
    id: 'effect.move',
    schema: z.strictObject({ ...target, toStripId: idSchema, order: orderSchema }),
    describe: (document, { stripId, effectId, toStripId }) => {
      const title = titleOf(document, { stripId, effectId });
      const from = stripName(document, stripId);
      return stripId === toStripId
        ? names.reorderEffect(title, from)
        : names.moveEffect(title, from, stripName(document, toStripId));
    },
    reduce: (draft, { stripId, effectId, toStripId, order }) => {
      const effect = needEffect(draft, stripId, effectId);
      effect.order = order;
      if (toStripId === stripId) return;
      needFree(effectsOf(draft, toStripId), effectId, 'effect');
      checkOneLimiter(draft, toStripId, effect.kind);
      effectsOf(draft, toStripId)[effectId] = effect;
      delete draft.effects[stripId]![effectId];
    },
  }),

  'effect.set': defineCommand({
    id: 'effect.set',
    schema: z.strictObject({
      ...target,
      parameters: parametersSchema,
      /** Given with the values of a preset; any other change leaves the preset's name as it is. */
      presetName: z.string().max(256).nullable().optional(),
      /** Together with values: a limiter that is set to a target sounds. */
      bypassed: z.boolean().optional(),
    }),
    describe: (document, { stripId, effectId, parameters, presetName }) => {
      const strip = stripName(document, stripId);
      const { kind } = needEffect(document, stripId, effectId);
      if (presetName) return names.presetEffect(strip, effectKinds[kind].title, presetName);
      const entries = Object.entries(parameters);
      const first = entries[0];
      if (entries.length !== 1 || !first) return names.setEffects(strip, effectKinds[kind].title);
      const { name, value } = parameterText(kind, first[0], first[1]);
      return names.setEffect(strip, effectKinds[kind].title, name, value);
    },
    reduce: (draft, { stripId, effectId, parameters, presetName, bypassed }) => {
      const effect = needEffect(draft, stripId, effectId);
      checkParameters(effect.kind, parameters);
      Object.assign(effect.parameters, parameters);
      if (presetName !== undefined) effect.presetName = presetName;
      if (bypassed !== undefined) effect.bypassed = bypassed;
    },
  }),

  'effect.bypass': defineCommand({
    id: 'effect.bypass',
    schema: z.strictObject({ ...target, bypassed: z.boolean() }),
    describe: (document, { stripId, effectId, bypassed }) =>
      names.bypassEffect(stripName(document, stripId), titleOf(document, { stripId, effectId }), bypassed),
    reduce: (draft, { stripId, effectId, bypassed }) => {
      needEffect(draft, stripId, effectId).bypassed = bypassed;
    },
  }),

  'effect.copy': defineCommand({
    id: 'effect.copy',
    schema: z.strictObject({ ...target, toStripId: idSchema, newId: idSchema, order: orderSchema }),
    describe: (document, { stripId, effectId, toStripId }) =>
      names.copyEffect(titleOf(document, { stripId, effectId }), stripName(document, toStripId)),
    reduce: (draft, { stripId, effectId, toStripId, newId, order }) => {
      const effect = needEffect(draft, stripId, effectId);
      needFree(effectsOf(draft, toStripId), newId, 'effect');
      checkOneLimiter(draft, toStripId, effect.kind);
      effectsOf(draft, toStripId)[newId] = {
        ...effect,
        id: newId,
        order,
        parameters: { ...effect.parameters },
      };
    },
  }),
};
