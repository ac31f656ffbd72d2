/** The master chain: modules in the order sound passes them, the limiter last; add, move, open. */
import { Fragment } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { MASTER_STRIP, orderedEffects } from '../../audio-engine/session/index.ts';
import { effectWords, mixingWords } from '../../audio-engine/words/index.ts';
import { Icon, MenuButton } from '../controls/index.ts';
import { CompareBar } from '../editors/index.ts';
import { addableKinds, addInsert, carriesInsert, dropInsert } from '../mixer/index.ts';
import { useDocument, useReplica, useStatus } from '../state/index.ts';
import { ChainTools, SourceNote, useMinutes } from './chain-tools.tsx';
import { LimitingLine } from './limiting-line.tsx';
import { Module } from './module.tsx';
import { sourceText, useSource } from './source.ts';

const words = mixingWords.master;

export function Chain({ openId, onOpen }: { openId: string | null; onOpen(effectId: string | null): void }) {
  const effects = useDocument((document) => orderedEffects(document, MASTER_STRIP));
  const sampleRate = useDocument((document) => document.session.sampleRate);
  const latency = useStatus((status) => status.engine?.latencySamples ?? null);
  const target = { stripId: MASTER_STRIP, effectId: openId };
  const source = useSource();
  const revision = useReplica((replica) => replica.revision);
  const now = useMinutes();
  return (
    <section className="chain-section" aria-label={words.chain}>
      <header className="panel-header">
        <h2>{words.chain}</h2>
        <SourceNote text={sourceText(source, revision, now)} />
        <span className="editor-space" />
        {latency !== null && latency > 0 && (
          <span className="editor-fact">
            {words.latency} <b>{((latency / sampleRate) * 1000).toFixed(1)} ms</b>
          </span>
        )}
        <CompareBar target={target} isEnabled={effects.length > 0} />
      </header>
      <ChainTools />
      {/* biome-ignore lint/a11y/useSemanticElements: a chain of modules is a group, not a form's fieldset */}
      <div
        className="modules"
        role="group"
        aria-label={words.chain}
        onDragOver={(event) => {
          if (carriesInsert(event.dataTransfer)) event.preventDefault();
        }}
        onDrop={(event) => {
          if (!carriesInsert(event.dataTransfer) || event.defaultPrevented) return;
          event.preventDefault();
          dropInsert(event.dataTransfer, MASTER_STRIP, effects.length, event.ctrlKey || event.altKey);
        }}
      >
        {effects.map((effect, index) => (
          <Fragment key={effect.id}>
            {index > 0 && <Icon name="chevronRight" size={10} className="module-arrow" />}
            <Module
              effect={effect}
              index={index}
              open={effect.id === openId}
              onOpen={() => onOpen(effect.id === openId ? null : effect.id)}
            />
          </Fragment>
        ))}
        {addableKinds(MASTER_STRIP).length > 0 && (
          <MenuButton
            label={mixingWords.inserts.addTitle}
            items={addableKinds(MASTER_STRIP).map((kind) => ({
              id: kind,
              title: effectWords[kind].title,
              onAction: () => void addInsert(MASTER_STRIP, kind),
            }))}
          >
            <AriaButton
              className="module-add"
              data-help={words.addHelp}
              data-help-name={mixingWords.inserts.addTitle}
            >
              <Icon name="plus" size={14} />
              {effects.length === 0 ? words.addFirst : words.add}
            </AriaButton>
          </MenuButton>
        )}
      </div>
      <LimitingLine />
    </section>
  );
}
