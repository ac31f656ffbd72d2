/** The menu of the window, made from the registry of actions: the browser host has no other. */
import { groupWords } from '../../audio-engine/words/views.ts';
import {
  type ActionGroup,
  type ActionId,
  actionIds,
  actionOf,
  canRun,
  handlerOf,
  keyOf,
  runAction,
} from '../commands/index.ts';
import type { MenuEntry } from '../controls/index.ts';

const GROUPS: readonly ActionGroup[] = [
  'session',
  'edit',
  'transport',
  'view',
  'timeline',
  'track',
  'mix',
  'check',
  'master',
  'help',
];

export function actionEntry(id: ActionId): MenuEntry {
  const handler = handlerOf(id);
  const on = handler?.isOn?.();
  return {
    id,
    title: actionOf(id).title,
    keys: keyOf(id),
    isDisabled: !canRun(id),
    ...(on ? { isChecked: true } : {}),
    onAction: () => runAction(id),
  };
}

export function mainMenu(): MenuEntry[] {
  return GROUPS.flatMap((group) => {
    const ids = actionIds.filter((id) => actionOf(id).group === group && !actionOf(id).hidden);
    return ids.length === 0 ? [] : [{ id: group, title: groupWords[group], items: ids.map(actionEntry) }];
  });
}
