/** Typed entry of a value, in place of its number: Enter keeps, Esc leaves, what cannot be read stays marked. */
import { useEffect, useRef, useState } from 'react';
import { mixingWords } from '../../audio-engine/words/index.ts';
import './value-field.css';
import { spoken, type ValueScale } from './value-scale.ts';

export interface ValueFieldProps {
  scale: ValueScale;
  value: number;
  label: string;
  /** What was typed to open it; empty shows the present value, all of it selected. */
  initial: string;
  onDone(value: number | undefined): void;
}

export function ValueField({ scale, value, label, initial, onDone }: ValueFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const [text, setText] = useState(initial || spoken(scale, value));
  const [wrong, setWrong] = useState(false);

  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    if (initial) input.current?.setSelectionRange(initial.length, initial.length);
    else input.current?.select();
  }, [initial]);

  const finish = (result: number | undefined) => {
    if (done.current) return;
    done.current = true;
    onDone(result);
  };

  return (
    <input
      ref={input}
      className="value-field"
      aria-label={mixingWords.controls.typeValue(label)}
      aria-invalid={wrong}
      value={text}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => {
        setText(event.target.value);
        setWrong(false);
      }}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') finish(undefined);
        if (event.key === 'Enter') {
          const read = scale.parse(text);
          if (read === undefined) setWrong(true);
          else finish(read);
        }
      }}
      onBlur={() => finish(scale.parse(text))}
    />
  );
}
