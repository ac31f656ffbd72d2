/** All meters of the headers that show, on one canvas at the column's right edge, drawn once a frame. */
import { useEffect, useRef } from 'react';
import { meterColours, paintChannel } from '../../controls/meter-paint.ts';
import { stripLevel, subscribeFrame } from '../../live/index.ts';
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
    const ends = [
      fitCanvas(element, (size) => {
        sized = size;
      }),
      onThemeChange(() => {
        colours = meterColours();
      }),
      subscribeFrame((_frame, nowMs) => {
        if (!sized) return;
        const { context, scale } = sized;
        context.clearRect(0, 0, context.canvas.width, context.canvas.height);
        const px = (v: number) => Math.round(v * scale);
        for (const row of visibleRows(rows(), viewport.scrollTop, viewport.height)) {
          const level = stripLevel(row.track.id);
          const y = px(row.top - viewport.scrollTop + 2);
          const height = px(row.height - 5);
          const stereo = row.track.channels === 2;
          const width = px(stereo ? BAR_PX : 7);
          const box = { x: 0, y, width, height };
          const reading = (side: 'left' | 'right', channel: 0 | 1) =>
            level && {
              peakDb: level[side].level(nowMs),
              rmsDb: level.rms(channel, nowMs),
              holdDb: level[side].hold(nowMs),
            };
          if (stereo) {
            paintChannel(context, box, reading('left', 0), colours);
            paintChannel(context, { ...box, x: width + px(1) }, reading('right', 1), colours);
          } else paintChannel(context, { ...box, x: px(2) }, reading('left', 0), colours);
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
