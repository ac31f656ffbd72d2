/** A lane's header: what it shows, what it does, its value now; and the way out of sight. */
import { useEffect, useRef } from 'react';
import {
  type AutomationMode,
  laneName,
  laneOf,
  laneTarget,
  laneTargets,
  stripName,
} from '../../audio-engine/session/index.ts';
import { automationWords as words } from '../../audio-engine/words/index.ts';
import { FOLLOW_TEXT_MS, presentValue, Select, spoken, useFollowed } from '../controls/index.ts';
import { run, shownDocument, useDocument } from '../state/index.ts';
import './automation.css';
import { laneScale } from './lane-scale.ts';
import { modeOptions, setLaneMode } from './modes.ts';
import { addLane, changeLane, hideLane } from './shown-lanes.ts';
import { LANE_HEIGHT } from './surface.ts';

export interface LaneHeaderProps {
  stripId: string;
  laneId: string;
  color: string;
  top: number;
  last: boolean;
}

export function LaneHeader({ stripId, laneId, color, top, last }: LaneHeaderProps) {
  const lane = useDocument((d) => laneOf(d, stripId, laneId));
  const targets = useDocument((d) => laneTargets(d, stripId).map((t) => `${t.laneId}\n${t.name}`));
  const value = useDocument((d) => laneTarget(d, stripId, laneId)?.value);
  const strip = useDocument((d) => stripName(d, stripId));
  const shown = useRef<HTMLSpanElement>(null);
  const target = laneTarget(shownDocument(), stripId, laneId);
  const ref = { stripId, laneId };
  const write = (now: number) => {
    if (shown.current && target) shown.current.textContent = spoken(laneScale(target), now);
  };
  useFollowed(ref, value ?? 0, write, FOLLOW_TEXT_MS);
  useEffect(() => write(presentValue(ref, value ?? 0)));
  if (!target || value === undefined) return null;
  const name = laneName(shownDocument(), stripId, laneId);
  const options = targets.map((text) => {
    const [id = '', title = ''] = text.split('\n');
    return { value: id, title };
  });
  return (
    <li
      className="lane-header"
      data-color={color}
      aria-label={words.header(name)}
      style={{ top, height: LANE_HEIGHT }}
    >
      <div className="lane-header-row">
        <Select
          label={words.target(strip)}
          value={laneId}
          options={options}
          onChange={(to) => changeLane(stripId, laneId, to)}
          quiet
          className="lane-target"
        />
        {last && (
          <button
            type="button"
            className="lane-button"
            aria-label={words.add}
            data-help={words.add}
            onClick={() => addLane(stripId)}
          >
            +
          </button>
        )}
        <button
          type="button"
          className="lane-button"
          aria-label={words.hide(name)}
          data-help={words.hideHelp}
          onClick={() => hideLane(stripId, laneId)}
        >
          ×
        </button>
      </div>
      <div className="lane-header-row">
        <Select<AutomationMode>
          label={words.mode(name)}
          value={lane?.mode ?? 'read'}
          options={modeOptions}
          onChange={(mode) => setLaneMode(stripId, laneId, mode)}
          help={words.modeHelp[lane?.mode ?? 'read']}
          quiet
          className="lane-mode"
        />
        <span className="lane-value" ref={shown} />
        {lane && (
          <button
            type="button"
            className="lane-button"
            aria-label={words.remove(name)}
            data-help={words.remove(name)}
            onClick={() => void run('automation.remove', { lanes: [{ stripId, laneId }] })}
          >
            ⌫
          </button>
        )}
      </div>
    </li>
  );
}
