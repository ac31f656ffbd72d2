/** A strip's automation in the mixer: one quiet button that says what its lanes do, and sets it for all of them. */
import { useRef, useState } from 'react';
import { automationWords as words } from '../../audio-engine/words/index.ts';
import { ContextMenu, type MenuEntry } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import './automation.css';
import { modeMenu, modeOf, setStripModes } from './modes.ts';

export interface ModeButtonProps {
  stripId: string;
  stripName: string;
  tabIndex: number;
}

export function ModeButton({ stripId, stripName, tabIndex }: ModeButtonProps) {
  const mode = useDocument((d) => modeOf(d, stripId));
  const anchor = useRef<HTMLButtonElement>(null);
  const [menu, setMenu] = useState<readonly MenuEntry[] | null>(null);
  const title = mode === null ? words.modes.off : mode === 'mixed' ? words.mixed : words.modes[mode];
  const label = words.stripMode(stripName);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="mode-button"
        data-mode={mode ?? 'none'}
        aria-label={`${label}: ${title}`}
        aria-haspopup="menu"
        tabIndex={tabIndex}
        data-control="automation"
        data-help={words.stripModeHelp}
        data-help-name={label}
        onClick={() => setMenu(modeMenu(mode, (to) => setStripModes([stripId], to)))}
      >
        {title}
      </button>
      {menu && <ContextMenu anchor={anchor} label={label} items={menu} onClose={() => setMenu(null)} />}
    </>
  );
}
