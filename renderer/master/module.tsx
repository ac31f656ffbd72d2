/** One module of the master chain: lamp and name, its picture, two values. The open one has the accent frame. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { format } from '../../audio-engine/effects/parameter.ts';
import { effectKinds } from '../../audio-engine/effects/registry.ts';
import { type Effect, MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { decibels, effectWords, mixingWords, signedDecibels } from '../../audio-engine/words/index.ts';
import { useHeardEffect } from '../controls/index.ts';
import { countBands, parameterOf, valuesOf } from '../editors/index.ts';
import { historyOf, subscribeFrame } from '../live/index.ts';
import {
  carriesInsert,
  dropInsert,
  largestBandGain,
  nudgeInsert,
  removeInsert,
  setBypass,
  startInsertDrag,
} from '../mixer/index.ts';
import { ModulePicture } from './module-picture.tsx';

const words = mixingWords.master;
const EVERY_MS = 250;

/** Gain reduction of this moment, written past React. */
function ReductionNow({ effectId }: { effectId: string }) {
  const text = useRef<HTMLElement>(null);
  useEffect(() => {
    let shownAtMs = 0;
    return subscribeFrame((_frame, nowMs) => {
      if (nowMs - shownAtMs < EVERY_MS) return;
      shownAtMs = nowMs;
      const history = historyOf(effectId);
      const span = Math.min(history.length, Math.round(history.ratePerS * 4));
      let largest = span > 0 ? 0 : Number.NaN;
      for (let age = 0; age < span; age++) largest = Math.max(largest, history.at(age, 2));
      if (text.current) text.current.textContent = Number.isNaN(largest) ? '–' : `${decibels(-largest)} dB`;
    });
  }, [effectId]);
  return <b ref={text}>–</b>;
}

function firstValue(effect: Effect): { name: string; value: string } {
  const values = valuesOf(effect);
  switch (effect.kind) {
    case 'equaliser':
      return { name: words.bands, value: String(countBands(effect)) };
    case 'compressor':
      return {
        name: parameterOf('compressor', 'ratio').name,
        value: format(parameterOf('compressor', 'ratio'), values.ratio ?? 1),
      };
    case 'limiter':
      return { name: parameterOf('limiter', 'gainDb').name, value: `${signedDecibels(values.gainDb)} dB` };
    default: {
      const first = effectKinds[effect.kind].parameters[0];
      return first
        ? { name: first.name, value: format(first, values[first.id] ?? first.default) }
        : { name: '', value: '' };
    }
  }
}

export interface ModuleProps {
  effect: Effect;
  index: number;
  open: boolean;
  onOpen(): void;
}

export function Module({ effect: kept, index, open, onOpen }: ModuleProps) {
  const effect = useHeardEffect(MASTER_STRIP, kept);
  const ref = { stripId: MASTER_STRIP, effectId: effect.id };
  const [over, setOver] = useState(false);
  const title = effectWords[effect.kind].title;
  const first = firstValue(effect);
  const onKeyDown = (event: KeyboardEvent) => {
    const taken = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === 'Delete' || event.key === 'Backspace') {
      taken();
      removeInsert(ref);
    } else if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      taken();
      nudgeInsert(ref, event.key === 'ArrowLeft' ? -1 : 1);
    } else if (event.key === 'Enter' && event.shiftKey) {
      taken();
      setBypass(ref, !effect.bypassed);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the two buttons inside carry the roles; this is the ground they are dragged on
    <div
      className="module"
      data-open={open || undefined}
      data-bypassed={effect.bypassed || undefined}
      data-over={over || undefined}
      draggable
      onDragStart={(event) => startInsertDrag(event.dataTransfer, ref)}
      onDragOver={(event) => {
        if (!carriesInsert(event.dataTransfer)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!carriesInsert(event.dataTransfer)) return;
        event.preventDefault();
        dropInsert(event.dataTransfer, MASTER_STRIP, index, event.ctrlKey || event.altKey);
      }}
      data-help={words.moduleHelp}
      data-help-name={title}
    >
      <header className="module-title">
        <button
          type="button"
          className="module-lamp"
          aria-pressed={effect.bypassed}
          aria-label={mixingWords.inserts.bypass(title)}
          onClick={() => setBypass(ref, !effect.bypassed)}
        />
        <button
          type="button"
          className="module-name"
          aria-expanded={open}
          onClick={onOpen}
          onKeyDown={onKeyDown}
        >
          {title}
        </button>
        {effect.bypassed && <span className="module-state">{mixingWords.editor.bypassed}</span>}
      </header>
      <button
        type="button"
        className="module-picture"
        tabIndex={-1}
        aria-label={words.open(title)}
        onClick={onOpen}
      >
        <ModulePicture effect={effect} stripId={MASTER_STRIP} />
      </button>
      <div className="module-values">
        <div>
          <span>{first.name}</span>
          <b>{first.value}</b>
        </div>
        <div>
          <span>{effect.kind === 'equaliser' ? words.largest : words.maxReduction}</span>
          {effect.kind === 'equaliser' ? (
            <b>{signedDecibels(largestBandGain(effect.parameters))} dB</b>
          ) : (
            <ReductionNow effectId={effect.id} />
          )}
        </div>
      </div>
    </div>
  );
}
