/** Tempo and time signature: typed, wheeled or chosen. Each change is one command. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { transportWords } from '../../audio-engine/words/views.ts';
import { MenuButton } from '../controls/index.ts';
import { run, useDocument } from '../state/index.ts';
import './transport.css';

const SIGNATURES = [
  '2/4',
  '3/4',
  '4/4',
  '5/4',
  '6/4',
  '7/4',
  '3/8',
  '5/8',
  '6/8',
  '7/8',
  '9/8',
  '12/8',
] as const;
const SLOWEST = 20;
const FASTEST = 400;

/** Undefined where the text is no tempo. */
export function parseTempo(text: string): number | undefined {
  const value = Number(
    text
      .trim()
      .replace(',', '.')
      .replace(/\s*bpm$/i, ''),
  );
  if (text.trim() === '' || !Number.isFinite(value)) return undefined;
  return Math.min(FASTEST, Math.max(SLOWEST, Math.round(value * 1000) / 1000));
}

export function TempoField() {
  const tempo = useDocument((d) => d.tempo);
  const [draft, setDraft] = useState<string | null>(null);
  const shown = tempo.bpm.toFixed(2);
  const commit = () => {
    const bpm = draft === null ? undefined : parseTempo(draft);
    setDraft(null);
    if (bpm !== undefined && bpm !== tempo.bpm) void run('tempo.set', { bpm });
  };
  return (
    <>
      <div className="readout" data-help={transportWords.tempoHelp} data-help-name={transportWords.tempo}>
        <input
          className="readout-value tempo-input"
          inputMode="decimal"
          aria-label={transportWords.tempo}
          value={draft ?? shown}
          onFocus={(event) => {
            setDraft(shown);
            const input = event.currentTarget;
            requestAnimationFrame(() => input.select());
          }}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
            if (event.key === 'Escape') {
              setDraft(null);
              const input = event.currentTarget;
              requestAnimationFrame(() => input.blur());
            }
            if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
              event.preventDefault();
              const base = parseTempo(draft ?? shown) ?? tempo.bpm;
              const step = event.shiftKey ? 0.1 : 1;
              setDraft((base + (event.key === 'ArrowUp' ? step : -step)).toFixed(2));
            }
          }}
        />
        <span className="readout-name">{transportWords.tempoName}</span>
      </div>
      <div className="readout" data-help={transportWords.meterHelp} data-help-name={transportWords.meter}>
        <MenuButton
          label={transportWords.meter}
          items={SIGNATURES.map((text) => ({
            id: text,
            title: text,
            isChecked: text === `${tempo.numerator}/${tempo.denominator}`,
            onAction: () => {
              const [numerator, denominator] = text.split('/').map(Number);
              void run('tempo.set', { numerator, denominator });
            },
          }))}
        >
          <Button
            className="readout-value readout-button"
            aria-label={transportWords.meterIs(tempo.numerator, tempo.denominator)}
          >
            {tempo.numerator}/{tempo.denominator}
          </Button>
        </MenuButton>
        <span className="readout-name">{transportWords.meterName}</span>
      </div>
    </>
  );
}
