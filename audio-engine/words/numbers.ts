/** Values inside sentences, as a producer reads them. */

const MINUS = '−';

export function db(valueDb: number): string {
  if (valueDb <= -144) return `${MINUS}∞ dB`;
  const text = Math.abs(valueDb).toFixed(1);
  return `${valueDb < 0 && Number(text) !== 0 ? MINUS : ''}${text} dB`;
}

export function panText(pan: number): string {
  const percent = Math.round(Math.abs(pan) * 100);
  if (percent === 0) return 'centre';
  return `${percent} % ${pan < 0 ? 'left' : 'right'}`;
}
