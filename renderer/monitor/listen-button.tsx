/** A strip's listen button: hears it by itself in the control room. For any place that shows a strip. */
import { monitorWords } from '../../audio-engine/words/index.ts';
import { toggleListen, useListening, useMonitor } from './state.ts';
import './monitor.css';

export interface ListenButtonProps {
  stripId: string;
  stripName: string;
  tabIndex?: number;
  className?: string;
  /** Names the element for walking with the arrow keys. */
  control?: string;
}

export function ListenButton({ stripId, stripName, tabIndex, className = '', control }: ListenButtonProps) {
  const on = useListening(stripId);
  const point = useMonitor().settings.listenPoint;
  return (
    <button
      type="button"
      className={`listen-button ${className}`}
      aria-pressed={on}
      aria-label={monitorWords.listen(stripName)}
      tabIndex={tabIndex}
      data-control={control}
      data-help={monitorWords.listenHelp}
      data-help-name={monitorWords.listen(stripName)}
      onClick={(event) => {
        event.stopPropagation();
        toggleListen(stripId, event.ctrlKey || event.metaKey);
      }}
    >
      {monitorWords.listenShort[point]}
    </button>
  );
}
