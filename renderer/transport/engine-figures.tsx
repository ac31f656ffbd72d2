/** What the engine costs and runs on: load of the audio thread, dropouts, device with its round trip. */
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { Header } from '../../audio-engine/protocol/index.ts';
import { costWords } from '../../audio-engine/words/index.ts';
import { transportWords } from '../../audio-engine/words/views.ts';
import { runAction, useActions } from '../commands/index.ts';
import { PopoverPanel } from '../controls/index.ts';
import { subscribeFrame } from '../live/index.ts';
import { PerformancePanel } from '../monitor/index.ts';
import { useStatus } from '../state/index.ts';
import './transport.css';

export interface EngineFiguresProps {
  /** Opens an insert's editor, from the list of what takes the time. */
  onOpenInsert(insert: { stripId: string; effectId: string }): void;
}

/** Figures that a person reads change four times a second. */
const WRITE_EVERY_MS = 250;

export function EngineFigures({ onOpenInsert }: EngineFiguresProps) {
  const engine = useStatus((s) => s.engine);
  const load = useRef<HTMLSpanElement>(null);
  const bar = useRef<HTMLSpanElement>(null);
  const figure = useRef<HTMLButtonElement>(null);
  const [listed, setListed] = useState(false);
  useActions({ 'view.performance': () => setListed((is) => !is) });
  const dropouts = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let writtenTurn = -1;
    let highest = 0;
    return subscribeFrame((frame, nowMs) => {
      if (!frame) return;
      highest = Math.max(highest, frame.header[Header.loadMax] ?? 0);
      const turn = Math.floor(nowMs / WRITE_EVERY_MS);
      if (turn === writtenTurn) return;
      writtenTurn = turn;
      const mean = frame.header[Header.load] ?? 0;
      const percent = Math.round((Number.isFinite(mean) ? mean : 0) * 100);
      if (load.current) load.current.textContent = String(percent);
      if (bar.current) {
        bar.current.style.transform = `scaleX(${Math.min(1, Number.isFinite(highest) ? highest : 0)})`;
        bar.current.dataset.high = String(highest > 0.8);
      }
      highest = 0;
      const xruns = frame.header[Header.xruns] ?? 0;
      if (dropouts.current) {
        dropouts.current.textContent = String(Number.isFinite(xruns) ? xruns : 0);
        dropouts.current.dataset.some = String(xruns > 0);
      }
    });
  }, []);
  const device = engine?.device;
  const running = engine?.running ?? false;
  const line = device ? transportWords.deviceLine(device) : '';
  return (
    <>
      <Button
        ref={figure}
        className="readout readout-button readout-load"
        aria-label={costWords.open}
        aria-haspopup="dialog"
        aria-expanded={listed}
        data-help={`${transportWords.loadHelp} ${costWords.openHelp}`}
        data-help-name={transportWords.load}
        onPress={() => setListed(true)}
      >
        <span className="readout-value">
          <span ref={load}>0</span>
          <span className="unit"> %</span>
        </span>
        <span className="load-track" role="img" aria-label={transportWords.load}>
          <span className="load-bar" ref={bar} />
        </span>
      </Button>
      <PopoverPanel
        anchor={figure}
        label={costWords.title}
        isOpen={listed}
        onClose={() => setListed(false)}
        placement="bottom end"
      >
        <PerformancePanel onOpen={onOpenInsert} />
      </PopoverPanel>
      <div
        className="readout"
        data-help={transportWords.dropoutsHelp}
        data-help-name={transportWords.dropouts}
      >
        <span className="readout-value dropouts" ref={dropouts}>
          0
        </span>
        <span className="readout-name">{transportWords.dropoutsName}</span>
      </div>
      <Button
        className="readout readout-device"
        aria-label={transportWords.device(
          `${running ? (device?.name ?? '') : transportWords.noEngine} ${line}`.trim(),
        )}
        data-help={device?.notice ?? transportWords.deviceHelp}
        data-help-name={device?.name ?? transportWords.noEngine}
        onPress={() => runAction('transport.device')}
      >
        <span className="readout-value" data-bad={!running || undefined}>
          {running ? (device?.name ?? '') : transportWords.noEngine}
        </span>
        <span className="readout-name" data-notice={device?.notice ? 'true' : undefined}>
          {line}
        </span>
      </Button>
    </>
  );
}
