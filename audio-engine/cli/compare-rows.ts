/** A comparison as lines of text: what each strip that changed does differently. */
import { type ComparedStrip, type Comparison, THIRD_OCTAVES_HZ } from '../protocol/index.ts';
import { cliWords, versionWords as words } from '../words/index.ts';

/** Bands that moved by less are not worth a word, dB. */
const WORTH_DB = 0.5;
const MOST_BANDS = 3;

/** The bands that moved most, strongest first. */
export function movedBands({ a, b }: Pick<ComparedStrip, 'a' | 'b'>): { hz: string; db: number }[] {
  return THIRD_OCTAVES_HZ.flatMap((hz, i) => {
    const was = a?.bandsDb[i];
    const is = b?.bandsDb[i];
    if (was == null || is == null || Math.abs(is - was) < WORTH_DB) return [];
    return [{ hz: words.hz(hz), db: is - was }];
  })
    .sort((x, y) => Math.abs(y.db) - Math.abs(x.db))
    .slice(0, MOST_BANDS);
}

function levelText({ a, b }: ComparedStrip): string {
  if (!a) return words.onlyAfter;
  if (!b) return words.onlyBefore;
  if (a.lufs === null) return b.lufs === null ? words.silent : words.silentBefore;
  return b.lufs === null ? words.silentAfter : words.lu(b.lufs - a.lufs);
}

export function comparisonLines({ strips, difference }: Comparison): string[] {
  const rows = strips.flatMap((strip) => {
    if (strip.identical) return [];
    const { a, b, name } = strip;
    const width = a?.sideDb == null || b?.sideDb == null ? words.same : words.db(b.sideDb - a.sideDb);
    return [cliWords.comparedRow(name, levelText(strip), width, words.spectrumSays(movedBands(strip)))];
  });
  return [...rows, words.difference(difference.matchedLufs, difference.identical)];
}
