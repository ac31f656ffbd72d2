/** Every check there is, in the order of the list; each is one file. */
import { balance } from './balance.ts';
import { trackChecks } from './between-tracks.ts';
import type { Check } from './check.ts';
import { clipping } from './clipping.ts';
import { dc } from './dc.ts';
import { density, fatigue, limited } from './density.ts';
import { ends } from './ends.ts';
import { headroom } from './headroom.ts';
import { hum } from './hum.ts';
import { infrasonic } from './infrasonic.ts';
import { quiet } from './loudness.ts';
import { monoLoss } from './mono-loss.ts';
import { noise } from './noise.ts';
import { polarity } from './polarity.ts';
import { resonance, whine } from './resonance.ts';
import { clicks, dropouts, notNumbers } from './sample-faults.ts';
import { sibilance } from './sibilance.ts';
import { bits, lossy } from './source.ts';
import { lowWidth, width } from './width.ts';
import { zoneChecks } from './zones.ts';

export const checks: readonly Check[] = [
  clipping,
  headroom,
  quiet,
  dc,
  infrasonic,
  ends,
  polarity,
  monoLoss,
  lowWidth,
  width,
  balance,
  ...zoneChecks,
  sibilance,
  resonance,
  whine,
  density,
  limited,
  fatigue,
  ...trackChecks,
  hum,
  noise,
  clicks,
  dropouts,
  notNumbers,
  bits,
  lossy,
];
