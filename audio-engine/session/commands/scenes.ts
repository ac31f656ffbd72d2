/** Scenes: the mix stored, recalled, and stored anew. */
import { z } from 'zod';
import { mixDocumentWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import { needFree, needScene } from '../find.ts';
import { goneNames, mixOf, recallScene } from '../scenes.ts';
import { idSchema, nameSchema, sceneSchema } from '../schema.ts';

const { names } = mixDocumentWords;

export const sceneCommands = {
  'scene.store': defineCommand({
    id: 'scene.store',
    schema: z.strictObject({
      scene: sceneSchema.pick({ id: true, name: true, order: true, createdAt: true }),
    }),
    describe: (_document, { scene }) => names.storeScene(scene.name),
    reduce: (draft, { scene }) => {
      needFree(draft.scenes, scene.id, 'scene');
      draft.scenes[scene.id] = { ...scene, ...mixOf(draft) };
    },
  }),

  'scene.update': defineCommand({
    id: 'scene.update',
    schema: z.strictObject({ sceneId: idSchema, createdAt: sceneSchema.shape.createdAt }),
    describe: (document, { sceneId }) => names.updateScene(needScene(document, sceneId).name),
    reduce: (draft, { sceneId, createdAt }) => {
      Object.assign(needScene(draft, sceneId), { createdAt, ...mixOf(draft) });
    },
  }),

  'scene.recall': defineCommand({
    id: 'scene.recall',
    schema: z.strictObject({ sceneId: idSchema }),
    describe: (document, { sceneId }) => {
      const scene = needScene(document, sceneId);
      return names.recallScene(scene.name, goneNames(document, scene));
    },
    reduce: (draft, { sceneId }) => recallScene(draft, needScene(draft, sceneId)),
  }),

  'scene.rename': defineCommand({
    id: 'scene.rename',
    schema: z.strictObject({ sceneId: idSchema, name: nameSchema }),
    describe: (document, { sceneId, name }) => names.renameScene(needScene(document, sceneId).name, name),
    reduce: (draft, { sceneId, name }) => {
      needScene(draft, sceneId).name = name;
    },
  }),

  'scene.remove': defineCommand({
    id: 'scene.remove',
    schema: z.strictObject({ sceneId: idSchema }),
    describe: (document, { sceneId }) => names.removeScene(needScene(document, sceneId).name),
    reduce: (draft, { sceneId }) => {
      needScene(draft, sceneId);
      delete draft.scenes[sceneId];
    },
  }),
};
