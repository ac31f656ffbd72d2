// Coefficients of matched second-order filters: poles by impulse invariance, zeros so that the magnitude agrees
// with the analogue prototype at DC, at the corner and (shelves) at Nyquist. They keep their shape up to Nyquist,
// where the bilinear transform cramps. Martin Vicanek, "Matched Second Order Digital Filters" (2016), "Matched One-Pole
// Digital Shelving Filters" (2019), "Matched Two-Pole Digital Shelving Filters" (2024), vicanek.de.
//
// Every function writes b0, b1, b2, a1, a2 as five doubles; w = 2*pi*f/fs, at most 0.98*pi.

// @ts-ignore: decorator
@inline
function put(at: usize, b0: f64, b1: f64, b2: f64, a1: f64, a2: f64): void {
  store<f64>(at, b0);
  store<f64>(at, b1, 8);
  store<f64>(at, b2, 16);
  store<f64>(at, a1, 24);
  store<f64>(at, a2, 32);
}

// @ts-ignore: decorator
@inline
function root(x: f64): f64 {
  return sqrt(max(x, 0));
}

/** a1 of the impulse-invariant pole pair at w with damping q; a2 = exp(-2qw). */
function poleSum(w: f64, q: f64): f64 {
  const decay = Math.exp(-q * w);
  return q <= 1 ? -2 * decay * Math.cos(w * sqrt(1 - q * q)) : -(Math.exp((sqrt(q * q - 1) - q) * w) + Math.exp((-sqrt(q * q - 1) - q) * w));
}

/** Puts the inverse filter in place: a cut is its boost upside down. Needs zeros inside the unit circle. */
function invert(at: usize): void {
  const b0 = load<f64>(at);
  const b1 = load<f64>(at, 8);
  const b2 = load<f64>(at, 16);
  put(at, 1 / b0, load<f64>(at, 24) / b0, load<f64>(at, 32) / b0, b1 / b0, b2 / b0);
}

/** Minimum-phase numerator from its squared magnitudes B0, B1 (DC, Nyquist) and B2. */
// @ts-ignore: decorator
@inline
function putMinimumPhase(at: usize, B0: f64, B1: f64, B2: f64, a1: f64, a2: f64): void {
  const r0 = root(B0);
  const r1 = root(B1);
  const W = (r0 + r1) * 0.5;
  const b0 = (W + root(W * W + B2)) * 0.5;
  put(at, b0, (r0 - r1) * 0.5, -B2 / (4 * b0), a1, a2);
}

/** Bell: `gain` as amplitude (not 1), analogue prototype (s^2 + s*sqrt(G)/Q + 1) / (s^2 + s/(sqrt(G)*Q) + 1). */
export function designBell(at: usize, w: f64, gain: f64, Q: f64): void {
  const G = gain < 1 ? 1 / gain : gain;
  const q = 1 / (2 * sqrt(G) * Q);
  const a1 = poleSum(w, q);
  const a2 = Math.exp(-2 * q * w);
  const s = Math.sin(w * 0.5);
  const p1 = s * s;
  const p0 = 1 - p1;
  const A0 = (1 + a1 + a2) * (1 + a1 + a2);
  const A1 = (1 - a1 + a2) * (1 - a1 + a2);
  const A2 = -4 * a2;
  const R1 = G * G * (A0 * p0 + A1 * p1 + A2 * 4 * p0 * p1);
  const R2 = G * G * (A1 - A0 + 4 * (p0 - p1) * A2);
  const B2 = (R1 - R2 * p1 - A0) / (4 * p1 * p1);
  const B1 = R2 + A0 + 4 * (p1 - p0) * B2;
  putMinimumPhase(at, A0, B1, B2, a1, a2);
  if (gain < 1) invert(at);
}

/** |H|^2 of the analogue low shelf with A = sqrt(gain) at `ratio` = f/f0. */
// @ts-ignore: decorator
@inline
function lowShelfPower(A: f64, Q: f64, ratio: f64): f64 {
  const r2 = ratio * ratio;
  const cross = (A * r2) / (Q * Q);
  return (A * A * ((A - r2) * (A - r2) + cross)) / ((1 - A * r2) * (1 - A * r2) + cross);
}

/**
 * The shelf whose poles lie below its corner: low shelf boosting or high shelf cutting, by A = 10^(|dB|/40) >= 1.
 * Those are the ones whose poles can be matched safely; the other two are their inverses.
 */
