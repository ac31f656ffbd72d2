/** Notes: dropped while listening through, worked off the next day. */
import { checkWords as words } from '../../audio-engine/words/index.ts';
import { newId, run, showNote, shownDocument } from '../state/index.ts';
import { locate, positionNow } from '../transport/index.ts';

export function orderedNotes(document = shownDocument()) {
  return Object.values(document.notes).sort((a, b) => a.sample - b.sample || (a.id < b.id ? -1 : 1));
}

/** A note where the song is now. Answers its place in samples, or null where it was refused. */
export async function dropNote(): Promise<number | null> {
  const sample = Math.max(0, Math.round(positionNow()));
  const note = { id: newId('note'), sample, text: '', createdAt: new Date().toISOString(), done: false };
  return (await run('note.add', { note })) ? sample : null;
}

export function goToNote(sample: number): void {
  locate(sample);
}

export function writeNote(noteId: string, text: string): void {
  const before = shownDocument().notes[noteId];
  if (before && before.text !== text) void run('note.set', { noteId, text });
}

export function tickNote(noteId: string, done: boolean): void {
  void run('note.set', { noteId, done });
}

export async function removeNotes(noteIds: readonly string[]): Promise<void> {
  if (noteIds.length === 0) return;
  if (await run('note.remove', { noteIds: [...noteIds] }))
    showNote(words.notesRemoved(noteIds.length), { title: words.undo, actionId: 'edit.undo' });
}
