// Kaiser window and windowed sinc, the prototype of every interpolator here. AssemblyScript's own Math: the same
// bits on every machine.

/** Modified Bessel function of the first kind, order 0, by its power series. */
export function besselI0(x: f64): f64 {
  let sum = 1.0;
  let term = 1.0;
  const quarter = x * x * 0.25;
  for (let k = 1.0; k < 500.0; k += 1.0) {
    term *= quarter / (k * k);
    sum += term;
    if (term < sum * 1e-18) break;
  }
  return sum;
}

/** Kaiser window at -1 <= x <= 1, zero outside (Kaiser & Schafer 1980). `scale` is 1 / besselI0(beta). */
export function kaiser(x: f64, beta: f64, scale: f64): f64 {
  const inside = 1.0 - x * x;
  return inside < 0.0 ? 0.0 : besselI0(beta * Math.sqrt(inside)) * scale;
}

/** sin(pi x) / (pi x). */
export function sinc(x: f64): f64 {
  if (Math.abs(x) < 1e-9) return 1.0;
  const a = Math.PI * x;
  return Math.sin(a) / a;
}
