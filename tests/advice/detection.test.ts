import { describe, expect, it } from 'vitest';
import { faults, type Strength } from './corpus/faults/index.ts';
import { unseenGenres } from './corpus/genres/index.ts';
import { pieceOf } from './corpus/piece.ts';
import { alarms, type DetectionRow, reportOn, tryPiece, unseenHalf } from './detection.ts';

/**
 * A sample of what `npm run bench -- detection` measures whole: a piece each of six kinds of music it never saw, clean;
 * and each fault once at middle and once at full strength, in three of them by turns.
 */
const half = unseenHalf();
const clean = unseenGenres.slice(0, 6).map((genre) => half.find((which) => which.genre === genre)!);
const FAULTY = 3;

describe('what the mix check finds in music it never saw', () => {
  const rows = new Map<string, DetectionRow>();
  const falseLines: string[] = [];
  let lines = 0;

  it.each(clean.map((which, i) => [which.genre.name, i, which] as const))(
    'is listened to in %s',
    async (_name, i, { genre, seed }) => {
      const piece = pieceOf(genre, seed);
      const report = await reportOn({ samples: piece.mix });
      lines += report.lines.length;
      falseLines.push(...alarms(report));
      if (i >= FAULTY) return;
      const turn = (strength: Strength, at: number) =>
        tryPiece(
          piece,
          faults.filter((_, n) => n % FAULTY === at % FAULTY),
          rows,
          [strength],
        );
      await turn('strong', i);
      await turn('middle', i + 1);
    },
    240_000,
  );

  it('is nearly everything that is strong and most of what is middling, with few false alarms', () => {
    const share = (strength: Strength): { share: number; missed: string[] } => {
      const list = [...rows.values()];
      const tried = list.reduce((sum, row) => sum + row.tried[strength], 0);
      const found = list.reduce((sum, row) => sum + row.found[strength], 0);
      const missed = list.filter((row) => row.found[strength] < row.tried[strength]).map((row) => row.fault);
      return { share: found / tried, missed };
    };
    expect(rows.size).toBeGreaterThanOrEqual(30);
    const strong = share('strong');
    const middle = share('middle');
    // Of forty tries one miss more or less is chance; the whole half is what the bench measures.
    expect(strong.share, `missed: ${strong.missed.join(', ')}`).toBeGreaterThanOrEqual(0.92);
    expect(middle.share, `missed: ${middle.missed.join(', ')}`).toBeGreaterThanOrEqual(0.8);
    expect(falseLines.length / lines, falseLines.join(', ')).toBeLessThanOrEqual(0.05);
  });
});
