/** The control room in the title bar: always says when the speakers do not play the plain mix; opens its panel. */
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Listen, MonitorState } from '../../audio-engine/protocol/index.ts';
import { MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { listeningWords, monitorWords as words } from '../../audio-engine/words/index.ts';
import { useActions } from '../commands/index.ts';
import { PopoverPanel } from '../controls/index.ts';
import { focusedStrip, selection, useDocument } from '../state/index.ts';
import './monitor.css';
import { useListen } from './listen-state.ts';
import { MonitorPanel } from './monitor-panel.tsx';
import { listenTo, monitorState, setMonitor, toggleListen, useMonitor } from './state.ts';

/** What is switched on, in words, strongest first. */
export function monitorSwitches({ settings, listening }: MonitorState): string[] {
  const on: string[] = [];
  if (settings.mute) on.push(words.mute);
  if (listening.length) on.push(words.listenShort[settings.listenPoint]);
  if (settings.solo !== 'none') on.push(words.solos[settings.solo]);
  if (settings.mono) on.push(words.mono);
  if (settings.dim) on.push(words.dim);
  if (settings.swap) on.push(words.swap);
  return on;
}

/** What is heard in the master's place, or through. */
function listenSwitches({ reference, file, systemId, blind }: Listen): string[] {
  const on: string[] = [];
  if (blind) on.push(listeningWords.unknown);
  else if (reference !== null) on.push(listeningWords.referenceOn);
  else if (file !== null) on.push(listeningWords.previewOn);
  if (systemId !== null) on.push(listeningWords.systemShort(systemId));
  return on;
}

function levelText({ settings }: MonitorState): string {
  const { levelDb, referenceDb } = settings;
  if (levelDb <= -144) return words.silent;
  if (referenceDb !== null) return words.referenceShort(levelDb - referenceDb);
  return levelDb === 0 ? words.neutral : `${levelDb < 0 ? '−' : '+'}${Math.abs(levelDb).toFixed(1)} dB`;
}

function toggle(key: 'mono' | 'dim' | 'mute' | 'swap'): void {
  setMonitor({ [key]: !monitorState().settings[key] });
}

export function MonitorButton() {
  const state = useMonitor();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const strips = useDocument((document) => document.strips);
  const on = [...monitorSwitches(state), ...listenSwitches(useListen())];
  const level = levelText(state);
  // What was listened to may go away.
  const gone = state.listening.filter((id) => !strips[id]);
  useEffect(() => {
    if (gone.length) listenTo(state.listening.filter((id) => strips[id]));
  });
  const chosen = () => {
    const id = focusedStrip(selection());
    return id && id !== MASTER_STRIP ? id : null;
  };
  useActions({
    'monitor.panel': () => setOpen((is) => !is),
    'monitor.mono': { run: () => toggle('mono'), isOn: () => monitorState().settings.mono },
    'monitor.dim': { run: () => toggle('dim'), isOn: () => monitorState().settings.dim },
    'monitor.mute': { run: () => toggle('mute'), isOn: () => monitorState().settings.mute },
    'monitor.swap': { run: () => toggle('swap'), isOn: () => monitorState().settings.swap },
    'monitor.listen': {
      run: () => {
        const id = chosen();
        if (id) toggleListen(id);
      },
      isEnabled: () => chosen() !== null,
    },
    'monitor.listenOff': { run: () => listenTo([]), isEnabled: () => monitorState().listening.length > 0 },
    'compare.matched': {
      run: () => setMonitor({ matched: !monitorState().settings.matched }),
      isOn: () => monitorState().settings.matched,
    },
  });
  return (
    <>
      <Button
        ref={anchor}
        className="readout readout-button monitor-button"
        aria-label={words.button([level, ...on].join(', '))}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-help={words.buttonHelp}
        data-help-name={words.room}
        onPress={() => setOpen(true)}
      >
        <span className="readout-value" data-on={on.length > 0 || undefined}>
          {on.length ? words.switches(on) : level}
        </span>
        <span className="readout-name">{words.name}</span>
      </Button>
      <PopoverPanel anchor={anchor} label={words.room} isOpen={open} onClose={() => setOpen(false)}>
        <MonitorPanel />
      </PopoverPanel>
    </>
  );
}
