/** The frame of every editor: header with name, preset and segments; the picture; the row of knobs. */
import type { ReactNode } from 'react';
import type { Effect } from '../../audio-engine/session/index.ts';
import { mixingWords } from '../../audio-engine/words/index.ts';
import { IconButton } from '../controls/index.ts';
import './editors.css';
import { PresetMenu } from './preset-menu.tsx';
import { SideChainMenu } from './side-chain-menu.tsx';

export interface EditorFrameProps {
  title: string;
  stripId: string;
  effect: Effect;
  context: string;
  close?: (() => void) | undefined;
  facts?: ReactNode;
  segments?: ReactNode;
  knobs: ReactNode;
  children: ReactNode;
}

export function EditorFrame(props: EditorFrameProps) {
  const { title, stripId, effect, context, close, facts, segments, knobs, children } = props;
  return (
    <section className="editor" aria-label={context} data-kind={effect.kind}>
      <header className="editor-header">
        <h3>{title}</h3>
        <PresetMenu stripId={stripId} effect={effect} />
        <SideChainMenu stripId={stripId} effect={effect} />
        <span className="editor-space" />
        {facts}
        {segments}
        {close && (
          <IconButton
            icon="close"
            size={12}
            label={mixingWords.editor.close(title)}
            onPress={() => close()}
          />
        )}
      </header>
      {children}
      <div className="editor-knobs">{knobs}</div>
    </section>
  );
}
