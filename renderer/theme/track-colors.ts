/** Track colours for canvases, which cannot read custom properties by themselves. Read once per theme, not per frame. */
import type { TrackColor } from '../../audio-engine/session/index.ts';
import { onThemeChange } from './theme.ts';

export type TokenName =
  | 'well'
  | 'ground'
  | 'panel'
  | 'strip'
  | 'control'
  | 'control-hi'
  | 'line'
  | 'hair'
  | 'hair-2'
  | 'text-1'
  | 'text-2'
  | 'text-3'
  | 'text-4'
  | 'accent'
  | 'accent-soft'
  | 'accent-hi'
  | 'on-accent'
  | 'ok'
  | 'warn'
  | 'bad'
  | 'curve'
  | 'reduction'
  | 'mute-on'
  | 'on-mute'
  | 'meter-low'
  | 'meter-near'
  | 'meter-over'
  | 'meter-trough'
  | 'halo'
  | `track-${TrackColor}`;

const cache = new Map<string, string>();
// First of all listeners: whoever draws again on a change of theme finds the new values.
onThemeChange(() => cache.clear());

/** The present theme's value of a token. */
export function token(name: TokenName): string {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  if (value) cache.set(name, value);
  return value || '#888888';
}

export function trackColor(color: TrackColor): string {
  return token(`track-${color}`);
}

/** `#rrggbb` as three numbers to 255. */
export function channels(hex: string): [number, number, number] {
  const n = Number.parseInt(hex.slice(1, 7), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

/** `share` (0..1) of `color` over `ground`, both `#rrggbb`, mixed in sRGB as `color-mix(in srgb)` does. */
export function mix(color: string, ground: string, share: number): string {
  const a = channels(color);
  const b = channels(ground);
  const c = a.map((v, i) => Math.round(v * share + (b[i] ?? 0) * (1 - share)));
  return `#${c.map((v) => v.toString(16).padStart(2, '0')).join('')}`;
}

/** `#rrggbb` with an opacity 0..1. */
export function alpha(color: string, opacity: number): string {
  const [r, g, b] = channels(color);
  return `rgb(${r} ${g} ${b} / ${opacity})`;
}

/** A trace's colour for small letters: near enough to be known by, strong enough to be read on a well in both themes. */
export function inkOf(color: string): string {
  return mix(color, token('text-1'), 0.55);
}
