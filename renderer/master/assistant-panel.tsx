/** The assistant's panel: what it aims at and why, each module with its values and reasons, and what it would come to. */
import { useState } from 'react';
import { formatParts } from '../../audio-engine/effects/parameter.ts';
import type { Proposal, ProposedModule, SongFigures } from '../../audio-engine/protocol/index.ts';
import { byOrder, stateForNewChain } from '../../audio-engine/session/index.ts';
import {
  decibels,
  masterRoomWords as room,
  signedDecibels,
  assistantPanelWords as words,
} from '../../audio-engine/words/index.ts';
import { Button, IconButton, Select, scaleOf, ValueField } from '../controls/index.ts';
import { parameterOf } from '../editors/index.ts';
import { useDocument } from '../state/index.ts';
import {
  cancelProposal,
  chooseReference,
  propose,
  putIn,
  setModuleIn,
  setValue,
  toggleAssistant,
  useAssistant,
} from './assistant.ts';

function Value({ module, at }: { module: ProposedModule; at: ProposedModule['values'][number] }) {
  const [typing, setTyping] = useState(false);
  const parameter = parameterOf(module.kind, at.parameterId);
  const scale = scaleOf(parameter);
  const parts = formatParts(parameter, at.value);
  const label = `${module.title} ${parameter.name}`;
  const isSwitch = parameter.unit === 'switch';
  const set = (value: number) => setValue(module.part, at.parameterId, value);
  return (
    <div className="proposal-value" data-help={at.reason} data-help-name={label}>
      <span className="proposal-name">{parameter.name}</span>
      {typing ? (
        <ValueField
          scale={scale}
          value={at.value}
          label={label}
          initial=""
          onDone={(value) => {
            setTyping(false);
            if (value !== undefined) set(value);
          }}
        />
      ) : (
        <button
          type="button"
          className="proposal-number"
          aria-label={`${label} ${parts.number} ${parts.unit}`}
          onClick={() => (isSwitch ? set(at.value > 0.5 ? 0 : 1) : setTyping(true))}
          onKeyDown={(event) => {
            const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
            if (direction === 0) return;
            event.preventDefault();
            event.stopPropagation();
            set(scale.step(at.value, direction, event.shiftKey ? 'page' : 'fine'));
          }}
          onWheel={(event) => set(scale.step(at.value, event.deltaY < 0 ? 1 : -1, 'fine'))}
        >
          <b>{parts.number}</b> <span className="unit">{parts.unit}</span>
        </button>
      )}
      <span className="proposal-why">{at.reason}</span>
    </div>
  );
}

function ModuleCard({ module, isIn }: { module: ProposedModule; isIn: boolean }) {
  return (
    <section className="proposal-module" data-out={isIn ? undefined : ''} aria-label={module.title}>
      <header>
        <label>
          <input
            type="checkbox"
            checked={isIn}
            onChange={(event) => setModuleIn(module.part, event.target.checked)}
          />
          <b>{module.title}</b>
        </label>
        <p>{module.reason}</p>
      </header>
      {isIn && module.values.map((value) => <Value key={value.parameterId} module={module} at={value} />)}
    </section>
  );
}

const ROWS: readonly [keyof SongFigures, string, (value: number | null) => string][] = [
  ['integratedLufs', words.loudness, (value) => `${decibels(value)} LUFS`],
  ['truePeakDbtp', words.truePeak, (value) => `${decibels(value, 2)} dBTP`],
  ['psrDb', words.psr, (value) => `${decibels(value)} dB`],
  ['plrDb', words.plr, (value) => `${decibels(value)} dB`],
  ['tonalDistanceDb', words.tone, (value) => `${decibels(value)} dB`],
  ['sideDb', words.sides, (value) => `${decibels(value)} dB`],
];

function Figures({ proposal, changed }: { proposal: Proposal; changed: boolean }) {
  const { before, after, limiter, target } = proposal;
  return (
    <aside className="proposal-figures">
      <h3>{words.aim(decibels(target.lufs), decibels(target.ceilingDbtp))}</h3>
      <p>{target.reason}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="unit">{words.measured}</span>
            </th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(([key, name, text]) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{before[key] === null ? '–' : text(before[key])}</td>
              <td data-changed={changed ? '' : undefined}>
                {!after || after[key] === null ? '–' : text(after[key])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changed && <p className="proposal-note">{words.changedByHand}</p>}
      {limiter && <p>{words.limiterWork(limiter.activePercent, signedDecibels(-limiter.mostDb))}</p>}
      {proposal.leftOut.map(({ title, reason }) => (
        <p key={title} className="proposal-left">
          <b>{words.without(title)}</b> {reason}
        </p>
      ))}
      {proposal.backToMix.map((sentence) => (
        <p key={sentence} className="proposal-back">
          <b>{words.backToMix}</b> {sentence}
        </p>
      ))}
      {proposal.notices.map((sentence) => (
        <p key={sentence} className="proposal-note">
          {sentence}
        </p>
      ))}
    </aside>
  );
}

export function AssistantPanel() {
  const { running, proposal, out, changed, putInto, referenceId } = useAssistant();
  const references = useDocument((document) => Object.values(document.references).sort(byOrder));
  const into = useDocument(stateForNewChain);
  return (
    <section className="master-panel assistant" aria-label={words.title}>
      <header className="panel-header">
        <h2>{words.title}</h2>
        <span className="panel-note">{proposal ? words.against(proposal.reference.name) : words.note}</span>
        <span className="editor-space" />
        {references.length > 0 && (
          <Select
            label={words.reference}
            showLabel={false}
            value={referenceId ?? ''}
            options={[
              { value: '', title: words.noReference },
              ...references.map(({ id, name }) => ({ value: id, title: name })),
            ]}
            onChange={(id) => chooseReference(id === '' ? null : id)}
          />
        )}
        {running ? (
          <Button kind="plain" className="panel-button" onPress={cancelProposal} help={words.cancelHelp}>
            {words.running(running.sentence, running.progress)}
          </Button>
        ) : (
          <Button
            kind="plain"
            className="panel-button"
            onPress={() => void propose()}
            help={room.proposeHelp}
          >
            {proposal ? words.again : words.ask}
          </Button>
        )}
        {proposal && (
          <Button
            kind="primary"
            className="panel-button"
            isDisabled={running !== null}
            onPress={() => void putIn()}
            help={words.putInHelp}
          >
            {words.putIn(into)}
          </Button>
        )}
        <IconButton icon="close" size={14} label={words.close} onPress={toggleAssistant} />
      </header>
      {proposal ? (
        <div className="assistant-body">
          <div className="proposal-modules">
            {putInto !== null && <output className="proposal-done">{words.isIn(putInto)}</output>}
            {proposal.modules.map((module) => (
              <ModuleCard key={module.part} module={module} isIn={!out.has(module.part)} />
            ))}
          </div>
          <Figures proposal={proposal} changed={changed} />
        </div>
      ) : (
        <p className="assistant-empty">{running ? running.sentence : words.empty}</p>
      )}
    </section>
  );
}
