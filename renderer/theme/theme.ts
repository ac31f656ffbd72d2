/** Which theme is on: dark, light, or what the system says. Sets `data-theme` on the root, which the tokens follow. */

export type ThemeChoice = 'dark' | 'light' | 'system';

let choice: ThemeChoice = 'dark';
/** Kept beside the attribute: canvases ask thousands of times a second. */
let shown: 'dark' | 'light' | undefined;
const listeners = new Set<() => void>();
const systemLight =
  typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: light)') : undefined;

function apply(): void {
  const theme = choice === 'system' ? (systemLight?.matches ? 'light' : 'dark') : choice;
  if (document.documentElement.dataset.theme === theme) return;
  document.documentElement.dataset.theme = theme;
  shown = theme;
  for (const listener of listeners) listener();
}

systemLight?.addEventListener?.('change', apply);

export function applyTheme(next: ThemeChoice): void {
  choice = next;
  apply();
}

export function currentTheme(): 'dark' | 'light' {
  shown ??= document.documentElement.dataset.theme === 'light' ? 'light' : 'dark';
  return shown;
}

/** Canvases redraw on a change of theme. Returns the function that ends the subscription. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const reduced = typeof matchMedia === 'function' ? matchMedia('(prefers-reduced-motion: reduce)') : undefined;

/** True where the person asked for less motion, in the system or here. */
export function reducedMotion(): boolean {
  return reduced?.matches === true || document.documentElement.dataset.reducedMotion === 'true';
}
