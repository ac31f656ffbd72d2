/** Notes dropped while listening through: a place in the song, a few words, and whether it is done. */
import { z } from 'zod';
import { checkDocumentWords } from '../../words/index.ts';
import { defineCommand } from '../command.ts';
import type { Note, SessionDocument } from '../document.ts';
import { needFree, needNote, refuse } from '../find.ts';
import { idSchema, noteSchema } from '../schema.ts';

const { names, refused } = checkDocumentWords;

/** One map of the document holds no more: a list longer than this is no list of a day. */
const MOST_NOTES = 1000;

const rateOf = (document: SessionDocument) => document.session.sampleRate;

export const noteCommands = {
  'note.add': defineCommand({
    id: 'note.add',
    schema: z.strictObject({ note: noteSchema }),
    describe: (document, { note }) => names.addNote(note.sample / rateOf(document)),
    reduce: (draft, { note }) => {
      needFree(draft.notes, note.id, 'note');
      if (Object.keys(draft.notes).length >= MOST_NOTES)
        refuse('notes-full', refused.notesFull(MOST_NOTES), refused.notesFullNext);
      draft.notes[note.id] = note;
    },
  }),

  'note.set': defineCommand({
    id: 'note.set',
    schema: z.strictObject({
      noteId: idSchema,
      ...noteSchema.pick({ sample: true, text: true, done: true }).partial().shape,
    }),
    describe: (document, change) => {
      const note = needNote(document, change.noteId);
      const at = note.sample / rateOf(document);
      if (change.done === undefined || change.text !== undefined) return names.writeNote(at);
      return change.done ? names.doneNote(at) : names.openNote(at);
    },
    reduce: (draft, { noteId, ...change }) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      Object.assign(needNote(draft, noteId), Object.fromEntries(given) as Partial<Note>);
    },
  }),

  'note.remove': defineCommand({
    id: 'note.remove',
    schema: z.strictObject({ noteIds: z.array(idSchema).min(1).max(MOST_NOTES) }),
    describe: (_document, { noteIds }) => names.removeNotes(new Set(noteIds).size),
    reduce: (draft, { noteIds }) => {
      for (const noteId of new Set(noteIds)) {
        needNote(draft, noteId);
        delete draft.notes[noteId];
      }
    },
  }),
};
