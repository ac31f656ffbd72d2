/** The list of impulse responses: the factory's by family, the user's own, and the way to add one. */
import { Button as AriaButton } from 'react-aria-components';
import { FIRST_IMPULSE } from '../../../audio-engine/effects/convolution/parameters.ts';
import type { Effect } from '../../../audio-engine/session/index.ts';
import { effectWords } from '../../../audio-engine/words/index.ts';
import { Icon, MenuButton, type MenuEntry } from '../../controls/index.ts';
import { failureFrom, run, showFailure } from '../../state/index.ts';
import { impulseChooser, titleOfImpulse, whyOfImpulse } from './impulses.ts';

const words = effectWords.convolution;

export function ImpulseMenu({ stripId, effect }: { stripId: string; effect: Effect }) {
  const present = effect.impulse ?? FIRST_IMPULSE;
  const choose = (impulse: string) => void run('effect.impulse', { stripId, effectId: effect.id, impulse });
  const own = present.startsWith('factory:') ? [] : [present];
  const add = impulseChooser();
  const items: MenuEntry[] = [
    ...words.families.map(([title, names]) => ({
      kind: 'section' as const,
      id: title,
      title,
      items: names.map((name) => ({
        id: `factory:${name}`,
        title: words.impulses[name]?.title ?? name,
        isChecked: present === `factory:${name}`,
        onAction: () => choose(`factory:${name}`),
      })),
    })),
    ...(own.length > 0 || add ? [{ kind: 'separator' as const, id: 'own' }] : []),
    ...own.map((name) => ({ id: name, title: words.ownFile(name), isChecked: true })),
    ...(add
      ? [
          {
            id: 'add',
            title: words.addOwn,
            onAction: () =>
              void add().then(
                (impulse) => impulse && choose(impulse),
                (error: unknown) => showFailure(failureFrom(error)),
              ),
          },
        ]
      : []),
  ];
  return (
    <MenuButton label={words.choose} items={items}>
      <AriaButton
        className="preset-button impulse-button"
        aria-label={`${words.choose}, ${titleOfImpulse(effect.impulse)}`}
        data-help={`${whyOfImpulse(effect.impulse)} ${words.chooseHelp}`}
        data-help-name={titleOfImpulse(effect.impulse)}
      >
        {titleOfImpulse(effect.impulse)}
        <Icon name="chevronDown" size={10} />
      </AriaButton>
    </MenuButton>
  );
}
