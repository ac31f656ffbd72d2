/** All lanes that are in sight, over the timeline's lanes; drawn again with it, at most once a frame. */
import { useEffect, useReducer, useRef } from 'react';
import './automation.css';
import { LaneView } from './lane-view.tsx';
import type { Surface } from './surface.ts';

export function AutomationLanes({ surface }: { surface: Surface }) {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  const shown = useRef(0);
  useEffect(() => {
    let frame: number | undefined;
    const end = surface.onChange(() => {
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        // A timeline without lanes is scrolled without React.
        if (shown.current > 0 || surface.lanes().length > 0) draw();
      });
    });
    draw();
    return () => {
      end();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [surface]);
  const lanes = surface.lanes();
  shown.current = lanes.length;
  return (
    <>
      {lanes.map((lane) => (
        <LaneView key={`${lane.stripId} ${lane.laneId}`} lane={lane} surface={surface} />
      ))}
    </>
  );
}
