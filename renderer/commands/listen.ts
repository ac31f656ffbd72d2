/**
 * The one key listener of the window. Space and Enter belong to the transport unless focus came by keyboard
 * onto a control, which they then press; Ctrl+Space always plays. While typing only the `text` keys work.
 */
import type { KeyContext } from '../../audio-engine/protocol/index.ts';
import { canRun, runAction } from './dispatch.ts';
import { actionForKey, type KeyPress } from './keys.ts';

const TYPING =
  'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable=true]';
/** Roles that Space or Enter press and arrows walk. */
const PRESSED =
  'button, a[href], summary, input, [role=button], [role=radio], [role=switch], [role=checkbox], [role=menuitem], [role=option], [role=tab], [role=slider], [role=row], [role=treeitem]';
const OWN_ARROWS =
  '[role=slider], [role=radiogroup], [role=radio], [role=listbox], [role=menu], [role=grid], [role=tree], [role=tablist], [role=spinbutton], input[type=range], input[type=radio]';

let focusByKeyboard = false;

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null && !target.closest('[data-keys=pass]');
}

/** True where the focused control should have the key rather than the transport. */
export function controlTakesKey(press: KeyPress, target: EventTarget | null, byKeyboard: boolean): boolean {
  if (!(target instanceof Element)) return false;
  const plain = !press.ctrlKey && !press.metaKey && !press.altKey;
  if ((press.code === 'Space' || press.key === 'Enter') && plain) {
    return byKeyboard && target.closest(PRESSED) !== null;
  }
  if (plain && (press.key.startsWith('Arrow') || press.key === 'Home' || press.key === 'End')) {
    // Clips walk by plain arrows; with Shift the timeline has its own use for them.
    if (press.shiftKey && target.closest('.clip-tree-row')) return false;
    return target.closest(OWN_ARROWS) !== null;
  }
  // A value under the hand is typed: digits and signs are its own before they are keys of the view.
  if (plain && /^[0-9.,+\-−]$/.test(press.key)) return target.closest('[role=slider]') !== null;
  if (plain && (press.key === 'Delete' || press.key === 'Backspace'))
    return target.closest('[role=slider]') !== null;
  return false;
}

export function listenForKeys(contextOf: () => KeyContext): () => void {
  const onPointer = () => {
    focusByKeyboard = false;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Tab') focusByKeyboard = true;
    if (event.key.startsWith('Arrow')) focusByKeyboard ||= event.target !== document.body;
    if (event.defaultPrevented || event.isComposing) return;
    const target = event.target;
    const inDialog =
      target instanceof Element && target.closest('[role=dialog], [role=menu], .menu-popover') !== null;
    const context = contextOf();
    // Hands off: while listening through, nothing else has a key.
    const open: KeyContext[] = context === 'listen' ? ['listen'] : [context, 'global'];
    const contexts: KeyContext[] = isTyping(target) || inDialog ? ['text'] : open;
    if (!isTyping(target) && controlTakesKey(event, target, focusByKeyboard)) return;
    const id = actionForKey(event, contexts);
    if (!id || (event.repeat && id === 'transport.toggle')) return;
    if (id === 'edit.selectNone' && !canRun(id)) return;
    // Letters that no view answers now stay with the browser.
    if (!canRun(id) && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    runAction(id);
  };
  // A mouse press leaves focus on the control; Space must still play, so buttons do not see it.
  const onKeyUp = (event: KeyboardEvent) => {
    if (
      event.code === 'Space' &&
      !isTyping(event.target) &&
      !controlTakesKey(event, event.target, focusByKeyboard)
    ) {
      const inDialog = event.target instanceof Element && event.target.closest('[role=dialog]') !== null;
      if (!inDialog) event.preventDefault();
    }
  };
  window.addEventListener('pointerdown', onPointer, true);
  window.addEventListener('keydown', onKey, true);
  window.addEventListener('keyup', onKeyUp, true);
  return () => {
    window.removeEventListener('pointerdown', onPointer, true);
    window.removeEventListener('keydown', onKey, true);
    window.removeEventListener('keyup', onKeyUp, true);
  };
}
