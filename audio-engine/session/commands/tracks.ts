/** Tracks. A track brings its strip with it and takes strip, clips and inserts away when it goes. */
import { z } from 'zod';
import { sessionWords, trackRoleWords } from '../../words/index.ts';
import { copyLanesOf, copyStripLanes } from '../automation-rules.ts';
import { addClip } from '../clip-rules.ts';
import { defineCommand } from '../command.ts';
import { type SessionDocument, TRACK_ROLES } from '../document.ts';
import { needClip, needEffect, needFree, needStrip, needTrack } from '../find.ts';
import { orderedSends } from '../mixer-order.ts';
import { plain } from '../plain.ts';
import { colorSchema, idSchema, nameSchema, orderSchema, trackSchema } from '../schema.ts';
import { addTrack, removeTrack } from '../track-rules.ts';

const { names } = sessionWords;
const nameOf = (d: SessionDocument, trackId: string) => needTrack(d, trackId).name;

export const trackCommands = {
  'track.add': defineCommand({
    id: 'track.add',
    schema: z.strictObject({ track: trackSchema }),
    describe: (_document, { track }) => names.addTrack(track.name),
    reduce: (draft, { track }) => addTrack(draft, track),
  }),

  'track.remove': defineCommand({
    id: 'track.remove',
    schema: z.strictObject({ trackIds: z.array(idSchema).min(1).max(1000) }),
    describe: (document, { trackIds }) =>
      trackIds.length === 1
        ? names.removeTrack(nameOf(document, trackIds[0]!))
        : names.removeTracks(trackIds.length),
    reduce: (draft, { trackIds }) => {
      for (const trackId of trackIds) removeTrack(draft, trackId);
    },
  }),

  'track.rename': defineCommand({
    id: 'track.rename',
    schema: z.strictObject({ trackId: idSchema, name: nameSchema }),
    describe: (document, { trackId, name }) => names.renameTrack(nameOf(document, trackId), name),
    reduce: (draft, { trackId, name }) => {
      needTrack(draft, trackId).name = name;
    },
  }),

  'track.color': defineCommand({
    id: 'track.color',
    schema: z.strictObject({ trackId: idSchema, color: colorSchema }),
    describe: (document, { trackId }) => names.colorTrack(nameOf(document, trackId)),
    reduce: (draft, { trackId, color }) => {
      needTrack(draft, trackId).color = color;
    },
  }),

  'track.move': defineCommand({
    id: 'track.move',
    schema: z.strictObject({ trackId: idSchema, order: orderSchema }),
    describe: (document, { trackId }) => names.moveTrack(nameOf(document, trackId)),
    reduce: (draft, { trackId, order }) => {
      needTrack(draft, trackId).order = order;
    },
  }),

  /** What part it plays; null goes back to what its name tells. */
  'track.role': defineCommand({
    id: 'track.role',
    schema: z.strictObject({ trackId: idSchema, role: z.enum(TRACK_ROLES).nullable() }),
    describe: (document, { trackId, role }) =>
      names.trackRole(nameOf(document, trackId), role && trackRoleWords.parts[role]),
    reduce: (draft, { trackId, role }) => {
      needTrack(draft, trackId).role = role;
    },
  }),

  /**
   * The copy has the strip's settings, sends and automation, but is not soloed (soloing is a listening choice for the
   * one track) and stands in no link group.
   */
  'track.duplicate': defineCommand({
    id: 'track.duplicate',
    schema: z.strictObject({
      trackId: idSchema,
      newId: idSchema,
      name: nameSchema,
      order: orderSchema,
      /** New ids, under the old ones. What is not listed is not copied. */
      clipIds: z.record(idSchema, idSchema),
      effectIds: z.record(idSchema, idSchema),
      /** New ids of the sends; all of them are copied, those not listed under ids made from the new track's. */
      sendIds: z.record(idSchema, idSchema).optional(),
      /** What was printed from a mono track may be stereo. */
      channels: trackSchema.shape.channels.optional(),
    }),
    describe: (document, { trackId }) => names.duplicateTrack(nameOf(document, trackId)),
    reduce: (draft, { trackId, newId, name, order, clipIds, effectIds, sendIds, channels }) => {
      const track = needTrack(draft, trackId);
      addTrack(
        draft,
        { ...plain(track), id: newId, name, order, channels: channels ?? track.channels, frozen: null },
        { ...plain(needStrip(draft, trackId)), id: newId, solo: false },
      );
      for (const [oldId, id] of Object.entries(clipIds)) {
        const clip = needClip(draft, trackId, oldId);
        addClip(draft, newId, { ...clip, id, fadeIn: { ...clip.fadeIn }, fadeOut: { ...clip.fadeOut } });
      }
      copyStripLanes(draft, trackId, newId);
      for (const [oldId, id] of Object.entries(effectIds)) {
        const effect = needEffect(draft, trackId, oldId);
        needFree(draft.effects[newId], id, 'effect');
        draft.effects[newId]![id] = { ...plain(effect), id };
        copyLanesOf(draft, 'effect', { stripId: trackId, ownerId: oldId }, { stripId: newId, ownerId: id });
      }
      for (const [i, send] of orderedSends(draft, trackId).entries()) {
        const id = sendIds?.[send.id] ?? `${newId}:${i}`;
        draft.sends[newId] ??= {};
        needFree(draft.sends[newId], id, 'send');
        draft.sends[newId][id] = { ...plain(send), id };
        copyLanesOf(draft, 'send', { stripId: trackId, ownerId: send.id }, { stripId: newId, ownerId: id });
      }
    },
  }),
};
