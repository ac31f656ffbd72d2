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
