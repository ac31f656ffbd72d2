/** What a keyed insert listens to: its own strip, or another one before or after its fader. */
import { Button as AriaButton } from 'react-aria-components';
import { effectKinds } from '../../audio-engine/effects/registry.ts';
import {
  type Effect,
  orderedStrips,
  routeLoop,
  type SideChain,
  stripColor,
  stripName,
  type TapPoint,
} from '../../audio-engine/session/index.ts';
import { routingWords } from '../../audio-engine/words/index.ts';
import { Icon, MenuButton, type MenuEntry } from '../controls/index.ts';
import { run, shownDocument, useDocument } from '../state/index.ts';

const words = routingWords.sideChain;

function items(stripId: string, effect: Effect): MenuEntry[] {
  const document = shownDocument();
  const choose = (sideChain: SideChain | null) =>
    void run('effect.sideChain', { stripId, effectId: effect.id, sideChain });
  const now = effect.sideChain;
  const point: TapPoint = now?.point ?? 'post';
  // Listening to what it feeds would be a loop: those are left out.
  const sources = orderedStrips(document).filter(
    ({ id }) => id !== stripId && routeLoop(document, id, stripId) === null,
  );
  return [
    { id: 'own', title: words.own, isChecked: now === null, onAction: () => choose(null) },
    { kind: 'separator', id: 's1' },
    ...sources.map(({ id, name, color }) => ({
      id,
      title: name,
      color,
      isChecked: now?.stripId === id,
      onAction: () => choose({ stripId: id, point }),
    })),
    ...(now
      ? [
          { kind: 'separator' as const, id: 's2' },
          ...(['pre', 'post'] as const).map((one) => ({
            id: `point-${one}`,
            title: words.points[one],
            isChecked: now.point === one,
            onAction: () => choose({ ...now, point: one }),
          })),
        ]
      : []),
  ];
}

export function SideChainMenu({ stripId, effect }: { stripId: string; effect: Effect }) {
  const keyId = effect.sideChain?.stripId;
  const source = useDocument((document) => (keyId === undefined ? null : stripName(document, keyId)));
  const color = useDocument((document) => (keyId === undefined ? null : stripColor(document, keyId)));
  if (!effectKinds[effect.kind].keyed) return null;
  return (
    <MenuButton label={words.title} items={items(stripId, effect)}>
      <AriaButton
        className="preset-button side-chain-button"
        aria-label={words.label(source)}
        data-color={color ?? undefined}
        data-help={words.help}
        data-help-name={words.title}
      >
        {source !== null && <i className="side-chain-lamp" />}
        {words.short(source)}
        <Icon name="chevronDown" size={10} />
      </AriaButton>
    </MenuButton>
  );
}
