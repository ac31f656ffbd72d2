/** Pan of a strip: the knob from the centre in the track's colour, and the law behind it. */
import { type KeyboardEvent, useRef, useState } from 'react';
import { PAN_LAWS, type PanLaw } from '../../audio-engine/session/index.ts';
import { mixingWords } from '../../audio-engine/words/index.ts';
import { ContextMenu, Knob, type MenuEntry, useHelp } from '../controls/index.ts';
import { run } from '../state/index.ts';
import { panScale, stripBinding } from './strip-values.ts';

export interface PanProps {
  stripId: string;
  stripName: string;
  pan: number;
  law: PanLaw;
  channels: 1 | 2;
  wide: boolean;
  tabIndex: number;
}

export function panLawMenu(stripId: string, law: PanLaw): MenuEntry[] {
  return PAN_LAWS.map((value) => ({
    id: value,
    title: mixingWords.strip.panLawValue(value),
    isChecked: value === law,
    onAction: () => void run('strip.set', { stripId, panLaw: value }),
  }));
}

export function Pan({ stripId, stripName, pan, law, channels, wide, tabIndex }: PanProps) {
  const anchor = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<MenuEntry[] | null>(null);
  const stereo = channels === 2;
  const label = stereo ? mixingWords.strip.balanceOf(stripName) : mixingWords.strip.panOf(stripName);
  const { number } = panScale.parts(pan);
  const openMenu = () =>
    setMenu([
      { kind: 'section', id: 'laws', title: mixingWords.strip.panLaw, items: panLawMenu(stripId, law) },
    ]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (stereo || !(event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) return;
    event.preventDefault();
    openMenu();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the knob inside is the control; the menu key is caught on its way up
    <div
      className="strip-pan"
      data-law={(wide && !stereo) || undefined}
      ref={anchor}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        if (stereo) return;
        event.preventDefault();
        event.stopPropagation();
        openMenu();
      }}
      {...useHelp(stereo ? mixingWords.help.balance : mixingWords.help.pan, label)}
    >
      <Knob
        scale={panScale}
        value={pan}
        binding={stripBinding(stripId, 'pan', label)}
        label={label}
        size={26}
        origin="centre"
        arc="var(--track)"
        layout={wide ? 'beside' : 'below'}
        tabIndex={tabIndex}
        control="pan"
        prefix={wide ? (stereo ? mixingWords.strip.balance : mixingWords.strip.pan) : ''}
      />
      {wide && !stereo && (
        <button
          type="button"
          className="pan-law"
          tabIndex={tabIndex}
          data-control="pan-law"
          aria-label={`${mixingWords.strip.panLaw}, ${mixingWords.strip.panLawValue(law)}`}
          aria-haspopup="menu"
          onClick={openMenu}
          data-help={mixingWords.help.panLaw}
          data-help-name={mixingWords.strip.panLaw}
        >
          {mixingWords.strip.panLawShort(law)}
        </button>
      )}
      {menu && (
        <ContextMenu
          anchor={anchor}
          label={`${mixingWords.strip.panLaw}, ${number}`}
          items={menu}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
}
