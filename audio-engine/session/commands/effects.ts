/** Inserts. On the master strip there is at most one limiter, and `orderedEffects` puts it last. */
import { z } from 'zod';
import { effectKinds } from '../../effects/registry.ts';
import { mixDocumentWords, sessionWords } from '../../words/index.ts';
import { copyLanesOf, dropLanesOf } from '../automation-rules.ts';
import { defineCommand } from '../command.ts';
import type { SessionDocument } from '../document.ts';
import { checkOneLimiter, checkParameters, parameterText } from '../effect-rules.ts';
import { effectsOf, needEffect, needFree, stripName } from '../find.ts';
import { plain } from '../plain.ts';
import { checkImpulse, checkSideChain } from '../route-rules.ts';
import {
  effectSchema,
  idSchema,
  impulseSchema,
  orderSchema,
  parametersSchema,
  sideChainSchema,
} from '../schema.ts';

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
      checkSideChain(draft, stripId, effect.kind, effect.sideChain);
      checkImpulse(effect.kind, effect.impulse);
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
      dropLanesOf(draft, stripId, 'effect', effectId);
    },
  }),

  /** Automation and side-chain go with it; a side-chain that would feed back on the other strip refuses the move. */
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
      const moved = plain(effect);
      delete draft.effects[stripId]![effectId];
      checkSideChain(draft, toStripId, moved.kind, moved.sideChain);
      effectsOf(draft, toStripId)[effectId] = moved;
      copyLanesOf(draft, 'effect', { stripId, ownerId: effectId }, { stripId: toStripId, ownerId: effectId });
      dropLanesOf(draft, stripId, 'effect', effectId);
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
      checkSideChain(draft, toStripId, effect.kind, effect.sideChain);
      effectsOf(draft, toStripId)[newId] = { ...plain(effect), id: newId, order };
    },
  }),

  'effect.sideChain': defineCommand({
    id: 'effect.sideChain',
    schema: z.strictObject({ ...target, sideChain: sideChainSchema.nullable() }),
    describe: (document, { stripId, effectId, sideChain }) =>
      mixDocumentWords.names.sideChain(
        stripName(document, stripId),
        titleOf(document, { stripId, effectId }),
        sideChain && stripName(document, sideChain.stripId),
      ),
    reduce: (draft, { stripId, effectId, sideChain }) => {
      const effect = needEffect(draft, stripId, effectId);
      checkSideChain(draft, stripId, effect.kind, sideChain);
      effect.sideChain = sideChain;
    },
  }),

  'effect.impulse': defineCommand({
    id: 'effect.impulse',
    schema: z.strictObject({ ...target, impulse: impulseSchema.nullable() }),
    describe: (document, { stripId, effectId }) =>
      mixDocumentWords.names.impulse(stripName(document, stripId), titleOf(document, { stripId, effectId })),
    reduce: (draft, { stripId, effectId, impulse }) => {
      const effect = needEffect(draft, stripId, effectId);
      checkImpulse(effect.kind, impulse);
      effect.impulse = impulse;
    },
  }),
};
