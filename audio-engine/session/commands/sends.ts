/** Sends: part of a strip's sound to a bus, before or after its fader. Their automation goes where they go. */
import { z } from 'zod';
import { mixDocumentWords } from '../../words/index.ts';
import { copyLanesOf, dropLanesOf } from '../automation-rules.ts';
import { defineCommand } from '../command.ts';
import type { SessionDocument } from '../document.ts';
import { needFree, needSend, sendsOf, stripName } from '../find.ts';
import { checkSendTarget } from '../route-rules.ts';
import { idSchema, orderSchema, sendSchema } from '../schema.ts';

const { names } = mixDocumentWords;
const target = { stripId: idSchema, sendId: idSchema };
const ends = (d: SessionDocument, at: { stripId: string; sendId: string }) =>
  [stripName(d, at.stripId), stripName(d, needSend(d, at.stripId, at.sendId).toStripId)] as const;

const fieldsSchema = z
  .strictObject({
    ...sendSchema.shape,
    // Left out of a change they stay as they are, instead of at a new send's value.
    pan: sendSchema.shape.pan.unwrap(),
    muted: sendSchema.shape.muted.unwrap(),
  })
  .omit({ id: true })
  .partial();
type Fields = z.output<typeof fieldsSchema>;

function describeFields(d: SessionDocument, at: { stripId: string; sendId: string }, fields: Fields): string {
  const [from, to] = ends(d, at);
  if (Object.keys(fields).length !== 1) return names.sendEdit(from, to);
  if (fields.levelDb !== undefined) return names.sendLevel(from, to, fields.levelDb);
  if (fields.pan !== undefined) return names.sendPan(from, to, fields.pan);
  if (fields.muted !== undefined) return names.sendMute(from, to, fields.muted);
  if (fields.point !== undefined) return names.sendPoint(from, to, fields.point);
  if (fields.toStripId !== undefined) return names.sendTarget(from, stripName(d, fields.toStripId));
  return names.sendEdit(from, to);
}

export const sendCommands = {
  'send.add': defineCommand({
    id: 'send.add',
    schema: z.strictObject({ stripId: idSchema, send: sendSchema }),
    describe: (document, { stripId, send }) =>
      names.addSend(stripName(document, stripId), stripName(document, send.toStripId)),
    reduce: (draft, { stripId, send }) => {
      needFree(sendsOf(draft, stripId), send.id, 'send');
      checkSendTarget(draft, stripId, send.toStripId);
      sendsOf(draft, stripId)[send.id] = send;
    },
  }),

  'send.set': defineCommand({
    id: 'send.set',
    schema: z.strictObject({ ...target, ...fieldsSchema.shape }),
    describe: (document, { stripId, sendId, ...fields }) =>
      describeFields(document, { stripId, sendId }, fields),
    reduce: (draft, { stripId, sendId, ...fields }) => {
      const send = needSend(draft, stripId, sendId);
      if (fields.toStripId !== undefined) checkSendTarget(draft, stripId, fields.toStripId);
      Object.assign(send, fields);
    },
  }),

  'send.remove': defineCommand({
    id: 'send.remove',
    schema: z.strictObject(target),
    describe: (document, at) => names.removeSend(...ends(document, at)),
    reduce: (draft, { stripId, sendId }) => {
      needSend(draft, stripId, sendId);
      delete draft.sends[stripId]![sendId];
      dropLanesOf(draft, stripId, 'send', sendId);
    },
  }),

  'send.move': defineCommand({
    id: 'send.move',
    schema: z.strictObject({ ...target, ontoStripId: idSchema, order: orderSchema }),
    describe: (document, { stripId, sendId, ontoStripId }) => {
      const [from, to] = ends(document, { stripId, sendId });
      return ontoStripId === stripId
        ? names.sendEdit(from, to)
        : names.moveSend(from, to, stripName(document, ontoStripId));
    },
    reduce: (draft, { stripId, sendId, ontoStripId, order }) => {
      const send = needSend(draft, stripId, sendId);
      send.order = order;
      if (ontoStripId === stripId) return;
      needFree(sendsOf(draft, ontoStripId), sendId, 'send');
      checkSendTarget(draft, ontoStripId, send.toStripId);
      sendsOf(draft, ontoStripId)[sendId] = { ...send };
      copyLanesOf(draft, 'send', { stripId, ownerId: sendId }, { stripId: ontoStripId, ownerId: sendId });
      delete draft.sends[stripId]![sendId];
      dropLanesOf(draft, stripId, 'send', sendId);
    },
  }),

  /** The settings alone: what a send does over time belongs to the song's part that it was written for. */
  'send.copy': defineCommand({
    id: 'send.copy',
    schema: z.strictObject({ ...target, ontoStripId: idSchema, newId: idSchema, order: orderSchema }),
    describe: (document, { stripId, sendId, ontoStripId }) =>
      names.copySend(ends(document, { stripId, sendId })[1], stripName(document, ontoStripId)),
    reduce: (draft, { stripId, sendId, ontoStripId, newId, order }) => {
      const send = needSend(draft, stripId, sendId);
      needFree(sendsOf(draft, ontoStripId), newId, 'send');
      checkSendTarget(draft, ontoStripId, send.toStripId);
      sendsOf(draft, ontoStripId)[newId] = { ...send, id: newId, order };
    },
  }),
};
