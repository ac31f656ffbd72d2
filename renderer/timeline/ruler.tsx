/** The ruler: press to put the playhead, drag for the loop range, markers above it. */
import { useEffect, useRef } from 'react';
import { timelineWords } from '../../audio-engine/words/views.ts';
import { subscribeFrame } from '../live/index.ts';
import { selection, shownDocument } from '../state/index.ts';
import { onThemeChange, token } from '../theme/index.ts';
import { positionNow } from '../transport/index.ts';
import { fitCanvas, type SizedCanvas } from './canvas.ts';
import { MARKERS_PX, paintRuler } from './draw/paint-ruler.ts';
import { MarkerTree } from './marker-tree.tsx';
import { gridNow, onTimeChange, viewport } from './model.ts';
import { attachRuler } from './tools/ruler-pointer.ts';

export function Ruler() {
  const base = useRef<HTMLCanvasElement>(null);
  const head = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const canvas = base.current;
    const headCanvas = head.current;
    const element = box.current;
    if (!canvas || !headCanvas || !element) return;
    let sized: SizedCanvas | undefined;
    let headSized: SizedCanvas | undefined;
    let frame: number | undefined;
    let drawn = -1;
    const paint = () => {
      frame = undefined;
      if (sized)
        paintRuler(sized.context, sized.scale, shownDocument(), viewport, gridNow(), selection().markerId);
    };
    const request = () => {
      frame ??= requestAnimationFrame(paint);
    };
    const ends = [
      fitCanvas(canvas, (size) => {
        sized = size;
        paint();
      }),
      fitCanvas(headCanvas, (size) => {
        headSized = size;
        drawn = -1;
      }),
      onTimeChange(request),
      onThemeChange(() => {
        drawn = -1;
        request();
      }),
      attachRuler(element),
      subscribeFrame(() => {
        if (!headSized) return;
        const { context, scale } = headSized;
        const x = Math.round(viewport.xOf(positionNow()) * scale);
        if (x === drawn) return;
        drawn = x;
        context.clearRect(0, 0, context.canvas.width, context.canvas.height);
        const px = (v: number) => Math.round(v * scale);
        context.fillStyle = token('curve');
        context.beginPath();
        context.moveTo(x - px(5) + 0.5, px(MARKERS_PX + 2));
        context.lineTo(x + px(5) + 1, px(MARKERS_PX + 2));
        context.lineTo(x + px(5) + 1, px(MARKERS_PX + 7));
        context.lineTo(x + 0.5, px(MARKERS_PX + 13));
        context.lineTo(x - px(5) + 0.5, px(MARKERS_PX + 7));
        context.fill();
        context.fillRect(x, px(MARKERS_PX + 8), Math.max(1, px(1.25)), context.canvas.height);
      }),
    ];
    document.fonts?.ready.then(request);
    return () => {
      for (const end of ends) end();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, []);
  return (
    <section
      className="ruler"
      ref={box}
      aria-label={timelineWords.ruler}
      data-help={timelineWords.rulerHelp}
      data-help-name={timelineWords.ruler}
    >
      <canvas ref={base} className="ruler-canvas" />
      <canvas ref={head} className="ruler-canvas ruler-head" />
      <MarkerTree />
    </section>
  );
}
