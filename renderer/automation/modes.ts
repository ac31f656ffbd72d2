/** What the lanes of a strip do, and setting it for all of them at once. */
import {
  AUTOMATION_MODES,
  type AutomationMode,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import { automationWords as words } from '../../audio-engine/words/index.ts';
import type { MenuEntry } from '../controls/index.ts';
import { run, selection, shownDocument } from '../state/index.ts';

/** What a strip without lanes gets when it is to be written: the controls that hands ride most. */
const FIRST = ['faderDb', 'pan', 'mute'] as const;

/** The mode that all lanes of a strip have; `mixed` where they differ, null without lanes. */
export function modeOf(document: SessionDocument, stripId: string): AutomationMode | 'mixed' | null {
  const modes = new Set(Object.values(document.automation[stripId] ?? {}).map((lane) => lane.mode));
  if (modes.size === 0) return null;
  return modes.size > 1 ? 'mixed' : [...modes][0]!;
}

export function setLaneMode(stripId: string, laneId: string, mode: AutomationMode): void {
  void run('automation.mode', { lanes: [{ stripId, laneId }], mode });
}

export function setStripModes(stripIds: readonly string[], mode: AutomationMode): void {
  const { automation } = shownDocument();
  const lanes = stripIds.flatMap((stripId) => {
    const known = Object.keys(automation[stripId] ?? {});
    return (known.length > 0 ? known : FIRST).map((laneId) => ({ stripId, laneId }));
  });
  if (lanes.length > 0) void run('automation.mode', { lanes, mode });
}

/** For the chosen strips: what the actions do. */
export const setChosenModes = (mode: AutomationMode): void => setStripModes(selection().stripIds, mode);

export const modeOptions = AUTOMATION_MODES.map((value) => ({ value, title: words.modes[value] }));

export function modeMenu(
  now: AutomationMode | 'mixed' | null,
  choose: (mode: AutomationMode) => void,
): MenuEntry[] {
  return AUTOMATION_MODES.map((mode) => ({
    id: mode,
    title: words.modes[mode],
    isChecked: mode === now,
    onAction: () => choose(mode),
  }));
}
