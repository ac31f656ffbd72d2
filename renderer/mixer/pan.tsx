/** Pan of a strip: the knob from the centre in the track's colour, and the law behind it. */
import { type KeyboardEvent, useRef, useState } from 'react';
import { PAN_LAWS, type PanLaw, type PanMode } from '../../audio-engine/session/index.ts';
import { mixingWords, routingWords } from '../../audio-engine/words/index.ts';
import { ContextMenu, Knob, type MenuEntry, useHelp } from '../controls/index.ts';
import { run } from '../state/index.ts';
import { panBinding, panScale } from './strip-values.ts';
import { Width } from './width.tsx';

export interface PanProps {
  stripId: string;
  stripName: string;
  pan: number;
  law: PanLaw;
  mode: PanMode;
  width: number;
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

export function panModeMenu(stripId: string, mode: PanMode): MenuEntry[] {
  const titles: Record<PanMode, string> = {
    balance: routingWords.strip.balanceMode,
    stereo: routingWords.strip.stereoMode,
  };
  return (['balance', 'stereo'] as const).map((value) => ({
    id: value,
    title: titles[value],
    isChecked: value === mode,
    onAction: () => void run('strip.set', { stripId, panMode: value }),
  }));
}

export function Pan({ stripId, stripName, pan, law, mode, width, channels, wide, tabIndex }: PanProps) {
  const anchor = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<MenuEntry[] | null>(null);
  const stereo = channels === 2;
  const label = stereo ? mixingWords.strip.balanceOf(stripName) : mixingWords.strip.panOf(stripName);
  const { number } = panScale.parts(pan);
  const openMenu = () =>
    setMenu([
      stereo
        ? {
            kind: 'section',
            id: 'modes',
            title: routingWords.strip.panMode,
            items: panModeMenu(stripId, mode),
          }
        : { kind: 'section', id: 'laws', title: mixingWords.strip.panLaw, items: panLawMenu(stripId, law) },
    ]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) return;
    event.preventDefault();
    openMenu();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the knob inside is the control; the menu key is caught on its way up
    <div
      className="strip-pan"
      data-law={wide || undefined}
      ref={anchor}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        openMenu();
      }}
      {...useHelp(stereo ? mixingWords.help.balance : mixingWords.help.pan, label)}
    >
      <Knob
        scale={panScale}
        value={pan}
        binding={panBinding(stripId, label)}
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
      {wide && stereo && <Width stripId={stripId} stripName={stripName} width={width} tabIndex={tabIndex} />}
      {menu && (
        <ContextMenu
          anchor={anchor}
          label={`${stereo ? routingWords.strip.panMode : mixingWords.strip.panLaw}, ${number}`}
          items={menu}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
}
