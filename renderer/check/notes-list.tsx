/** The day's list: every note with its place, to jump to, write, tick and remove. */
import { useState } from 'react';
import type { Note } from '../../audio-engine/session/index.ts';
import { clock } from '../../audio-engine/words/check.ts';
import { listenWords } from '../../audio-engine/words/index.ts';
import { Button, IconButton } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import type { Section } from './findings.ts';
import { startListening } from './listen-store.ts';
import { goToNote, orderedNotes, removeNotes, tickNote, writeNote } from './notes.ts';
import './notes.css';

const words = listenWords.notes;

function NoteRow({
  note,
  sampleRate,
  sections,
}: {
  note: Note;
  sampleRate: number;
  sections: readonly Section[];
}) {
  const [text, setText] = useState(note.text);
  const [from, setFrom] = useState(note.text);
  if (from !== note.text) {
    // Written elsewhere, or undone.
    setFrom(note.text);
    setText(note.text);
  }
  const at = clock(note.sample / sampleRate);
  const section = sections.find(
    ({ startSample, endSample }) => note.sample >= startSample && note.sample < endSample,
  );
  return (
    <li className="note-row" data-done={note.done || undefined}>
      <input
        type="checkbox"
        checked={note.done}
        aria-label={words.done(at)}
        onChange={(event) => tickNote(note.id, event.target.checked)}
      />
      <button
        type="button"
        className="note-at"
        aria-label={words.go(at)}
        onClick={() => goToNote(note.sample)}
      >
        <b>{at}</b>
        <span>{section?.name}</span>
      </button>
      <input
        className="note-text"
        type="text"
        maxLength={1024}
        value={text}
        placeholder={words.blank}
        aria-label={words.text(at)}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => writeNote(note.id, text.trim())}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setText(note.text);
        }}
      />
      <IconButton icon="trash" label={words.remove(at)} onPress={() => void removeNotes([note.id])} />
    </li>
  );
}

export function NotesList({ sampleRate, sections }: { sampleRate: number; sections: readonly Section[] }) {
  const notes = useDocument((document) => document.notes);
  const list = orderedNotes().filter(({ id }) => notes[id]);
  const done = list.filter((note) => note.done);
  return (
    <section className="notes" aria-label={words.title}>
      {list.length === 0 ? (
        <p className="check-nothing">{words.empty}</p>
      ) : (
        <ol>
          {list.map((note) => (
            <NoteRow key={note.id} note={note} sampleRate={sampleRate} sections={sections} />
          ))}
        </ol>
      )}
      <div className="notes-buttons">
        <Button icon="ear" help={listenWords.startHelp} onPress={startListening}>
          {listenWords.start}
        </Button>
        {done.length > 0 && (
          <Button kind="quiet" onPress={() => void removeNotes(done.map(({ id }) => id))}>
            {words.removeDone}
          </Button>
        )}
      </div>
    </section>
  );
}
