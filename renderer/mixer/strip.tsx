/** One strip of the mixer, from trim to name plate. Levels are drawn by the pane's canvas over its meter column. */
import { memo, useRef, useState } from 'react';
import { mixingWords, signedDecibels } from '../../audio-engine/words/index.ts';
import { ContextMenu, Fader, type MenuEntry, Meter, useHelp } from '../controls/index.ts';
import { run, selectStrip, useDocument } from '../state/index.ts';
import { Inserts } from './inserts.tsx';
import { MeterScale } from './meter-scale-marks.tsx';
import { NamePlate } from './name-plate.tsx';
import { Pan } from './pan.tsx';
import { PeakText } from './peak-text.tsx';
import { StripButton } from './strip-button.tsx';
import { stripMenu } from './strip-menu.ts';
import { faderBinding } from './strip-values.ts';
import { Trim } from './trim.tsx';

export interface StripProps {
  stripId: string;
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
  left,
  width,
  wide,
  selected,
  current,
  audible,
  openEffectId,
}: StripProps) {
  const track = useDocument((document) => document.tracks[stripId]);
  const strip = useDocument((document) => document.strips[stripId]);
  const element = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<MenuEntry[] | null>(null);
  const faderHelp = useHelp(mixingWords.help.fader, mixingWords.strip.faderOf(track?.name ?? ''));
  if (!track || !strip) return null;
  const words = mixingWords.strip;
  const { name } = track;
  const tabIndex = current ? 0 : -1;
  const shared = { stripId, stripName: name, wide, tabIndex };
  const sub = strip.mute
    ? words.muted
    : strip.solo
      ? words.soloed
      : !audible
        ? words.silencedBySolo
        : track.channels === 2
          ? words.stereo
          : words.mono;
  const toggle = (field: 'mute' | 'solo' | 'soloSafe', value: boolean) =>
    void run('strip.set', { stripId, [field]: value });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a strip is a group of controls, not a form's fieldset
    <div
      ref={element}
      className="strip"
      role="group"
      aria-label={words.group(name)}
      data-strip-id={stripId}
      data-color={track.color}
      data-wide={wide || undefined}
      data-selected={selected || undefined}
      data-silent={!audible || undefined}
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
      <Pan {...shared} pan={strip.pan} law={strip.panLaw} channels={track.channels} />
      <div className="strip-buttons">
        <StripButton
          tone="mute"
          control="mute"
          tabIndex={tabIndex}
          pressed={strip.mute}
          label={words.muteOf(name)}
          help={mixingWords.help.mute}
          onPress={() => toggle('mute', !strip.mute)}
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
          onPress={() => toggle('solo', !strip.solo)}
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
          onPress={() => toggle('soloSafe', !strip.soloSafe)}
        >
          {words.safe}
        </StripButton>
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
          <b>{signedDecibels(strip.faderDb)}</b>
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
        onSelect={(extend) => selectStrip(stripId, extend)}
      />
      {menu && (
        <ContextMenu anchor={element} label={words.menu(name)} items={menu} onClose={() => setMenu(null)} />
      )}
    </div>
  );
});
