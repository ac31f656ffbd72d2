/** The name of a bus or the master over its automation lanes; it folds them away. */
import { stripColor, stripName } from '../../../audio-engine/session/index.ts';
import { timelineWords } from '../../../audio-engine/words/views.ts';
import { LaneHeader, toggleLanes } from '../../automation/index.ts';
import { select, useDocument } from '../../state/index.ts';
import { STRIP_ROW_HEIGHT, type StripRow } from '../rows.ts';

export function StripRowHeader({ row }: { row: StripRow }) {
  const { stripId, top, lanes } = row;
  const name = useDocument((document) => stripName(document, stripId));
  const color = useDocument((document) => stripColor(document, stripId) ?? 'stone');
  return (
    <>
      <li
        className="strip-row-header"
        data-color={color}
        aria-label={timelineWords.stripLanes(name)}
        style={{ top, height: STRIP_ROW_HEIGHT }}
      >
        <button
          type="button"
          className="strip-row-name"
          data-help={timelineWords.stripLanesHelp}
          data-help-name={name}
          onClick={() => select({ stripIds: [stripId] })}
        >
          {name}
        </button>
        <button
          type="button"
          className="lane-button"
          aria-label={timelineWords.foldLanes(name)}
          data-help={timelineWords.foldLanes(name)}
          onClick={() => toggleLanes(stripId)}
        >
          ×
        </button>
      </li>
      {lanes.map(({ laneId, top: laneTop }, i) => (
        <LaneHeader
          key={laneId}
          stripId={stripId}
          laneId={laneId}
          color={color}
          top={laneTop}
          last={i === lanes.length - 1}
        />
      ))}
    </>
  );
}
