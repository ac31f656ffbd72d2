/** The modules of a proposed chain but the equaliser, each a pure function of the song: what it does, and why. */

import type { ProposedModule } from '../protocol/index.ts';
import { assistantWords as words } from '../words/index.ts';
import type { ChosenLevel } from './assistant-level.ts';
import { loudPsrDb, type SongFacts } from './assistant-song.ts';

export type Choice = { module: ProposedModule } | { leftOut: { title: string; reason: string } };

const tenth = (value: number): number => Math.round(value * 10) / 10;

type Part = keyof typeof words.titles;
type Value = readonly [parameterId: string, value: number, reason: string];

function use(
  part: Part,
  kind: ProposedModule['kind'],
  reason: string,
  shown: readonly Value[],
  more: Record<string, number> = {},
): Choice {
  const parameters = { ...more, ...Object.fromEntries(shown.map(([id, value]) => [id, value])) };
  const values = shown.map(([parameterId, value, why]) => ({ parameterId, value, reason: why }));
  return { module: { kind, part, title: words.titles[part], reason, parameters, values } };
}

const leaveOut = (part: Part, reason: string): Choice => ({
  leftOut: { title: words.titles[part], reason },
});

/** Above this the loud half has room to be held together. */
const GLUE_PSR_DB = 11;

export function glue(song: SongFacts, level: ChosenLevel): Choice {
  const psr = loudPsrDb(song.loud)!;
  const { glue: say } = words;
  if (level.fixed && level.overDb <= 0) return leaveOut('glue', say.exact);
  if (psr < GLUE_PSR_DB) return leaveOut('glue', say.dense(psr));
  // Loud passages of rms L go over by (L − threshold)(1 − 1/ratio): 1.5 dB at a ratio of 1.5.
  const wantedDb = 1.5;
  const thresholdDb = tenth(Math.max(-60, Math.min(0, song.loudRmsDb - wantedDb * 3)));
  return use(
    'glue',
    'compressor',
    say.reason(psr, wantedDb),
    [
      ['thresholdDb', thresholdDb, say.threshold(song.loudRmsDb)],
      ['ratio', 1.5, say.ratio],
      ['attackMs', 30, say.attack],
      ['autoRelease', 1, say.release],
      ['sidechainHighPass', 1, say.sidechain],
    ],
    // Root mean square over 50 ms: it hears loudness, not drum hits.
    { detector: 1, rmsWindowMs: 50, kneeDb: 8, releaseMs: 150, sidechainHz: 100 },
  );
}

/** The lows are held by themselves where they swing by so much more than the rest. */
const SWING_MORE_DB = 3;

export function multiband(song: SongFacts, level: ChosenLevel): Choice {
  const { multiband: say } = words;
  const more = song.lowSwingDb - song.restSwingDb;
  if (more < SWING_MORE_DB || level.fixed || song.lowSwingDb < 8)
    return leaveOut('multiband', say.even(song.lowSwingDb, song.restSwingDb));
  const resting: Record<string, number> = {};
  for (const band of [2, 3, 4]) resting[`band${band}Bypass`] = 1;
  return use(
    'multiband',
    'multiband',
    say.reason(song.lowSwingDb, song.restSwingDb),
    [
      [
        'band1ThresholdDb',
        tenth(Math.max(-80, Math.min(0, song.loudLowRmsDb - 4))),
        say.low(song.loudLowRmsDb),
      ],
      ['band1RangeDb', -tenth(Math.min(4, more / 2 + 1)), say.range],
      ['band1Ratio', 1.8, words.glue.ratio],
    ],
    { bands: 4, crossover1Hz: 120, ...resting },
  );
}

/** Sides against the middle below 120 Hz above which bass is not mono enough, and over all where it is too wide or narrow. */
const LOW_SIDE_DB = -18;
const WIDE_DB = -4;
const NARROW_AGAINST_REFERENCE_DB = 3;

export function stereo(song: SongFacts, reference: { name: string; sideDb: number | null } | null): Choice {
  const { stereo: say } = words;
  const { sideDb, lowSideDb } = song;
  if (sideDb === null) return leaveOut('stereo', say.fine(null));
  const shown: Value[] = [];
  if (lowSideDb !== null && lowSideDb > LOW_SIDE_DB) {
    shown.push(['monoBelow', 1, say.mono(lowSideDb)], ['monoBelowHz', 120, say.mono(lowSideDb)]);
  }
  if (sideDb > WIDE_DB) {
    const width = Math.max(75, Math.round(100 * 10 ** ((WIDE_DB - sideDb) / 20)));
    shown.push(['midWidthPercent', width, say.wide(sideDb)], ['highWidthPercent', width, say.wide(sideDb)]);
  } else if (
    reference &&
    reference.sideDb !== null &&
    reference.sideDb - sideDb > NARROW_AGAINST_REFERENCE_DB
  ) {
    const width = Math.min(120, Math.round(100 * 10 ** ((reference.sideDb - sideDb) / 40)));
    shown.push(['highWidthPercent', width, say.narrow(sideDb, reference.name)]);
  }
  if (shown.length === 0) return leaveOut('stereo', say.fine(sideDb));
  return use('stereo', 'imager', say.reason(sideDb), [...shown, ['guard', 1, say.guard]]);
}

/** With more peaks in the way than this, they are shared: saturation rounds them, the clipper cuts the shortest. */
const SATURATE_OVER_DB = 4;
const CLIP_OVER_DB = 2.5;

export function saturation(level: ChosenLevel): Choice {
  const { saturation: say } = words;
  if (level.overDb < SATURATE_OVER_DB) return leaveOut('saturation', say.none(level.overDb));
  return use(
    'saturation',
    'saturator',
    say.reason(level.overDb),
    [
      ['driveDb', 3, say.drive],
      ['mixPercent', 35, say.mix],
    ],
    { character: 0 },
  );
}

/** `peakDb`: what reaches the clipper, as far as it is known before the chain runs. */
export function clipper(level: ChosenLevel, peakDb: number): Choice {
  const { clipper: say } = words;
  if (level.overDb < CLIP_OVER_DB) return leaveOut('clipper', say.none(level.overDb));
  const offDb = tenth(Math.min(2, level.overDb / 2));
  return use(
    'clipper',
    'clipper',
    say.reason(level.overDb, offDb),
    [['ceilingDb', tenth(Math.max(-24, Math.min(0, peakDb - offDb))), say.ceiling(peakDb)]],
    { driveDb: 0, kneePercent: 20 },
  );
}

export function limiter(
  song: SongFacts,
  level: ChosenLevel,
  target: { name: string | null; ceilingDbtp: number },
): Choice {
  const { limiter: say } = words;
  const gainDb = Math.round(Math.max(-24, Math.min(36, level.gainDb)) * 100) / 100;
  return use('limiter', 'limiter', say.reason(gainDb, level.overDb), [
    ['gainDb', gainDb, say.gain(song.integratedLufs!, level.lufs)],
    ['ceilingDbtp', target.ceilingDbtp, say.ceiling(target.name)],
  ]);
}
