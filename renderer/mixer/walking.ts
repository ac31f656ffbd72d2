/**
 * Walking the mixer with the arrow keys: Left and Right go to the same control of the next strip, Up and Down
 * to the next control of this one. Values are changed with Alt+arrows, Page Up and Down, Home, End or by typing.
 */
const ARROWS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);

export interface Walk {
  /** Change of strip, or of control within the strip. */
  strips: number;
  controls: number;
}

export function walkOf(event: KeyboardEvent): Walk | undefined {
  if (!ARROWS.has(event.key) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return undefined;
  const strips = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  const controls = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  return { strips, controls };
}

export function stripElement(root: HTMLElement, stripId: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[data-strip-id="${CSS.escape(stripId)}"]`);
}

function controlsOf(strip: HTMLElement): HTMLElement[] {
  return [...strip.querySelectorAll<HTMLElement>('[data-control]')];
}

/** Moves focus within a strip; it stops at both ends. */
export function walkControls(strip: HTMLElement, by: number): void {
  const controls = controlsOf(strip);
  const at = controls.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? controls.findIndex((c) => c.dataset.control === 'fader') : at + by;
  controls[next]?.focus({ preventScroll: true });
}

/** Focuses a control of a strip by its name; insert slots fall back to the nearest there is. */
export function focusControl(strip: HTMLElement, name: string): void {
  const controls = controlsOf(strip);
  const exact = controls.find((c) => c.dataset.control === name);
  const kin = name.startsWith('insert-')
    ? controls.find((c) => c.dataset.control === 'insert-add')
    : undefined;
  (exact ?? kin ?? controls.find((c) => c.dataset.control === 'fader'))?.focus({ preventScroll: true });
}
