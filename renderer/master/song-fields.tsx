/** The song's start, end and fades as numbers: a panel behind a button, each typed or moved by arrow keys. */
import { useRef, useState } from 'react';
import { FADE_SHAPES, type FadeShape } from '../../audio-engine/session/index.ts';
import { masterRoomWords } from '../../audio-engine/words/index.ts';
import { Button, PopoverPanel, Select } from '../controls/index.ts';
import { run, shownDocument, useDocument } from '../state/index.ts';
import { nudgeEdge, type SongHandle, setEdge, songSpan } from './song-edges.ts';

const words = masterRoomWords.edges;

/** `83.5`, `1:23.5`; undefined where it is none. */
export function readTime(text: string): number | undefined {
  const match = /^\s*(?:(\d+):)?(\d+(?:[.,]\d+)?)\s*s?\s*$/.exec(text);
  if (!match) return undefined;
  return Number(match[1] ?? 0) * 60 + Number(match[2]!.replace(',', '.'));
}

export function writeTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - minutes * 60).toFixed(3).padStart(6, '0')}`;
}

function Field({ handle, seconds }: { handle: SongHandle; seconds: number }) {
  const [text, setText] = useState<string | null>(null);
  const isFade = handle === 'fadeIn' || handle === 'fadeOut';
  const shown = isFade ? `${seconds.toFixed(2)} s` : writeTime(seconds);
  const keep = (typed: string) => {
    const read = readTime(typed);
    if (read === undefined) return false;
    const document = shownDocument();
    const rate = document.session.sampleRate;
    const span = songSpan(document);
    const sample =
      handle === 'fadeIn'
        ? span.startSample + read * rate
        : handle === 'fadeOut'
          ? span.endSample - read * rate
          : read * rate;
    setEdge(handle, sample);
    return true;
  };
  const wrong = text !== null && readTime(text) === undefined;
  return (
    <label className="edge-field">
      <span>{words[handle]}</span>
      <input
        value={text ?? shown}
        aria-invalid={wrong}
        title={wrong ? words.wrong : undefined}
        spellCheck={false}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          if (text !== null) keep(text);
          setText(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            if (text === null || keep(text)) setText(null);
          } else if (event.key === 'Escape' && text !== null) {
            event.stopPropagation();
            setText(null);
          } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault();
            // More of a fade out is an earlier place.
            const up = (event.key === 'ArrowUp' ? 1 : -1) * (handle === 'fadeOut' ? -1 : 1);
            nudgeEdge(handle, up * (event.shiftKey ? 0.01 : 0.1));
            setText(null);
          }
        }}
      />
    </label>
  );
}

function Shape({ which }: { which: 'fadeIn' | 'fadeOut' }) {
  const fade = useDocument((document) => document.master.song[which]);
  return (
    <Select<FadeShape>
      label={`${words[which]}: ${words.shape}`}
      showLabel={false}
      value={fade.shape}
      options={FADE_SHAPES.map((value) => ({ value, title: words.shapes[value] }))}
      onChange={(shape) => void run('master.song', { [which]: { ...fade, shape } })}
    />
  );
}

export function EdgeFields() {
  const anchor = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const span = useDocument(songSpan);
  const rate = useDocument((document) => document.session.sampleRate);
  const seconds: Record<SongHandle, number> = {
    start: span.startSample / rate,
    end: span.endSample / rate,
    fadeIn: (span.fadeInEnd - span.startSample) / rate,
    fadeOut: (span.endSample - span.fadeOutStart) / rate,
  };
  return (
    <span ref={anchor}>
      <Button kind="quiet" className="panel-button" onPress={() => setOpen(true)} help={words.help}>
        {masterRoomWords.edgesButton}
      </Button>
      <PopoverPanel
        anchor={anchor}
        label={masterRoomWords.edgesButton}
        isOpen={open}
        onClose={() => setOpen(false)}
        placement="bottom end"
      >
        <div className="edge-fields">
          <Field handle="start" seconds={seconds.start} />
          <Field handle="end" seconds={seconds.end} />
          <Field handle="fadeIn" seconds={seconds.fadeIn} />
          <Shape which="fadeIn" />
          <Field handle="fadeOut" seconds={seconds.fadeOut} />
          <Shape which="fadeOut" />
        </div>
      </PopoverPanel>
    </span>
  );
}
