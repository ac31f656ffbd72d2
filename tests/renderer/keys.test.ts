/** No two commands on one key in one context, every action has a word, and keys match what a hand presses. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Action, actionIds, actionOf, KEY_CONTEXTS } from '../../audio-engine/protocol/index.ts';
import { commands } from '../../audio-engine/session/index.ts';
import { actionForKey, chordText, type KeyPress, parseChord } from '../../renderer/commands/keys.ts';
import { controlTakesKey } from '../../renderer/commands/listen.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: more.code ?? (/^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key),
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

describe('the table of keys', () => {
  it('has no two actions on one key in one context', () => {
    const taken: string[] = [];
    for (const context of KEY_CONTEXTS) {
      const seen = new Map<string, string>();
      for (const id of actionIds) {
        const action: Action = actionOf(id);
        for (const key of action.keys?.[context] ?? []) {
          const { mod, shift, alt, key: name } = parseChord(key);
          const chord = `${mod}${shift}${alt}${name.toLowerCase()}`;
          if (seen.has(chord)) taken.push(`${context} ${key}: ${seen.get(chord)} and ${id}`);
          seen.set(chord, id);
        }
      }
    }
    expect(taken).toEqual([]);
  });

  it('has no key of a view that hides a global one', () => {
    const global = new Set(actionIds.flatMap((id) => (actionOf(id) as Action).keys?.global ?? []));
    const hidden = actionIds.flatMap((id) => {
      const { timeline = [], mixer = [], master = [] } = (actionOf(id) as Action).keys ?? {};
      return [...timeline, ...mixer, ...master].filter((key) => global.has(key)).map((key) => `${id} ${key}`);
    });
    expect(hidden).toEqual([]);
  });

  it('names only document commands that exist, and gives every action a title', () => {
    for (const id of actionIds) {
      const { command, title } = actionOf(id);
      expect(title.length, id).toBeGreaterThan(2);
      if (command) expect(Object.keys(commands)).toContain(command);
    }
  });
});

describe('matching', () => {
  it('finds actions by letter, place and sign', () => {
    expect(actionForKey(press('k', { ctrlKey: true }), ['timeline', 'global'], false)).toBe('view.palette');
    expect(actionForKey(press('Z', { ctrlKey: true, shiftKey: true }), ['timeline', 'global'], false)).toBe(
      'edit.redo',
    );
    expect(actionForKey(press('!', { code: 'Digit1' }), ['mixer', 'global'], false)).toBe('view.timeline');
    expect(actionForKey(press('?', { code: 'Slash', shiftKey: true }), ['mixer', 'global'], false)).toBe(
      'help.keys',
    );
    expect(actionForKey(press('+', { code: 'Equal', shiftKey: true }), ['timeline', 'global'], false)).toBe(
      'timeline.zoomIn',
    );
    expect(actionForKey(press('[', { code: 'BracketLeft' }), ['timeline', 'global'], false)).toBe(
      'timeline.trimStart',
    );
  });

  it('keeps a view’s own keys in its view', () => {
    expect(actionForKey(press('[', { code: 'BracketLeft' }), ['mixer', 'global'], false)).toBeUndefined();
    expect(actionForKey(press('x'), ['text'], false)).toBeUndefined();
    expect(actionForKey(press(' ', { code: 'Space', ctrlKey: true }), ['text'], false)).toBe(
      'transport.toggle',
    );
  });

  it('takes Cmd for Ctrl on a Mac, and Ctrl for nothing there', () => {
    expect(actionForKey(press('k', { metaKey: true }), ['global'], true)).toBe('view.palette');
    expect(actionForKey(press('k', { ctrlKey: true }), ['global'], true)).toBeUndefined();
  });

  it('writes chords as people know them', () => {
    expect(chordText('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(chordText('Mod+Shift+Z', true)).toBe('⌘⇧Z');
    expect(chordText('+', false)).toBe('+');
  });
});

describe('who gets a key', () => {
  /** As much of an element as the rule asks: whether it lies in something that matches. */
  class Fake {
    readonly roles: readonly string[];
    constructor(roles: readonly string[]) {
      this.roles = roles;
    }
    closest(selector: string): Fake | null {
      return this.roles.some((role) => selector.includes(`[role=${role}]`)) ? this : null;
    }
  }
  const takes = (key: string, role: string, byKeyboard: boolean) =>
    controlTakesKey(
      press(key, key === ' ' ? { code: 'Space' } : {}),
      new Fake([role]) as unknown as EventTarget,
      byKeyboard,
    );

  beforeAll(() => {
    vi.stubGlobal('Element', Fake);
  });
  afterAll(() => {
    vi.unstubAllGlobals();
  });

  it('gives Space to the transport unless focus came by keyboard', () => {
    expect(takes(' ', 'button', false)).toBe(false);
    expect(takes(' ', 'button', true)).toBe(true);
  });
  it('lets a value be typed where the views have digits and signs', () => {
    for (const key of ['1', '-', '.', '+']) expect(takes(key, 'slider', false)).toBe(true);
    expect(takes('m', 'slider', true)).toBe(false);
    expect(takes('1', 'button', true)).toBe(false);
  });
});
