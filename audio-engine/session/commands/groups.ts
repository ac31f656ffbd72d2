/** Link groups and folders: what moves together, and what stands together. */
import { z } from 'zod';
import { mixDocumentWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import type { SessionDocument } from '../document.ts';
import { needBus, needFolder, needFree, needGroup, needStrip, needTrack, refuse } from '../find.ts';
import { foldersAround } from '../mixer-order.ts';
import { checkFolder } from '../route-rules.ts';
import { colorSchema, folderSchema, groupSchema, idSchema, nameSchema, orderSchema } from '../schema.ts';

const { names, refused } = mixDocumentWords;

function checkMembers(d: SessionDocument, stripIds: readonly string[]): void {
  for (const id of stripIds) needStrip(d, id);
  if (new Set(stripIds).size !== stripIds.length)
    refuse('twice', refused.twiceInGroup, refused.twiceInGroupNext);
}

export const groupCommands = {
  'group.add': defineCommand({
    id: 'group.add',
    schema: z.strictObject({ group: groupSchema }),
    describe: (_document, { group }) => names.addGroup(group.name),
    reduce: (draft, { group }) => {
      needFree(draft.groups, group.id, 'group');
      checkMembers(draft, group.stripIds);
      draft.groups[group.id] = group;
    },
  }),

  'group.set': defineCommand({
    id: 'group.set',
    schema: z.strictObject({
      groupId: idSchema,
      name: nameSchema.optional(),
      color: colorSchema.optional(),
      order: orderSchema.optional(),
      active: z.boolean().optional(),
      stripIds: groupSchema.shape.stripIds.optional(),
      links: groupSchema.shape.links.partial().optional(),
    }),
    describe: (document, { groupId, ...fields }) => {
      const { name } = needGroup(document, groupId);
      if (Object.keys(fields).length !== 1) return names.groupEdit(name);
      if (fields.active !== undefined) return names.groupActive(name, fields.active);
      return fields.name !== undefined ? names.rename(name, fields.name) : names.groupEdit(name);
    },
    reduce: (draft, { groupId, links, ...fields }) => {
      const group = needGroup(draft, groupId);
      if (fields.stripIds) checkMembers(draft, fields.stripIds);
      Object.assign(group, fields);
      if (links) Object.assign(group.links, links);
    },
  }),

  'group.remove': defineCommand({
    id: 'group.remove',
    schema: z.strictObject({ groupId: idSchema }),
    describe: (document, { groupId }) => names.removeGroup(needGroup(document, groupId).name),
    reduce: (draft, { groupId }) => {
      needGroup(draft, groupId);
      delete draft.groups[groupId];
    },
  }),
};

export const folderCommands = {
  'folder.add': defineCommand({
    id: 'folder.add',
    schema: z.strictObject({
      folder: folderSchema,
      /** What goes into it at once. */
      trackIds: z.array(idSchema).max(1000).optional(),
      busIds: z.array(idSchema).max(1000).optional(),
    }),
    describe: (_document, { folder }) => names.addFolder(folder.name),
    reduce: (draft, { folder, trackIds, busIds }) => {
      needFree(draft.folders, folder.id, 'folder');
      checkFolder(draft, folder.parentId);
      draft.folders[folder.id] = folder;
      for (const id of trackIds ?? []) needTrack(draft, id).folderId = folder.id;
      for (const id of busIds ?? []) needBus(draft, id).folderId = folder.id;
    },
  }),

  'folder.set': defineCommand({
    id: 'folder.set',
    schema: z.strictObject({
      folderId: idSchema,
      name: nameSchema.optional(),
      color: colorSchema.optional(),
      order: orderSchema.optional(),
      parentId: idSchema.nullable().optional(),
    }),
    describe: (document, { folderId, ...fields }) => {
      const { name } = needFolder(document, folderId);
      return Object.keys(fields).length === 1 && fields.name !== undefined
        ? names.rename(name, fields.name)
        : names.folderEdit(name);
    },
    reduce: (draft, { folderId, ...fields }) => {
      const folder = needFolder(draft, folderId);
      if (fields.parentId) {
        checkFolder(draft, fields.parentId);
        if (foldersAround(draft, fields.parentId).some((around) => around.id === folderId))
          refuse('folder-inside-itself', refused.folderInside(folder.name), refused.folderInsideNext);
      }
      Object.assign(folder, fields);
    },
  }),

  /** What was inside moves to where the folder was. */
  'folder.remove': defineCommand({
    id: 'folder.remove',
    schema: z.strictObject({ folderId: idSchema }),
    describe: (document, { folderId }) => names.removeFolder(needFolder(document, folderId).name),
    reduce: (draft, { folderId }) => {
      const { parentId } = needFolder(draft, folderId);
      delete draft.folders[folderId];
      for (const folder of Object.values(draft.folders))
        if (folder.parentId === folderId) folder.parentId = parentId;
      for (const track of Object.values(draft.tracks))
        if (track.folderId === folderId) track.folderId = parentId;
      for (const bus of Object.values(draft.buses)) if (bus.folderId === folderId) bus.folderId = parentId;
    },
  }),
};
