/** The master strip at the right edge: always wide, always in sight. */
import { useEffect, useRef } from 'react';
import { Header } from '../../audio-engine/protocol/index.ts';
import { MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { decibels, mixingWords, monitorWords } from '../../audio-engine/words/index.ts';
import { ModeButton } from '../automation/index.ts';
import { Fader, Meter, useHelp } from '../controls/index.ts';
import { newestFrame, subscribeFrame } from '../live/index.ts';
import { setMonitor, useMonitor } from '../monitor/index.ts';
import { selectStrip, useDocument } from '../state/index.ts';
import { FaderText } from './fader-text.tsx';
import { Inserts } from './inserts.tsx';
import { WIDE_WIDTH } from './layout.ts';
import { MeterCanvas } from './meter-canvas.tsx';
import { MeterScale } from './meter-scale-marks.tsx';
import { NamePlate } from './name-plate.tsx';
import { Pan } from './pan.tsx';
import { PeakText } from './peak-text.tsx';
import { faderBinding } from './strip-values.ts';
import { Trim } from './trim.tsx';

const words = mixingWords.strip;
const CANVAS_STRIPS = [{ id: MASTER_STRIP, left: 0, wide: true, channels: 2, reductionScaleDb: 20 }] as const;
const EVERY_MS = 250;

/** The same text written again would have the page laid out again. */
function write(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

function MasterFigures() {
  const peak = useRef<HTMLElement>(null);
  const shortTerm = useRef<HTMLElement>(null);
  useEffect(() => {
    let shownTurn = -1;
    return subscribeFrame((_frame, nowMs) => {
      const turn = Math.floor(nowMs / EVERY_MS);
      if (turn === shownTurn) return;
      shownTurn = turn;
      const header = newestFrame()?.header;
      write(peak.current, decibels(header?.[Header.maxTruePeakDbtp]));
      write(shortTerm.current, decibels(header?.[Header.shortTermLufs]));
    });
  }, []);
  return (
    <div className="master-figures">
      <div>
        {words.truePeak} <b ref={peak}>–</b>
      </div>
      <div>
        {words.shortTerm} <b ref={shortTerm}>–</b>
      </div>
    </div>
  );
}

/** The control room's switches stand where other strips have theirs: the master is what the room plays. */
function MasterButtons() {
  const { settings } = useMonitor();
  const switches = [
    ['mono', monitorWords.mono],
    ['dim', monitorWords.dim],
    ['mute', monitorWords.mute],
  ] as const;
  return (
    <div className="strip-buttons master-buttons">
      {switches.map(([key, title]) => (
        <button
          key={key}
          type="button"
          className="strip-button"
          aria-pressed={settings[key]}
          data-help={monitorWords.buttonHelp}
          data-help-name={title}
          onClick={() => setMonitor({ [key]: !settings[key] })}
        >
          {title}
        </button>
      ))}
      <ModeButton stripId={MASTER_STRIP} stripName={mixingWords.strip.masterName} tabIndex={0} />
    </div>
  );
}

export interface MasterStripProps {
  selected: boolean;
  current: boolean;
  openEffectId: string | null;
}

export function MasterStrip({ selected, current, openEffectId }: MasterStripProps) {
  const strip = useDocument((document) => document.strips[MASTER_STRIP]);
  const name = words.masterName;
  const help = useHelp(mixingWords.help.masterFader, words.faderOf(name));
  if (!strip) return null;
  const tabIndex = current ? 0 : -1;
  const shared = { stripId: MASTER_STRIP, stripName: name, wide: true, tabIndex };
  return (
    <div className="mixer-master" data-color="stone">
      <div className="group-band">
        <span className="band-name">{words.master}</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a strip is a group of controls, not a form's fieldset */}
      <div
        className="strip"
        role="group"
        aria-label={words.group(name)}
        data-strip-id={MASTER_STRIP}
        data-wide
        data-selected={selected || undefined}
        style={{ left: 0, width: WIDE_WIDTH }}
        onPointerDown={(event) => {
          if (!selected && !(event.target as Element).closest('button, input')) selectStrip(MASTER_STRIP);
        }}
      >
        <Trim {...shared} trimDb={strip.inputTrimDb} inverted={strip.polarityInverted} />
        <Inserts {...shared} openEffectId={openEffectId} />
        <MasterFigures />
        <Pan
          {...shared}
          pan={strip.pan}
          law={strip.panLaw}
          mode={strip.panMode}
          width={strip.width}
          channels={2}
        />
        <MasterButtons />
        <div className="strip-fader">
          <Fader
            value={strip.faderDb}
            binding={faderBinding(MASTER_STRIP, words.faderOf(name))}
            label={words.faderOf(name)}
            wide
            selected={selected}
            tabIndex={tabIndex}
            control="fader"
            help={help}
          />
          <Meter stripId={MASTER_STRIP} label={mixingWords.meter.label(name)} className="strip-meter" />
          <MeterScale />
        </div>
        <div className="strip-values">
          <div className="strip-value">
            <span>{words.fader}</span>
            <FaderText stripId={MASTER_STRIP} faderDb={strip.faderDb} />
          </div>
          <div className="strip-value">
            <span>{words.peak}</span>
            <PeakText stripId={MASTER_STRIP} label={words.peakOf(name)} />
          </div>
        </div>
        <NamePlate
          stripId={MASTER_STRIP}
          name={name}
          sub={words.masterSub}
          selected={selected}
          tabIndex={tabIndex}
          fixed
          onSelect={() => selectStrip(MASTER_STRIP)}
        />
      </div>
      <MeterCanvas strips={CANVAS_STRIPS} left={0} width={WIDE_WIDTH} />
    </div>
  );
}