function designShelf(at: usize, w: f64, A: f64, Q: f64, high: bool): void {
  const wn = w / sqrt(A);
  const q = 1 / (2 * Q);
  const a1 = poleSum(wn, q);
  const a2 = Math.exp(-2 * q * wn);
  const s = Math.sin(w * 0.5);
  const p1 = s * s;
  const p0 = 1 - p1;
  const p2 = 4 * p0 * p1;
  const A0 = (1 + a1 + a2) * (1 + a1 + a2);
  const A1 = (1 - a1 + a2) * (1 - a1 + a2);
  const A2 = -4 * a2;
  // A high shelf that cuts by G is the low shelf that boosts by G, divided by G.
  const scale = high ? 1 / (A * A * A * A) : 1;
  const atDc = A * A * A * A * scale;
  const atCorner = A * A * scale;
  const atNyquist = lowShelfPower(A, Q, Math.PI / w) * scale;
  const B0 = atDc * A0;
  const B1 = atNyquist * A1;
  const B2 = (atCorner * (A0 * p0 + A1 * p1 + A2 * p2) - B0 * p0 - B1 * p1) / p2;
  putMinimumPhase(at, B0, B1, B2, a1, a2);
}

export function designLowShelf(at: usize, w: f64, gain: f64, Q: f64): void {
  designShelf(at, w, sqrt(gain < 1 ? 1 / gain : gain), Q, false);
  if (gain < 1) invert(at);
}

export function designHighShelf(at: usize, w: f64, gain: f64, Q: f64): void {
  designShelf(at, w, sqrt(gain < 1 ? 1 / gain : gain), Q, true);
  if (gain > 1) invert(at);
}

export function designLowPass(at: usize, w: f64, Q: f64): void {
  const q = 1 / (2 * Q);
  const a1 = poleSum(w, q);
  const a2 = Math.exp(-2 * q * w);
  const s = Math.sin(w * 0.5);
  const p1 = s * s;
  const p0 = 1 - p1;
  const A0 = (1 + a1 + a2) * (1 + a1 + a2);
  const A1 = (1 - a1 + a2) * (1 - a1 + a2);
  const R1 = (A0 * p0 + A1 * p1 - 4 * a2 * 4 * p0 * p1) * Q * Q;
  const r0 = root(A0);
  const b0 = (r0 + root((R1 - A0 * p0) / p1)) * 0.5;
  put(at, b0, r0 - b0, 0, a1, a2);
}

export function designHighPass(at: usize, w: f64, Q: f64): void {
  const q = 1 / (2 * Q);
  const a1 = poleSum(w, q);
  const a2 = Math.exp(-2 * q * w);
  const s = Math.sin(w * 0.5);
  const p1 = s * s;
  const p0 = 1 - p1;
  const A0 = (1 + a1 + a2) * (1 + a1 + a2);
  const A1 = (1 - a1 + a2) * (1 - a1 + a2);
  const b0 = (Q * root(A0 * p0 + A1 * p1 - 4 * a2 * 4 * p0 * p1)) / (4 * p1);
  put(at, b0, -2 * b0, b0, a1, a2);
}

/** One pole, -3.01 dB at w. */
export function designLowPass1(at: usize, w: f64): void {
  const a1 = -Math.exp(-w);
  const s = Math.sin(w * 0.5);
  const p1 = s * s;
  const p0 = 1 - p1;
  const A0 = (1 + a1) * (1 + a1);
  const A1 = (1 - a1) * (1 - a1);
  const r0 = 1 + a1;
  const b0 = (r0 + root((0.5 * (A0 * p0 + A1 * p1) - A0 * p0) / p1)) * 0.5;
  put(at, b0, r0 - b0, 0, a1, 0);
}

export function designHighPass1(at: usize, w: f64): void {
  const a1 = -Math.exp(-w);
  const s = Math.sin(w * 0.5);
  const p1 = s * s;
  const b0 = root((0.5 * ((1 + a1) * (1 + a1) * (1 - p1) + (1 - a1) * (1 - a1) * p1)) / p1) * 0.5;
  put(at, b0, -b0, 0, a1, 0);
}

/** Notch: zeros on the unit circle at w, unity at DC. */
export function designNotch(at: usize, w: f64, Q: f64): void {
  const q = 1 / (2 * Q);
  const a1 = poleSum(w, q);
  const a2 = Math.exp(-2 * q * w);
  const c = Math.cos(w);
  const k = (1 + a1 + a2) / (2 - 2 * c);
  put(at, k, -2 * k * c, k, a1, a2);
}

/** Q of section `k` (from 0) of a Butterworth filter of `order`; an odd order has a one-pole section besides. */
export function butterworthQ(order: i32, k: i32): f64 {
  const angle = order & 1 ? (<f64>(k + 1) * Math.PI) / <f64>order : (<f64>(2 * k + 1) * Math.PI) / <f64>(2 * order);
  return 1 / (2 * Math.cos(angle));
}
