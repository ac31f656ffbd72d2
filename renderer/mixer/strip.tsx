/** One strip of the mixer, from trim to name plate. Levels are drawn by the pane's canvas over its meter column. */
import { memo, useRef, useState } from 'react';
import type { TrackColor } from '../../audio-engine/session/index.ts';
import { mixingWords, routingWords } from '../../audio-engine/words/index.ts';
import { ModeButton } from '../automation/index.ts';
import { ContextMenu, Fader, type MenuEntry, Meter, useHelp } from '../controls/index.ts';
import { ListenButton } from '../monitor/index.ts';
import { run, selectStrip, useDocument } from '../state/index.ts';
import { FaderText } from './fader-text.tsx';
import { Inserts } from './inserts.tsx';
import type { ItemKind } from './items.ts';
import { MeterScale } from './meter-scale-marks.tsx';
import { NamePlate } from './name-plate.tsx';
import { Output } from './output.tsx';
import { Pan } from './pan.tsx';
import { PeakText } from './peak-text.tsx';
import { Sends } from './sends.tsx';
import { StripButton } from './strip-button.tsx';
import { stripMenu } from './strip-menu.ts';
import { faderBinding, setSwitch } from './strip-values.ts';
import { Trim } from './trim.tsx';

export interface StripProps {
  stripId: string;
  kind: ItemKind;
  name: string;
  color: TrackColor;
  channels: 1 | 2;
  left: number;
  width: number;
  wide: boolean;
  selected: boolean;
  /** Only the current strip is in the tab order; the others are walked to with the arrow keys. */
  current: boolean;
  /** False while mute or another's solo keeps it silent. */
  audible: boolean;
  openEffectId: string | null;
}

export const Strip = memo(function Strip({
  stripId,
  kind,
  name,
  color,
  channels,
  left,
  width,
  wide,
  selected,
  current,
  audible,
  openEffectId,
}: StripProps) {
  const strip = useDocument((document) => document.strips[stripId]);
  const element = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<MenuEntry[] | null>(null);
  const faderHelp = useHelp(mixingWords.help.fader, mixingWords.strip.faderOf(name));
  const frozen = useDocument((document) => (document.tracks[stripId]?.frozen ?? null) !== null);
  if (!strip) return null;
  const words = mixingWords.strip;
  const tabIndex = current ? 0 : -1;
  const shared = { stripId, stripName: name, wide, tabIndex };
  const sub = strip.mute
    ? words.muted
    : strip.solo
      ? words.soloed
      : !audible
        ? words.silencedBySolo
        : frozen
          ? routingWords.sub.frozen
          : kind !== 'track'
            ? routingWords.sub[kind]
            : channels === 2
              ? words.stereo
              : words.mono;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a strip is a group of controls, not a form's fieldset
    <div
      ref={element}
      className="strip"
      role="group"
      aria-label={words.group(name)}
      data-strip-id={stripId}
      data-color={color}
      data-wide={wide || undefined}
      data-selected={selected || undefined}
      data-silent={!audible || undefined}
      data-frozen={frozen || undefined}
      style={{ left, width }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget || !(event.target as Element).closest('button, input')) {
          if (!selected || event.ctrlKey || event.metaKey)
            selectStrip(stripId, event.ctrlKey || event.metaKey);
        }
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        setMenu(stripMenu(stripId));
      }}
    >
      <Trim {...shared} trimDb={strip.inputTrimDb} inverted={strip.polarityInverted} />
      <Inserts {...shared} openEffectId={openEffectId} />
      <Sends {...shared} />
      <Output stripId={stripId} stripName={name} tabIndex={tabIndex} />
      <Pan
        {...shared}
        pan={strip.pan}
        law={strip.panLaw}
        mode={strip.panMode}
        width={strip.width}
        channels={channels}
      />
      <div className="strip-buttons">
        <StripButton
          tone="mute"
          control="mute"
          tabIndex={tabIndex}
          pressed={strip.mute}
          label={words.muteOf(name)}
          help={mixingWords.help.mute}
          lane={{ stripId, laneId: 'mute' }}
          onPress={() => setSwitch(stripId, { mute: !strip.mute })}
        >
          M
        </StripButton>
        <StripButton
          tone="solo"
          control="solo"
          tabIndex={tabIndex}
          pressed={strip.solo}
          label={words.soloOf(name)}
          help={mixingWords.help.solo}
          onPress={() => setSwitch(stripId, { solo: !strip.solo })}
        >
          S
        </StripButton>
        <StripButton
          tone="safe"
          control="solo-safe"
          tabIndex={tabIndex}
          pressed={strip.soloSafe}
          label={words.soloSafeOf(name)}
          help={mixingWords.help.soloSafe}
          onPress={() => void run('strip.set', { stripId, soloSafe: !strip.soloSafe })}
        >
          {wide ? words.safe : words.safeShort}
        </StripButton>
        <ListenButton
          stripId={stripId}
          stripName={name}
          tabIndex={tabIndex}
          className="strip-button"
          control="listen"
        />
        <ModeButton stripId={stripId} stripName={name} tabIndex={tabIndex} />
      </div>
      <div className="strip-fader">
        <Fader
          value={strip.faderDb}
          binding={faderBinding(stripId, words.faderOf(name))}
          label={words.faderOf(name)}
          wide={wide}
          selected={selected}
          tabIndex={tabIndex}
          control="fader"
          help={faderHelp}
        />
        <Meter stripId={stripId} label={mixingWords.meter.label(name)} className="strip-meter" />
        {wide && <MeterScale />}
      </div>
      <div className="strip-values">
        <div className="strip-value">
          {wide && <span>{words.fader}</span>}
          <FaderText stripId={stripId} faderDb={strip.faderDb} />
        </div>
        <div className="strip-value">
          {wide && <span>{words.peak}</span>}
          <PeakText stripId={stripId} label={words.peakOf(name)} />
        </div>
      </div>
      <NamePlate
        stripId={stripId}
        name={name}
        sub={sub}
        selected={selected}
        tabIndex={tabIndex}
        {...(kind === 'track'
          ? {}
          : { rename: (to: string) => void run('bus.rename', { busId: stripId, name: to }) })}
        onSelect={(extend) => selectStrip(stripId, extend)}
      />
      {menu && (
        <ContextMenu anchor={element} label={words.menu(name)} items={menu} onClose={() => setMenu(null)} />
      )}
    </div>
  );
});
