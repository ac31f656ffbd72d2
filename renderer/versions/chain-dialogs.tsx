/** Choosing a chain of inserts for a strip, by source and with what it is for; and saving one's own. */
import { useEffect, useMemo, useState } from 'react';
import { type Id, orderedEffects, type StripPreset, stripName } from '../../audio-engine/session/index.ts';
import { effectWords, stripPresetWords as words } from '../../audio-engine/words/index.ts';
import { Button, Dialog, IconButton, TextField } from '../controls/index.ts';
import { failureFrom, showFailure, useDocument } from '../state/index.ts';
import {
  type ChainSource,
  type FactoryChain,
  factoryChains,
  loadChain,
  ownChains,
  removeChain,
  saveChain,
} from './chains.ts';
import './versions.css';

interface Closing {
  stripId: Id;
  onClose: () => void;
}

interface Choice {
  key: string;
  group: string;
  chain: StripPreset;
  factory: FactoryChain | null;
}

function choicesOf(own: readonly StripPreset[]): Choice[] {
  const sources = Object.keys(words.sources) as ChainSource[];
  const factory = sources.flatMap((source) =>
    factoryChains
      .filter((chain) => chain.source === source)
      .map((chain) => ({ key: `f:${chain.name}`, group: words.sources[source], chain, factory: chain })),
  );
  return [
    ...own.map((chain) => ({ key: `o:${chain.name}`, group: words.own, chain, factory: null })),
    ...factory,
  ];
}

function Chain({ choice }: { choice: Choice }) {
  const { chain, factory } = choice;
  return (
    <div className="chain-about">
      <h3>{chain.name}</h3>
      <p>{chain.purpose}</p>
      <ol className="chain-effects">
        {chain.effects.map(({ kind, presetName }, i) => (
          <li key={i}>
            {effectWords[kind].title}
            {presetName && <span>{presetName}</span>}
          </li>
        ))}
      </ol>
      {factory && (
        <dl>
          <dt>{words.listenFor}</dt>
          <dd>{factory.whatToListenFor}</dd>
          <dt>{words.notWhen}</dt>
          <dd>{factory.whenNotToUse}</dd>
        </dl>
      )}
    </div>
  );
}

export function ChainDialog({ stripId, onClose }: Closing) {
  const name = useDocument((d) => stripName(d, stripId));
  const [own, setOwn] = useState<readonly StripPreset[]>([]);
  const [query, setQuery] = useState('');
  const [key, setKey] = useState<string | null>(null);
  useEffect(() => {
    ownChains()
      .then(setOwn)
      .catch((error: unknown) => showFailure(failureFrom(error)));
  }, []);
  const choices = useMemo(() => choicesOf(own), [own]);
  const wanted = query.trim().toLowerCase();
  const shown = choices.filter(({ chain, group }) =>
    `${group} ${chain.name} ${chain.purpose}`.toLowerCase().includes(wanted),
  );
  const chosen = shown.find((choice) => choice.key === key) ?? shown[0];
  const load = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    const { chain, factory } = choice;
    const says = factory
      ? words.loaded(chain.name, factory.whatToListenFor)
      : words.loadedOwn(chain.name, chain.purpose);
    void loadChain(stripId, chain, says);
  };
  return (
    <Dialog
      isOpen
      width={720}
      title={`${words.browse}: ${name}`}
      onClose={onClose}
      actions={
        <Button kind="primary" isDisabled={!chosen} onPress={() => load(chosen)}>
          {words.load}
        </Button>
      }
    >
      <p className="dialog-text">{words.browseText}</p>
      <div className="chains">
        <div className="chains-left">
          <TextField
            label={words.browse}
            showLabel={false}
            placeholder={words.browse}
            value={query}
            onChange={setQuery}
            onCommit={() => load(chosen)}
            autoFocus
          />
          <ul className="chain-list" aria-label={words.list}>
            {shown.map((choice, i) => (
              <li key={choice.key}>
                {choice.group !== shown[i - 1]?.group && <h4>{choice.group}</h4>}
                <div className="chain-row" data-chosen={choice === chosen || undefined}>
                  <button
                    type="button"
                    aria-pressed={choice === chosen}
                    onClick={() => setKey(choice.key)}
                    onFocus={() => setKey(choice.key)}
                    onDoubleClick={() => load(choice)}
                    onKeyDown={(event) => {
                      if (event.key !== 'Enter') return;
                      event.preventDefault();
                      load(choice);
                    }}
                  >
                    {choice.chain.name}
                  </button>
                  {!choice.factory && (
                    <IconButton
                      icon="trash"
                      size={12}
                      label={`${words.remove}: ${choice.chain.name}`}
                      onPress={() =>
                        void removeChain(choice.chain.name)
                          .then(ownChains)
                          .then(setOwn)
                          .catch((error: unknown) => showFailure(failureFrom(error)))
                      }
                    />
                  )}
                </div>
              </li>
            ))}
          </ul>
        </div>
        {chosen && <Chain choice={chosen} />}
      </div>
    </Dialog>
  );
}

export function SaveChainDialog({ stripId, onClose }: Closing) {
  const { initial, empty } = useDocument((d) => ({
    initial: stripName(d, stripId),
    empty: orderedEffects(d, stripId).length === 0,
  }));
  const [name, setName] = useState(initial);
  const [purpose, setPurpose] = useState('');
  const save = () => {
    const clean = name.trim();
    if (clean === '' || empty) return;
    // A name that is taken is said, and the dialog stays for another.
    void saveChain(stripId, clean, purpose.trim()).then((kept) => kept && onClose());
  };
  return (
    <Dialog
      isOpen
      width={420}
      title={words.saveTitle}
      onClose={onClose}
      actions={
        <Button kind="primary" isDisabled={name.trim() === '' || empty} onPress={save}>
          {words.keep}
        </Button>
      }
    >
      <div className="dialog-stack">
        <p className="dialog-text">{empty ? words.noInserts : words.saveText}</p>
        <TextField label={words.name} value={name} onChange={setName} onCommit={save} autoFocus />
        <TextField label={words.purpose} value={purpose} onChange={setPurpose} onCommit={save} />
      </div>
    </Dialog>
  );
}
