/** The limiter's transfer line for drawing: straight up to the ceiling, flat above it. */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { limiterParameters } from './parameters.ts';

/** Output level in dB of a steady input level. */
export function outputLevelDb(levelDb: number, values: ParameterValues): number {
  const { gainDb, ceilingDbtp } = { ...defaultsOf(limiterParameters), ...values };
  return Math.min(levelDb + gainDb!, ceilingDbtp!);
}
