/** Which theme is on: dark, light, or what the system says. Sets `data-theme` on the root, which the tokens follow. */

export type ThemeChoice = 'dark' | 'light' | 'system';

let choice: ThemeChoice = 'dark';
const listeners = new Set<() => void>();
const systemLight =
  typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: light)') : undefined;

function apply(): void {
  const theme = choice === 'system' ? (systemLight?.matches ? 'light' : 'dark') : choice;
  if (document.documentElement.dataset.theme === theme) return;
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

systemLight?.addEventListener?.('change', apply);

export function applyTheme(next: ThemeChoice): void {
  choice = next;
  apply();
}

export function currentTheme(): 'dark' | 'light' {
  return document.documentElement.dataset.theme === 'light' ? 'light' : 'dark';
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
