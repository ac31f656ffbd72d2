/** Finds commands by what a person types: letters in order, word beginnings first. */

/** Higher is better; undefined where the letters are not in it. */
export function matchScore(query: string, text: string): number | undefined {
  const q = query.trim().toLowerCase();
  const t = text.toLowerCase();
  if (q === '') return 0;
  const whole = t.indexOf(q);
  if (whole === 0) return 100 - t.length * 0.01;
  if (whole > 0) return (/[\s,]/.test(t[whole - 1] ?? '') ? 80 : 60) - whole * 0.1 - t.length * 0.01;
  let at = 0;
  let score = 30;
  for (const letter of q.replaceAll(' ', '')) {
    const found = t.indexOf(letter, at);
    if (found < 0) return undefined;
    const isStart = found === 0 || t[found - 1] === ' ';
    score -= isStart ? 0 : (found - at) * 0.4;
    at = found + 1;
  }
  return score;
}
