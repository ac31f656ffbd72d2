/** What an insert does at this moment, beside its name on a wide strip: gain reduction, or an equaliser's largest move. */
import { useEffect, useRef } from 'react';
import {
  BAND_COUNT,
  bandParameter,
  equaliserParameters,
} from '../../audio-engine/effects/equaliser/parameters.ts';
import { defaultsOf } from '../../audio-engine/effects/parameter.ts';
import type { Effect } from '../../audio-engine/session/index.ts';
import { decibels, signedDecibels } from '../../audio-engine/words/index.ts';
import { useHeardEffect } from '../controls/index.ts';
import { declareWatch, historyOf, subscribeFrame } from '../live/index.ts';

const defaults = defaultsOf(equaliserParameters);
const EVERY_MS = 250;

/** The gain of the band that is turned furthest, in dB; 0 where none is. */
export function largestBandGain(parameters: Record<string, number>): number {
  let largest = 0;
  for (let band = 1; band <= BAND_COUNT; band++) {
    const value = (field: 'On' | 'GainDb' | 'Type') => {
      const id = bandParameter(band, field);
      return parameters[id] ?? defaults[id] ?? 0;
    };
    const hasGain = value('Type') >= 2 && value('Type') <= 4;
    if (value('On') >= 0.5 && hasGain && Math.abs(value('GainDb')) > Math.abs(largest))
      largest = value('GainDb');
  }
  return largest;
}

export function InsertAmount({ effect, stripId }: { effect: Effect; stripId: string }) {
  if (effect.kind !== 'equaliser') return <ReductionAmount effectId={effect.id} stripId={stripId} />;
  return <BandGain effect={effect} stripId={stripId} />;
}

function BandGain({ effect, stripId }: { effect: Effect; stripId: string }) {
  const gain = largestBandGain(useHeardEffect(stripId, effect).parameters);
  return gain === 0 ? null : <span className="insert-amount">{signedDecibels(gain)}</span>;
}

function ReductionAmount({ effectId, stripId }: { effectId: string; stripId: string }) {
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => declareWatch({ effects: [{ stripId, effectId, sound: false }] }), [stripId, effectId]);
  useEffect(() => {
    let shownTurn = -1;
    return subscribeFrame((_frame, nowMs) => {
      const turn = Math.floor(nowMs / EVERY_MS);
      if (turn === shownTurn) return;
      shownTurn = turn;
      const history = historyOf(effectId);
      const span = Math.min(history.length, Math.round(history.ratePerS * (EVERY_MS / 1000)));
      let largest = 0;
      for (let age = 0; age < span; age++) largest = Math.max(largest, history.at(age, 2));
      const next = history.length > 0 ? decibels(-largest) : '';
      if (text.current && text.current.textContent !== next) text.current.textContent = next;
    });
  }, [effectId]);
  return <span className="insert-amount" ref={text} />;
}
