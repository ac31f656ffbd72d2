/** What is lost where one loudspeaker plays both sides: phones, clubs, kitchens. Overall, and band by band. */
import { adviceStereoWords } from '../../words/index.ts';
import { type SongFeatures, THIRD_OCTAVES_HZ } from '../features/index.ts';
import type { Check } from './check.ts';
import { figure, finding, graded, K_POWERS, meanBands, powerDb } from './tools.ts';

const words = adviceStereoWords.monoLoss;
/** LU for the whole, dB for a third octave that matters. Sides that have nothing in common lose 3. */
const WHOLE = { fix: 4.2, hear: 3 };
const BAND = { fix: 9, hear: 6 };
/** A band counts within this of the loudest, K-weighted. */
const MATTERS_DB = 22;
/**
 * A hole: an octave that loses more than two unrelated sides do, and so much more than the better bands of the song. Wide
 * keyboards lose something everywhere; a band turned over on one side loses it in one place.
 */
const HOLE = { lowHz: 200, highHz: 10000, bands: 3, fix: 4.5, hear: 2.4, leastDb: 3.3, mattersDb: 18 };

export function monoLossByBand(
  song: SongFeatures,
): { lossDb: number[]; wholeDb: number; weightDb: number[] } | null {
  const { thirdOctaves, cross, active } = song.mix;
  if (!cross) return null;
  const total = meanBands(thirdOctaves, active);
  const common = meanBands(cross, active);
  let stereo = 0;
  let mono = 0;
  const lossDb: number[] = [];
  const weightDb: number[] = [];
  for (let band = 0; band < total.length; band++) {
    const kept = total[band]! > 0 ? Math.max(1e-4, 0.5 + (0.5 * common[band]!) / total[band]!) : 1;
    lossDb.push(-powerDb(kept));
    const weighted = total[band]! * K_POWERS[band]!;
    weightDb.push(powerDb(weighted));
    stereo += weighted;
    mono += weighted * kept;
  }
  return { lossDb, wholeDb: stereo > 0 ? powerDb(stereo / mono) : 0, weightDb };
}

interface Hole {
  lowHz: number;
  highHz: number;
  lossDb: number;
  /** Over the lower quartile of the bands that matter. */
  excessDb: number;
}

/** The octave that loses most. */
export function holeOf({ lossDb, weightDb }: { lossDb: number[]; weightDb: number[] }): Hole | null {
  const loudest = Math.max(...weightDb);
  const inside = (i: number): boolean =>
    THIRD_OCTAVES_HZ[i]! >= HOLE.lowHz * 0.99 && THIRD_OCTAVES_HZ[i]! <= HOLE.highHz * 1.01;
  const usual = lossDb
    .filter((_, i) => inside(i) && weightDb[i]! > loudest - MATTERS_DB)
    .sort((a, b) => a - b);
  let worst: Hole | null = null;
  for (let i = 0; i + HOLE.bands <= lossDb.length; i++) {
    const last = i + HOLE.bands - 1;
    if (!inside(i) || !inside(last)) continue;
    const power = weightDb.slice(i, last + 1).reduce((sum, level) => sum + 10 ** (level / 10), 0);
    if (powerDb(power) < loudest - HOLE.mattersDb) continue;
    const loss = lossDb.slice(i, last + 1).reduce((sum, one) => sum + one, 0) / HOLE.bands;
    if (worst && loss <= worst.lossDb) continue;
    const excessDb = loss - usual[Math.floor((usual.length - 1) / 4)]!;
    worst = { lowHz: THIRD_OCTAVES_HZ[i]!, highHz: THIRD_OCTAVES_HZ[last]!, lossDb: loss, excessDb };
  }
  return worst && worst.lossDb >= HOLE.leastDb ? worst : null;
}

export const monoLoss: Check = {
  code: 'stereo.mono-loss',
  title: words.line,
  help: words.help,
  run(song) {
    if (song.mix.silent || song.mix.channels === 1) return null;
    const found = monoLossByBand(song);
    if (!found) return null;
    const { lossDb, wholeDb, weightDb } = found;
    const loudest = Math.max(...weightDb);
    let worst = -1;
    for (let band = 0; band < lossDb.length; band++)
      if (weightDb[band]! > loudest - MATTERS_DB && (worst < 0 || lossDb[band]! > lossDb[worst]!))
        worst = band;
    const evidence = [
      {
        kind: 'curve' as const,
        over: 'hz' as const,
        unit: 'dB',
        points: lossDb.map((loss, i): [number, number] => [
          THIRD_OCTAVES_HZ[i]!,
          Math.round(-loss * 10) / 10,
        ]),
        low: -BAND.hear,
        high: 0,
      },
    ];
    const wholeSeverity = graded(wholeDb, WHOLE.fix, WHOLE.hear);
    const bandSeverity = worst < 0 ? null : graded(lossDb[worst]!, BAND.fix, BAND.hear);
    const text = words.text(wholeDb, worst < 0 ? 0 : lossDb[worst]!, THIRD_OCTAVES_HZ[worst] ?? 0);
    if (wholeSeverity) {
      return {
        text,
        findings: [
          finding({
            code: 'stereo.mono-loss',
            severity: wholeSeverity,
            title: words.title(wholeDb),
            measured: figure(wholeDb, 'LU', words.measured(wholeDb)),
            expected: figure(WHOLE.hear, 'LU', words.expected),
            cost: wholeDb / 2,
            costSentence: words.cost,
            why: words.why,
            fix: { sentence: words.fix },
            evidence,
          }),
        ],
      };
    }
    const hole = holeOf(found);
    const holeSeverity = hole && graded(hole.excessDb, HOLE.fix, HOLE.hear);
    if (hole && holeSeverity && bandSeverity !== 'fix') {
      return {
        text,
        findings: [
          finding({
            code: 'stereo.mono-loss-band',
            severity: holeSeverity,
            title: words.holeTitle(hole.lossDb, hole.lowHz, hole.highHz),
            place: hole.lowHz,
            frequency: { lowHz: hole.lowHz * 0.891, highHz: hole.highHz * 1.122 },
            measured: figure(hole.lossDb, 'dB', words.holeMeasured(hole.lossDb, hole.lowHz, hole.highHz)),
            expected: figure(hole.lossDb - hole.excessDb + HOLE.hear, 'dB', words.holeExpected),
            cost: hole.lossDb / 6,
            costSentence: words.bandCost,
            why: words.why,
            fix: { sentence: words.bandFix(Math.sqrt(hole.lowHz * hole.highHz)) },
            evidence,
          }),
        ],
      };
    }
    if (!bandSeverity) return { findings: [], text };
    const hz = THIRD_OCTAVES_HZ[worst]!;
    return {
      text,
      findings: [
        finding({
          code: 'stereo.mono-loss-band',
          severity: bandSeverity,
          title: words.bandTitle(lossDb[worst]!, hz),
          place: hz,
          frequency: { lowHz: hz * 0.891, highHz: hz * 1.122 },
          measured: figure(lossDb[worst]!, 'dB', words.bandMeasured(lossDb[worst]!, hz)),
          expected: figure(BAND.hear, 'dB', words.bandExpected),
          cost: lossDb[worst]! / 8,
          costSentence: words.bandCost,
          why: words.why,
          fix: { sentence: words.bandFix(hz) },
          evidence,
        }),
      ],
    };
  },
};
