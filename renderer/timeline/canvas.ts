/** A canvas that has one pixel for each of the screen's, at any zoom of the interface. */

export interface SizedCanvas {
  context: CanvasRenderingContext2D;
  /** Device pixels a CSS pixel has. */
  scale: number;
  width: number;
  height: number;
}

/**
 * Keeps the canvas at its box's size in device pixels; `onSize` comes at once and after every change. One that is
 * `opaque` is copied onto the screen, which costs less than blending it.
 */
export function fitCanvas(
  canvas: HTMLCanvasElement,
  onSize: (sized: SizedCanvas) => void,
  { opaque = false } = {},
): () => void {
  const context = canvas.getContext('2d', { alpha: !opaque });
  if (!context) return () => undefined;
  const measure = () => {
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    const zoom = canvas.getBoundingClientRect().width / Math.max(1, canvas.offsetWidth) || 1;
    const scale = (window.devicePixelRatio || 1) * zoom;
    const deviceWidth = Math.max(1, Math.round(width * scale));
    const deviceHeight = Math.max(1, Math.round(height * scale));
    if (canvas.width !== deviceWidth) canvas.width = deviceWidth;
    if (canvas.height !== deviceHeight) canvas.height = deviceHeight;
    onSize({ context, scale, width, height });
  };
  const observer = new ResizeObserver(measure);
  observer.observe(canvas);
  window.addEventListener('resize', measure);
  measure();
  return () => {
    observer.disconnect();
    window.removeEventListener('resize', measure);
  };
}

/** Pointer place in an element's own CSS pixels, whatever the interface's zoom. */
export function localPoint(
  event: { clientX: number; clientY: number },
  element: HTMLElement,
): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  const zoom = box.width / Math.max(1, element.offsetWidth) || 1;
  return { x: (event.clientX - box.left) / zoom, y: (event.clientY - box.top) / zoom };
}
