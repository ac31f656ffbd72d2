/** What tests of effects feed and how they listen: interleaved stereo, both sides alike. */

export const db = (x: number) => 20 * Math.log10(Math.max(Math.abs(x), 1e-30));

export function sine(hz: number, frames: number, amplitude: number, rate = 48000): Float64Array {
  return Float64Array.from(
    { length: frames * 2 },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hz * (i >> 1)) / rate),
  );
}

/** Amplitude of a frequency in the left channel over a whole number of its periods. */
export function amplitudeAt(
  stereo: Float64Array,
  from: number,
  frames: number,
  hz: number,
  rate: number,
): number {
  let re = 0;
  let im = 0;
  for (let n = 0; n < frames; n++) {
    const w = (2 * Math.PI * hz * n) / rate;
    re += stereo[2 * (from + n)]! * Math.cos(w);
    im += stereo[2 * (from + n)]! * Math.sin(w);
  }
  return (2 * Math.hypot(re, im)) / frames;
}
