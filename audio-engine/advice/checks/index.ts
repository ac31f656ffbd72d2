/** Every check there is, in the order of the list; each is one file. */
import { trackChecks } from './between-tracks.ts';
import type { Check } from './check.ts';

export const checks: readonly Check[] = [...trackChecks];
