/** The saturator's curve and the overtones it makes, for drawing. */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { CHARACTER, saturatorParameters } from './parameters.ts';

/** How far off centre the curve is worked; the tube is by itself. As in the kernel. */
export function biasOf(character: number, biasPercent: number): number {
  const part = biasPercent / 100;
  if (character === CHARACTER.tube) return 0.35 + 0.75 * part;
  return (character === CHARACTER.clip ? 0.6 : 0.9) * part;
}

function bend(character: number, x: number, bias: number): number {
  const clip = (value: number) => Math.max(-1, Math.min(1, value));
  return character === CHARACTER.clip ? clip(x + bias) - clip(bias) : Math.tanh(x + bias) - Math.tanh(bias);
}

const MATCH_REFERENCE = 10 ** (-12 / 20);
const MATCH_POINTS = 48;

/**
 * Output of one sample of -1..1 and beyond, before the match of loudness and the output gain: drive, bias and mix.
 * Without the tape's emphasis of highs and the tilt, which depend on frequency.
 */
export function curveAt(x: number, values: ParameterValues): number {
  const { character, driveDb, biasPercent, mixPercent } = { ...defaultsOf(saturatorParameters), ...values };
  const mix = mixPercent! / 100;
  const bent = bend(character!, 10 ** (driveDb! / 20) * x, biasOf(character!, biasPercent!));
  return (1 - mix) * x + mix * bent;
}

/** Gain that gives a sine at -12 dBFS its level back: where the match of loudness begins. */
export function matchGain(values: ParameterValues): number {
  let before = 0;
  let after = 0;
  let mean = 0;
  for (let i = 0; i < MATCH_POINTS; i++) {
    const x = MATCH_REFERENCE * Math.sin((2 * Math.PI * (i + 0.5)) / MATCH_POINTS);
    const y = curveAt(x, values);
    before += x * x;
    after += y * y;
    mean += y;
  }
  after -= (mean * mean) / MATCH_POINTS;
  return after > 1e-12 ? Math.sqrt(before / after) : 1;
}

const POINTS = 512;

/**
 * Levels of the first `count` harmonics of a sine of `peakDb` dBFS in dB under its fundamental (index 0 is the
 * fundamental itself, 0 dB), by the transform of one period.
 */
export function harmonicsDb(values: ParameterValues, peakDb: number, count: number): number[] {
  const amplitude = 10 ** (peakDb / 20);
  const period = Float64Array.from({ length: POINTS }, (_, i) =>
    curveAt(amplitude * Math.sin((2 * Math.PI * i) / POINTS), values),
  );
  const sizes: number[] = [];
  for (let k = 1; k <= count; k++) {
    let re = 0;
    let im = 0;
    for (let i = 0; i < POINTS; i++) {
      const angle = (2 * Math.PI * k * i) / POINTS;
      re += period[i]! * Math.cos(angle);
      im += period[i]! * Math.sin(angle);
    }
    sizes.push(Math.hypot(re, im));
  }
  const fundamental = sizes[0]! || 1;
  return sizes.map((size) => 20 * Math.log10(Math.max(1e-9, size / fundamental)));
}
