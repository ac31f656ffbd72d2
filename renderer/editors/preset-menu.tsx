/** The preset in use with what it is for, and the menu to take another: one step in the history, with its name. */
import { Button as AriaButton } from 'react-aria-components';
import type { Effect } from '../../audio-engine/session/index.ts';
import { mixingWords } from '../../audio-engine/words/index.ts';
import { Icon, MenuButton, type MenuEntry } from '../controls/index.ts';
import { run } from '../state/index.ts';
import { defaultsFor } from './effect-values.ts';
import { factoryPresets, presetValues } from './presets.ts';

const words = mixingWords.presets;

export function PresetMenu({ stripId, effect }: { stripId: string; effect: Effect }) {
  const list = factoryPresets[effect.kind];
  const present = list.find((preset) => preset.name === effect.presetName);
  const set = (parameters: Record<string, number>, presetName: string | null) =>
    void run('effect.set', { stripId, effectId: effect.id, parameters, presetName });
  const items: MenuEntry[] = [
    ...list.map((preset) => ({
      id: preset.name,
      title: preset.name,
      isChecked: preset.name === effect.presetName,
      onAction: () => set(presetValues(effect.kind, preset), preset.name),
    })),
    ...(list.length > 0 ? [{ kind: 'separator' as const, id: 'end' }] : []),
    { id: 'as-new', title: words.asNew, onAction: () => set({ ...defaultsFor(effect.kind) }, null) },
  ];
  return (
    <>
      <MenuButton label={words.menu} items={items}>
        <AriaButton
          className="preset-button"
          aria-label={`${words.menu}, ${present?.name ?? words.none}`}
          data-help={present ? `${present.purpose} ${present.whatToListenFor}` : words.help}
          data-help-name={present?.name ?? words.menu}
        >
          {present?.name ?? words.none}
          <Icon name="chevronDown" size={10} />
        </AriaButton>
      </MenuButton>
      {present && <span className="preset-purpose">{present.purpose}</span>}
    </>
  );
}
