/** Every fault of one signal that the mix check is tried on. */
import type { Fault } from './fault.ts';
import { levelFaults } from './levels.ts';
import { qualityFaults } from './quality.ts';
import { stereoFaults } from './stereo.ts';
import { toneFaults } from './tone.ts';

export { type Fault, type Faulty, STRENGTHS, type Strength } from './fault.ts';
export const faults: readonly Fault[] = [...levelFaults, ...qualityFaults, ...stereoFaults, ...toneFaults];
