/** The checks that need several tracks, in the order of the list. */
import { backingLevel } from './backing-level.ts';
import type { Check } from './check.ts';
import { inaudible } from './inaudible.ts';
import { kickAndBass } from './kick-and-bass.ts';
import { leftBehind } from './left-behind.ts';
import { lowWidthByTrack } from './low-width-by-track.ts';
import { mics } from './mics.ts';
import { monoByTrack } from './mono-by-track.ts';
import { reverbLevel } from './reverb-level.ts';
import { trackDynamics } from './track-dynamics.ts';
import { trackMasking } from './track-masking.ts';
import { vocalLevelCheck } from './vocal-level.ts';
import { vocalMasking } from './vocal-masking.ts';

export const trackChecks: readonly Check[] = [
  leftBehind,
  vocalLevelCheck,
  vocalMasking,
  backingLevel,
  kickAndBass,
  trackMasking,
  inaudible,
  mics,
  monoByTrack,
  lowWidthByTrack,
  reverbLevel,
  trackDynamics,
];
