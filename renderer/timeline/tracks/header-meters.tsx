/** All meters of the headers that show, on one canvas at the column's right edge, each frame paints what changed. */
import { useEffect, useRef } from 'react';
import { stripLevel, subscribeFrame } from '../../live/index.ts';
import { meterColours, paintChannel, readChannel } from '../../meters/index.ts';
import { onThemeChange } from '../../theme/index.ts';
import { fitCanvas, type SizedCanvas } from '../canvas.ts';
import { rows, viewport } from '../model.ts';
import { visibleRows } from '../rows.ts';

const BAR_PX = 5;

export function HeaderMeters() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let sized: SizedCanvas | undefined;
    let colours = meterColours();
    /** What is on the canvas by track, so that only what changed is painted. */
    let painted = new Map<string, string>();
    let paintedRows: unknown;
    let paintedTop = 0;
    const ends = [
      fitCanvas(element, (size) => {
        sized = size;
        paintedRows = undefined;
      }),
      onThemeChange(() => {
        colours = meterColours();
        paintedRows = undefined;
      }),
      subscribeFrame((_frame, nowMs) => {
        if (!sized) return;
        const { context, scale } = sized;
        const px = (v: number) => Math.round(v * scale);
        const all = rows();
        if (all !== paintedRows || viewport.scrollTop !== paintedTop) {
          paintedRows = all;
          paintedTop = viewport.scrollTop;
          painted = new Map();
          context.clearRect(0, 0, context.canvas.width, context.canvas.height);
        }
        for (const row of visibleRows(all, viewport.scrollTop, viewport.height)) {
          const level = stripLevel(row.track.id);
          const y = px(row.top - viewport.scrollTop + 2);
          const height = px(row.height - 5);
          const left = readChannel(level, 0, height, nowMs);
          const right = readChannel(level, 1, height, nowMs);
          const picture = `${left.picture}|${right.picture}|${level?.clipped}`;
          if (painted.get(row.track.id) === picture) continue;
          painted.set(row.track.id, picture);
          const stereo = row.track.channels === 2;
          const width = px(stereo ? BAR_PX : 7);
          const box = { x: 0, y, width, height };
          // A hold line at the foot reaches half a pixel below its bar.
          context.clearRect(0, y, context.canvas.width, height + 1);
          if (stereo) {
            paintChannel(context, box, left.reading, colours);
            paintChannel(context, { ...box, x: width + px(1) }, right.reading, colours);
          } else paintChannel(context, { ...box, x: px(2) }, left.reading, colours);
          if (level?.clipped) {
            context.fillStyle = colours.over;
            context.fillRect(0, y, px(11), px(3));
          }
        }
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  return <canvas className="header-meters" ref={canvas} />;
}
