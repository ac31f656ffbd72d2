/** Keys: from a keyboard event to an action, by context. Bindings are data (protocol/actions.ts); this file only matches. */
import {
  type Action,
  type ActionId,
  actionIds,
  actionOf,
  KEY_CONTEXTS,
  type KeyContext,
} from '../../audio-engine/protocol/index.ts';

export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const isMac = (): boolean =>
  typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform ?? '');

interface Chord {
  mod: boolean;
  shift: boolean;
  alt: boolean;
  key: string;
}

export function parseChord(text: string): Chord {
  const parts = text.split('+');
  // `Mod++` and `+` mean the plus key itself.
  const key = text.endsWith('+') ? '+' : (parts.at(-1) ?? '');
  const modifiers = text.endsWith('+') ? parts.slice(0, -2) : parts.slice(0, -1);
  return {
    mod: modifiers.includes('Mod'),
    shift: modifiers.includes('Shift'),
    alt: modifiers.includes('Alt'),
    key,
  };
}

export function matches(chordText: string, press: KeyPress, mac = isMac()): boolean {
  const chord = parseChord(chordText);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (mod !== chord.mod || other || press.altKey !== chord.alt) return false;
  if (chord.key.startsWith('Digit')) return press.code === chord.key && press.shiftKey === chord.shift;
  if (chord.key === 'Space') return press.code === 'Space' && press.shiftKey === chord.shift;
  // Signs such as ? and + need Shift on some keyboards and not on others: the character decides.
  const isSign = chord.key.length === 1 && !/[a-z]/i.test(chord.key);
  if (!isSign && press.shiftKey !== chord.shift) return false;
  if (press.key.toLowerCase() === chord.key.toLowerCase()) return true;
  // With Alt or another layout `key` may be something else; the place on the keyboard still tells the letter.
  return (
    /^[a-z]$/i.test(chord.key) &&
    !/^[a-z]$/i.test(press.key) &&
    press.code === `Key${chord.key.toUpperCase()}`
  );
}

/** The action of a key in the given contexts; earlier contexts win. */
export function actionForKey(
  press: KeyPress,
  contexts: readonly KeyContext[],
  mac = isMac(),
): ActionId | undefined {
  for (const context of contexts) {
    for (const id of actionIds) {
      const keys: readonly string[] = actionOf(id).keys?.[context] ?? [];
      if (keys.some((key) => matches(key, press, mac))) return id;
    }
  }
  return undefined;
}

const KEY_NAMES: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Backspace: '⌫',
  '-': '−',
  '=': '=',
};

/** A chord as menus and the key sheet show it: `Ctrl+Shift+Z`, on a Mac `⌘⇧Z`. */
export function chordText(text: string, mac = isMac()): string {
  const { mod, shift, alt, key } = parseChord(text);
  const name = KEY_NAMES[key] ?? key.replace(/^Digit/, '');
  const parts = [
    mod ? (mac ? '⌘' : 'Ctrl') : '',
    alt ? (mac ? '⌥' : 'Alt') : '',
    shift ? (mac ? '⇧' : 'Shift') : '',
    name,
  ];
  return parts.filter(Boolean).join(mac ? '' : '+');
}

/** The first key of an action, for menus; undefined where it has none. */
export function keyOf(id: ActionId, mac = isMac()): string | undefined {
  const action: Action = actionOf(id);
  for (const context of KEY_CONTEXTS) {
    const key = action.keys?.[context]?.[0];
    if (key) return chordText(key, mac);
  }
  return undefined;
}
