/** The moves of a preset on this audio, measured while it plays, four times a second. */
import { useEffect, useState } from 'react';
import type { Effect } from '../../audio-engine/session/index.ts';
import { mixingWords } from '../../audio-engine/words/index.ts';
import {
  declareWatch,
  readoutsOf,
  spectrumAfterOf,
  spectrumBeforeOf,
  subscribeFrame,
} from '../live/index.ts';
import { valuesOf } from './effect-values.ts';
import { MeanSpectra, type Move, movesOf } from './preset-report.ts';

const words = mixingWords.presets;
const EVERY_MS = 250;

export function PresetMoves({ stripId, effect }: { stripId: string; effect: Effect }) {
  const [moves, setMoves] = useState<readonly Move[]>([]);
  useEffect(() => {
    const endWatch = declareWatch({ effects: [{ stripId, effectId: effect.id }] });
    const spectra = new MeanSpectra();
    let shownAt = 0;
    const end = subscribeFrame((_frame, nowMs) => {
      const before = spectrumBeforeOf(effect.id, nowMs);
      const after = spectrumAfterOf(effect.id, nowMs);
      if (!before || !after || !before.some((db) => db > -100)) return;
      spectra.add(before, after, readoutsOf(effect.id, nowMs)?.[0] ?? 0);
      if (nowMs - shownAt < EVERY_MS) return;
      shownAt = nowMs;
      setMoves(movesOf(effect, valuesOf(effect), spectra));
    });
    return () => {
      end();
      endWatch();
    };
  }, [stripId, effect]);
  return (
    <div className="preset-moves" aria-live="off">
      <b>{words.measured}</b>
      {moves.length === 0 && <p>{words.measuring}</p>}
      <ul>
        {moves.map((move) => (
          <li key={move.text.split(':')[0]} data-did={move.did || undefined}>
            <i aria-label={move.did ? words.moves.did : words.moves.idle} role="img" />
            {move.text}
          </li>
        ))}
      </ul>
    </div>
  );
}
