/**
 * Help in the status line instead of floating tips: whatever is under the pointer or has focus carries one
 * sentence, read from its attributes when it is wanted. Nothing re-renders for it.
 */

export interface HelpAttributes {
  'data-help': string;
  'data-help-name'?: string;
}

/** Attributes for an element: the sentence, and the name that stands before it. */
export function useHelp(sentence: string, name?: string): HelpAttributes {
  return name === undefined ? { 'data-help': sentence } : { 'data-help': sentence, 'data-help-name': name };
}

export interface HelpShown {
  name: string;
  sentence: string;
}

type Listener = (help: HelpShown | null) => void;
const listeners = new Set<Listener>();
let pinned: HelpShown | null = null;

/** Canvases know what is under the pointer themselves and say so here; null gives the line back. */
export function showHelp(help: HelpShown | null): void {
  if (help?.name === pinned?.name && help?.sentence === pinned?.sentence) return;
  pinned = help;
  for (const listener of listeners) listener(help);
}

function helpOf(target: EventTarget | null): HelpShown | null {
  if (!(target instanceof Element)) return null;
  const element = target.closest<HTMLElement>('[data-help]');
  if (!element) return null;
  const name = element.dataset.helpName ?? element.getAttribute('aria-label') ?? element.textContent ?? '';
  return { name: name.slice(0, 60), sentence: element.dataset.help ?? '' };
}

/** Calls back with what the status line should say. Returns the function that ends it. */
export function watchHelp(listener: Listener): () => void {
  const look = (event: Event) => {
    pinned = null;
    listener(helpOf(event.target));
  };
  listeners.add(listener);
  window.addEventListener('pointerover', look, { passive: true });
  window.addEventListener('focusin', look, { passive: true });
  return () => {
    listeners.delete(listener);
    window.removeEventListener('pointerover', look);
    window.removeEventListener('focusin', look);
  };
}
