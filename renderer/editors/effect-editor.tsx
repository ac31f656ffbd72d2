/** The editor of one effect, whatever its kind. */
import { MASTER_STRIP, stripName } from '../../audio-engine/session/index.ts';
import { mixingWords } from '../../audio-engine/words/index.ts';
import { useHeardEffect } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import { useCompare } from './compare.ts';
import type { EditorProps } from './editor-props.ts';
import { type EffectRef, useEffectOf } from './effect-values.ts';
import { editors } from './registry.tsx';

export function EffectEditor({ stripId, effectId, close }: EffectRef & { close?: () => void }) {
  const effect = useHeardEffect(stripId, useEffectOf({ stripId, effectId }));
  const name = useDocument((document) =>
    stripId === MASTER_STRIP ? mixingWords.strip.masterName : stripName(document, stripId),
  );
  const color = useDocument((document) => document.tracks[stripId]?.color ?? 'stone');
  const compared = useCompare();
  if (!effect) return null;
  const props: EditorProps = {
    stripId,
    stripName: name,
    effect,
    color,
    compared: compared?.stripId === stripId && (compared.effectId === null || compared.effectId === effectId),
    close,
  };
  // A new effect is a new editor: gestures and selected bands belong to the one they began on.
  const Editor = editors[effect.kind];
  return <Editor key={effectId} {...props} />;
}
