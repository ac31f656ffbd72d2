/**
 * The preset in use with what it is for, and the panel to take another: what each is for, what to listen for, when not to
 * use it; what the present one does on this audio; and the user's own, saved by name. Taking one is one step in the history.
 */
import { useState } from 'react';
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  Header,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
} from 'react-aria-components';
import type { Effect } from '../../audio-engine/session/index.ts';
import { mixingWords } from '../../audio-engine/words/index.ts';
import { Button, Icon, IconButton, TextField } from '../controls/index.ts';
import { run, runTogether } from '../state/index.ts';
import { defaultsFor, valuesOf } from './effect-values.ts';
import { PresetMoves } from './preset-moves.tsx';
import './preset-menu.css';
import { factoryPresets, type Preset, presetValues } from './presets.ts';
import { removePreset, savePreset, useUserPresets } from './user-presets.ts';

const words = mixingWords.presets;
const AS_NEW = 'as-new';

export function PresetMenu({ stripId, effect }: { stripId: string; effect: Effect }) {
  const own = useUserPresets()
    .filter((preset) => preset.kind === effect.kind)
    .map(
      (preset): Preset => ({
        name: preset.name,
        purpose: words.ownPurpose,
        whatToListenFor: '',
        whenNotToUse: '',
        parameters: preset.parameters,
      }),
    );
  const factory = factoryPresets[effect.kind];
  const present = [...own, ...factory].find((preset) => preset.name === effect.presetName);
  return (
    <>
      <DialogTrigger>
        <AriaButton
          className="preset-button"
          aria-label={`${words.menu}, ${present?.name ?? words.none}`}
          data-help={present ? `${present.purpose} ${present.whatToListenFor}` : words.help}
          data-help-name={present?.name ?? words.menu}
        >
          {present?.name ?? words.none}
          <Icon name="chevronDown" size={10} />
        </AriaButton>
        <Popover className="menu-popover preset-popover" placement="bottom start" offset={2}>
          <Dialog className="preset-panel" aria-label={words.menu}>
            <PresetPanel stripId={stripId} effect={effect} own={own} factory={factory} present={present} />
          </Dialog>
        </Popover>
      </DialogTrigger>
      {present && <span className="preset-purpose">{present.purpose}</span>}
    </>
  );
}

interface PanelProps {
  stripId: string;
  effect: Effect;
  own: readonly Preset[];
  factory: readonly Preset[];
  present: Preset | undefined;
}

function PresetPanel({ stripId, effect, own, factory, present }: PanelProps) {
  const [looked, setLooked] = useState<Preset | undefined>(present ?? own[0] ?? factory[0]);
  const [name, setName] = useState('');
  const ref = { stripId, effectId: effect.id };
  const find = (key: unknown): Preset | undefined =>
    [...own.map((p) => [`own ${p.name}`, p] as const), ...factory.map((p) => [p.name, p] as const)].find(
      ([id]) => id === key,
    )?.[1];
  const take = (key: unknown) => {
    const preset = find(key);
    const parameters = preset ? presetValues(effect.kind, preset) : { ...defaultsFor(effect.kind) };
    const set = { id: 'effect.set', payload: { ...ref, parameters, presetName: preset?.name ?? null } };
    const impulse = preset?.impulse;
    void runTogether(
      impulse === undefined ? [set] : [set, { id: 'effect.impulse', payload: { ...ref, impulse } }],
      preset?.name,
    );
    if (preset) setLooked(preset);
  };
  const save = async () => {
    const given = name.trim();
    if (!given) return;
    const parameters = valuesOf(effect);
    if (!(await savePreset({ kind: effect.kind, name: given, parameters }))) return;
    setName('');
    void run('effect.set', { ...ref, parameters, presetName: given });
  };
  const row = (preset: Preset, id: string) => (
    <ListBoxItem
      key={id}
      id={id}
      textValue={preset.name}
      className="select-item"
      onHoverStart={() => setLooked(preset)}
    >
      <span className="menu-check">
        {preset.name === effect.presetName && <Icon name="check" size={12} />}
      </span>
      <span className="menu-title">{preset.name}</span>
    </ListBoxItem>
  );
  return (
    <>
      <div className="preset-columns">
        <ListBox className="menu preset-list" aria-label={words.menu} onAction={take} autoFocus>
          {own.length > 0 && (
            <ListBoxSection className="menu-section">
              <Header className="menu-header">{words.own}</Header>
              {own.map((preset) => row(preset, `own ${preset.name}`))}
            </ListBoxSection>
          )}
          <ListBoxSection className="menu-section">
            <Header className="menu-header">{words.factory}</Header>
            {factory.map((preset) => row(preset, preset.name))}
            <ListBoxItem id={AS_NEW} textValue={words.asNew} className="select-item">
              <span className="menu-check" />
              <span className="menu-title">{words.asNew}</span>
            </ListBoxItem>
          </ListBoxSection>
        </ListBox>
        <div className="preset-card">
          {looked && (
            <>
              <h4>{looked.name}</h4>
              <p>{looked.purpose}</p>
              {looked.whatToListenFor && (
                <p>
                  <b>{words.listenFor}</b> {looked.whatToListenFor}
                </p>
              )}
              {looked.whenNotToUse && (
                <p>
                  <b>{words.notFor}</b> {looked.whenNotToUse}
                </p>
              )}
              {own.includes(looked) && (
                <IconButton
                  icon="close"
                  size={12}
                  label={words.remove(looked.name)}
                  onPress={() => {
                    removePreset({ kind: effect.kind, name: looked.name });
                    setLooked(factory[0]);
                  }}
                />
              )}
            </>
          )}
          <PresetMoves stripId={stripId} effect={effect} />
        </div>
      </div>
      <div className="preset-save">
        <TextField label={words.saveAs} value={name} onChange={setName} onCommit={() => void save()} />
        <Button onPress={() => void save()} isDisabled={name.trim() === ''}>
          {words.save}
        </Button>
      </div>
    </>
  );
}
