/** Breaks long words of a strip's name where a person would: between consonants, or before one that a vowel follows. */

const SOFT_HYPHEN = '\u00ad';
/** The longest word that fits a narrow strip's line. */
const FITS = 8;
const LEAST_PART = 3;
const VOWELS = /[aeiouyäöüéèêáàâíóôú]/i;
/** Two letters, one sound. */
const TOGETHER = /^(ch|ck|gh|ng|ph|qu|sh|th|tr|dr|br|gr|cr|pr|pl|bl|cl|gl|fl|fr|st|sp)$/i;

function breakWord(word: string): string {
  if (word.length <= FITS || !/^\p{L}+$/u.test(word)) return word;
  let best = 0;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let i = LEAST_PART; i <= word.length - LEAST_PART; i++) {
    const before = word.charAt(i - 1);
    const after = word.charAt(i);
    const next = word.charAt(i + 1);
    const betweenConsonants = !VOWELS.test(before) && !VOWELS.test(after) && !TOGETHER.test(before + after);
    const beforeSyllable =
      VOWELS.test(before) && !VOWELS.test(after) && (VOWELS.test(next) || TOGETHER.test(after + next));
    if (!betweenConsonants && !beforeSyllable) continue;
    const cost = Math.abs(word.length / 2 - i) + (betweenConsonants ? 0 : 0.5);
    if (cost < bestCost) {
      best = i;
      bestCost = cost;
    }
  }
  return best === 0 ? word : word.slice(0, best) + SOFT_HYPHEN + word.slice(best);
}

/** The name with soft hyphens in words that are too long for a narrow strip. */
export function breakName(name: string): string {
  return name.split(' ').map(breakWord).join(' ');
}
