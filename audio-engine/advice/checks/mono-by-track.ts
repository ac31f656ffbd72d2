/** Tracks that get lost where left and right become one, and which of them the mix loses by. */
import type { Finding } from '../../protocol/index.ts';
import { adviceTrackWords } from '../../words/index.ts';
import type { LongSpectrum } from '../features/types.ts';
import { commandsOf, keyOf, uniqueIds } from '../masking/describe.ts';
import { insertLast, type Move } from '../masking/moves.ts';
import { type Source, type Sources, sourcesOf, toDb } from '../masking/sources.ts';
import { kWeight } from '../masking/weights.ts';
import type { Check } from './check.ts';

const words = adviceTrackWords.mono;

/** Loss of loudness in mono, LU. Two unrelated sides lose 3; more means that they work against each other. */
const HEAR_LU = 4.5;
const FIX_LU = 8;
/** A track this far below the mix is not missed. */
const MATTERS_LU = -22;
/** Against each other to this degree one side has its polarity wrong. */
const INVERTED = -0.8;

export interface MonoLoss {
  lossLu: number;
  /** Left against right, -1..1, weighted as the ear weighs. */
  correlation: number;
  /** K-weighted power of both sides, and what of it is gone in mono. */
  power: number;
  lost: number;
  mid: number;
  side: number;
}

/** K-weighted between two frequencies. */
export function monoLoss({ binHz, left, right, cross }: LongSpectrum, lowHz = 30, highHz = 16000): MonoLoss {
  let l = 0;
  let r = 0;
  let c = 0;
  for (let k = Math.max(1, Math.ceil(lowHz / binHz)); k < left.length && k * binHz <= highHz; k++) {
    const weight = kWeight(k * binHz);
    l += left[k]! * weight;
    r += right[k]! * weight;
    c += cross[k]! * weight;
  }
  const mid = (l + r + 2 * c) / 4;
  const side = (l + r - 2 * c) / 4;
  const power = l + r;
  return {
    power,
    mid,
    side,
    lost: 2 * side,
    correlation: l > 0 && r > 0 ? c / Math.sqrt(l * r) : 0,
    lossLu: power > 0 ? Math.min(40, toDb(power) - toDb(2 * mid)) : 0,
  };
}

export const monoByTrack: Check = {
  code: 'stereo.mono-tracks',
  title: words.title,
  help: words.help,
  run(song) {
    const sources = sourcesOf(song);
    if (!sources) return null;
    const mixLufs = song.mix.loudness.integratedLufs ?? -70;
    const tracks = sources.list.map((source) => ({ source, loss: monoLoss(source.features.spectrum) }));
    const gone = tracks.reduce((sum, { source, loss }) => sum + loss.lost * pathPower(source), 0);
    const findings: Finding[] = [];
    let worst = 0;
    for (const { source, loss } of tracks) {
      const { features } = source;
      const levelLu = (features.loudness.integratedLufs ?? -70) + (features.pathGainDb ?? 0) - mixLufs;
      if (levelLu < MATTERS_LU) continue;
      worst = Math.max(worst, loss.lossLu);
      if (loss.lossLu < HEAR_LU) continue;
      const share = gone > 0 ? (loss.lost * pathPower(source)) / gone : 0;
      findings.push(findingOf(sources, source, loss, share, levelLu));
    }
    return { findings, text: words.loss(worst) };
  },
};

const pathPower = ({ features }: Source): number => 10 ** ((features.pathGainDb ?? 0) / 10);

function findingOf(
  { document }: Sources,
  source: Source,
  loss: MonoLoss,
  share: number,
  levelLu: number,
): Finding {
  const inverted = loss.correlation < INVERTED;
  return {
    key: keyOf('stereo.mono-tracks', source.id),
    code: inverted ? 'stereo.track-inverted' : 'stereo.mono-tracks',
    severity: loss.lossLu >= FIX_LU ? 'fix' : 'hear',
    title: inverted ? words.inverted(source.name) : words.found(source.name),
    stripIds: uniqueIds(source.id),
    ranges: [],
    frequency: null,
    measured: { value: loss.lossLu, unit: 'LU', text: words.measured(loss.lossLu, share) },
    expected: { value: 3, unit: 'LU', text: words.expected },
    cost: Math.min(6, 0.3 * loss.lossLu) * 10 ** (Math.min(0, levelLu + 6) / 20),
    costSentence: words.cost(source.name),
    why: words.why,
    fix: {
      sentence: inverted
        ? words.fixInverted(source.name)
        : words.fix(source.name, Math.round(100 * narrower(loss))),
      commands: commandsOf([moveFor(document, source, loss, inverted)]),
    },
    evidence: [
      {
        kind: 'scale',
        unit: '',
        value: Math.round(loss.correlation * 100) / 100,
        from: -1,
        to: 1,
        low: 0,
        high: 1,
        marks: [],
      },
    ],
  };
}

/** The width at which about 3 LU are lost. */
function narrower({ mid, side }: MonoLoss): number {
  return side > 0 ? Math.min(1, Math.max(0, Math.sqrt(mid / side))) : 1;
}

function moveFor(document: Sources['document'], { id }: Source, loss: MonoLoss, inverted: boolean): Move {
  return insertLast(document, id, 'check-width', {
    kind: 'utility',
    parameters: inverted
      ? { invertRight: 1 }
      : { widthPercent: Math.max(10, Math.round(100 * narrower(loss))) },
  });
}
