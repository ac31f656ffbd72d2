/** Figures inside what the mix check says, with a real minus sign and as many places as an ear needs. */
const MINUS = '−';

export const plural = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

export function number(value: number, places = 1): string {
  const text = Math.abs(value).toFixed(places);
  return `${value < 0 && Number(text) !== 0 ? MINUS : ''}${text}`;
}

export const level = (valueDb: number, places = 1): string => `${number(valueDb, places)} dB`;
export const signed = (valueDb: number, places = 1): string =>
  `${valueDb > 0 ? '+' : ''}${number(valueDb, places)} dB`;

export const hertz = (hz: number): string =>
  hz < 1000 ? `${Math.round(hz)} Hz` : `${(hz / 1000).toFixed(hz < 10000 ? 2 : 1).replace(/\.?0+$/, '')} kHz`;

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** “The mix” or a track by its name. */
export const who = (track: string | null): string => track ?? 'The mix';
