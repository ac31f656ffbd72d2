/**
 * A media file's waveform, small: the shape of the whole file, one column a pixel. Drawn as two paths and not on
 * a canvas: each canvas is a layer of its own to the compositor, and a song has a hundred files.
 */
import { useEffect, useRef } from 'react';
import type { MediaFile, TrackColor } from '../../audio-engine/session/index.ts';
import { onThemeChange } from '../theme/index.ts';
import { clipColors, peakColumns, peakStore } from '../timeline/index.ts';

/** Peaks arrive for many files in every frame; small pictures can wait for more of them. */
const WAIT_MS = 300;

/** One bar a column from `top` to `bottom`; a path's own units are device pixels. */
function bars(columns: number, edges: (x: number) => readonly [top: number, bottom: number] | undefined) {
  let path = '';
  for (let x = 0; x < columns; x++) {
    const edge = edges(x);
    if (edge && edge[1] > edge[0]) path += `M${x} ${edge[0].toFixed(1)}h1V${edge[1].toFixed(1)}h-1z`;
  }
  return path;
}

export function MiniWave({
  media,
  color,
  className,
}: {
  media: MediaFile;
  color: TrackColor;
  className: string;
}) {
  const svg = useRef<SVGSVGElement>(null);
  const peak = useRef<SVGPathElement>(null);
  const rms = useRef<SVGPathElement>(null);
  useEffect(() => {
    const element = svg.current;
    if (!element) return;
    let complete = false;
    let width = 0;
    let height = 0;
    const draw = () => {
      if (width < 1 || height < 1) return;
      const { values, complete: all } = peakColumns(
        peakStore(),
        media,
        0,
        media.lengthSamples / width,
        width,
        true,
      );
      complete = all;
      let highest = 0;
      for (let i = 0; i < values.length; i += 3) {
        highest = Math.max(highest, -(values[i] || 0), values[i + 1] || 0);
      }
      // A small picture shows the shape, not the level.
      const half = (height / 2 - 1) * (highest > 0 ? 0.95 / highest : 1);
      const low = (x: number) => (values[x * 3] ?? Number.NaN) * half;
      const high = (x: number) => (values[x * 3 + 1] ?? Number.NaN) * half;
      const middle = height / 2;
      const colors = clipColors(color);
      element.setAttribute('viewBox', `0 0 ${width} ${height}`);
      peak.current?.setAttribute('fill', colors.peak);
      peak.current?.setAttribute(
        'd',
        bars(width, (x) => [middle - high(x) - 0.5, middle - low(x) + 0.5]),
      );
      rms.current?.setAttribute('fill', colors.rms);
      rms.current?.setAttribute(
        'd',
        bars(width, (x) => {
          const reach = (values[x * 3 + 2] ?? 0) * half;
          return [
            middle - Math.min(reach, Math.max(0, high(x))),
            middle + Math.min(reach, Math.max(0, -low(x))),
          ];
        }),
      );
    };
    // Comes at the start too.
    const size = new ResizeObserver(([entry]) => {
      const scale = window.devicePixelRatio || 1;
      width = Math.round((entry?.contentRect.width ?? 0) * scale);
      height = Math.round((entry?.contentRect.height ?? 0) * scale);
      draw();
    });
    size.observe(element);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ends = [
      peakStore().onChange(() => {
        if (complete) return;
        timer ??= setTimeout(() => {
          timer = undefined;
          draw();
        }, WAIT_MS);
      }),
      onThemeChange(draw),
    ];
    return () => {
      clearTimeout(timer);
      size.disconnect();
      for (const end of ends) end();
    };
  }, [media, color]);
  return (
    <svg ref={svg} className={className} preserveAspectRatio="none" aria-hidden="true">
      <path ref={peak} />
      <path ref={rms} />
    </svg>
  );
}
