/** A media file's waveform, small: the shape of the whole file, one column a pixel. */
import { useEffect, useRef } from 'react';
import type { MediaFile, TrackColor } from '../../audio-engine/session/index.ts';
import { onThemeChange } from '../theme/index.ts';
import {
  clipColors,
  fitCanvas,
  paintColumns,
  peakColumns,
  peakStore,
  type SizedCanvas,
} from '../timeline/index.ts';

export function MiniWave({
  media,
  color,
  className,
}: {
  media: MediaFile;
  color: TrackColor;
  className: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let sized: SizedCanvas | undefined;
    let complete = false;
    const paint = () => {
      if (!sized) return;
      const { context, scale } = sized;
      const width = context.canvas.width;
      const columns = peakColumns(peakStore(), media, 0, media.lengthSamples / width, width, true);
      complete = columns.complete;
      const colors = clipColors(color);
      context.clearRect(0, 0, width, context.canvas.height);
      let highest = 0;
      for (let i = 0; i < columns.values.length; i += 3) {
        highest = Math.max(highest, -(columns.values[i] || 0), columns.values[i + 1] || 0);
      }
      // A small picture shows the shape, not the level.
      const gain = highest > 0 ? 0.95 / highest : 1;
      paintColumns(context, columns.values, columns.lanes, width, 0, 0, {
        peak: colors.peak,
        rms: colors.rms,
        height: context.canvas.height,
        gain,
        merged: true,
        scale,
      });
    };
    const ends = [
      fitCanvas(element, (size) => {
        sized = size;
        paint();
      }),
      peakStore().onChange(() => {
        if (!complete) paint();
      }),
      onThemeChange(paint),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [media, color]);
  return <canvas ref={canvas} className={className} />;
}
