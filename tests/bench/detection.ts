/**
 * How the mix check detects: every fault put into every piece of the half of the corpus that its thresholds never saw,
 * at three strengths; and what it says of the same pieces clean. Shares in percent, not times.
 */
import { faults, STRENGTHS } from '../advice/corpus/faults/index.ts';
import { pieceOf } from '../advice/corpus/piece.ts';
import { alarms, type DetectionRow, reportOn, tryPiece, unseenHalf } from '../advice/detection.ts';
import type { Bench, BenchRow } from './row.ts';

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);

export const detection: Bench = {
  name: 'detection',
  about:
    'The mix check on faults it never saw: percent found at each strength, and false alarms on clean pieces.',
  async run() {
    const rows = new Map<string, DetectionRow>();
    let lines = 0;
    let falseLines = 0;
    let alarmed = 0;
    const pieces = unseenHalf();
    for (const { genre, seed } of pieces) {
      const piece = pieceOf(genre, seed);
      const clean = await reportOn({ samples: piece.mix });
      const said = alarms(clean);
      lines += clean.lines.length;
      falseLines += said.length;
      if (said.length > 0) alarmed++;
      await tryPiece(piece, faults, rows);
      console.error(`  ${piece.name}${said.length > 0 ? `: ${said.join(', ')}` : ''}`);
    }
    const all: BenchRow[] = [...rows.values()].flatMap((row) =>
      STRENGTHS.map((strength) => ({
        name: `detection-${row.fault.replaceAll(/[^a-z0-9]+/gi, '-')}-${strength}`,
        unit: '% found',
        ours: percent(row.found[strength], row.tried[strength]),
        peers: {},
      })),
    );
    for (const strength of STRENGTHS) {
      const found = [...rows.values()].reduce((sum, row) => sum + row.found[strength], 0);
      const tried = [...rows.values()].reduce((sum, row) => sum + row.tried[strength], 0);
      all.push({
        name: `detection-all-${strength}`,
        unit: '% found',
        ours: percent(found, tried),
        peers: {},
      });
    }
    all.push({
      name: 'detection-false-alarms',
      unit: '% of lines',
      ours: percent(falseLines, lines),
      peers: {},
    });
    all.push({
      name: 'detection-clean-pieces-with-an-alarm',
      unit: '% of pieces',
      ours: percent(alarmed, pieces.length),
      peers: {},
    });
    return all;
  },
};
