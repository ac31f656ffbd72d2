/** What the mix check, the break and the listen-through say: steps in the history, the view, the door. */


/** A place in the song: `1:05`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Titles, history names and refusals of notes and of what is set aside. */
export const checkDocumentWords = {
  titles: {
    'note.add': 'Drop a note',
    'note.set': 'Write or tick a note',
    'note.remove': 'Remove notes',
    'advice.dismiss': 'Set a finding aside',
    'advice.restore': 'Bring a finding back',
  },
  names: {
    addNote: (seconds: number) => `Drop a note at ${clock(seconds)}`,
    writeNote: (seconds: number) => `Write the note at ${clock(seconds)}`,
    doneNote: (seconds: number) => `Tick the note at ${clock(seconds)}`,
    openNote: (seconds: number) => `Reopen the note at ${clock(seconds)}`,
    removeNotes: (count: number) => (count === 1 ? 'Remove a note' : `Remove ${count} notes`),
    dismiss: (sentence: string) => `Not a problem: ${sentence}`,
    restore: (sentence: string) => `Ask again: ${sentence}`,
  },
  refused: {
    notesFull: (most: number) => `There are ${most} notes already.`,
    notesFullNext: 'Tick them off and remove those that are done.',
    notDismissed: (key: string) => `No finding “${key}” is set aside.`,
    notDismissedNext: 'It may have been brought back already.',
  },
  what: { note: 'note' },
} as const;
