/**
 * The matched filters of kernels/assembly/biquad-design.ts once more in TypeScript, for drawing only: what is heard is
 * computed in the kernel. Martin Vicanek, "Matched Second Order Digital Filters" (2016) and "Matched Two-Pole
 * Digital Shelving Filters" (2024). A test holds both to the same response. w = 2*pi*f/fs.
 */

export interface Section {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

interface Poles {
  readonly a1: number;
  readonly a2: number;
  /** Squared magnitude of the denominator at DC and Nyquist, and its third coefficient. */
  readonly A0: number;
  readonly A1: number;
  readonly A2: number;
}

const root = (x: number): number => Math.sqrt(Math.max(x, 0));

function impulseInvariantPoles(w: number, q: number): Poles {
  const decay = Math.exp(-q * w);
  const a1 =
    q <= 1
      ? -2 * decay * Math.cos(w * Math.sqrt(1 - q * q))
      : -2 * decay * Math.cosh(w * Math.sqrt(q * q - 1));
  const a2 = decay * decay;
  return { a1, a2, A0: (1 + a1 + a2) ** 2, A1: (1 - a1 + a2) ** 2, A2: -4 * a2 };
}

/** sin^2(w/2), its complement, and four times their product. */
function phi(w: number): { p0: number; p1: number; p2: number } {
  const p1 = Math.sin(w / 2) ** 2;
  const p0 = 1 - p1;
  return { p0, p1, p2: 4 * p0 * p1 };
}

function minimumPhase(B0: number, B1: number, B2: number, { a1, a2 }: Poles): Section {
  const W = (root(B0) + root(B1)) / 2;
  const b0 = (W + root(W * W + B2)) / 2;
  return { b0, b1: (root(B0) - root(B1)) / 2, b2: -B2 / (4 * b0), a1, a2 };
}

function inverse({ b0, b1, b2, a1, a2 }: Section): Section {
  return { b0: 1 / b0, b1: a1 / b0, b2: a2 / b0, a1: b1 / b0, a2: b2 / b0 };
}

export function bell(w: number, gain: number, Q: number): Section {
  const G = gain < 1 ? 1 / gain : gain;
  const poles = impulseInvariantPoles(w, 1 / (2 * Math.sqrt(G) * Q));
  const { p0, p1, p2 } = phi(w);
  const { A0, A1, A2 } = poles;
  const R1 = G * G * (A0 * p0 + A1 * p1 + A2 * p2);
  const R2 = G * G * (A1 - A0 + 4 * (p0 - p1) * A2);
  const B2 = (R1 - R2 * p1 - A0) / (4 * p1 * p1);
  const B1 = R2 + A0 + 4 * (p1 - p0) * B2;
  const boost = minimumPhase(A0, B1, B2, poles);
  return gain < 1 ? inverse(boost) : boost;
}

function shelf(w: number, A: number, Q: number, high: boolean): Section {
  const poles = impulseInvariantPoles(w / Math.sqrt(A), 1 / (2 * Q));
  const { p0, p1, p2 } = phi(w);
  const { A0, A1, A2 } = poles;
  const scale = high ? 1 / A ** 4 : 1;
  const r2 = (Math.PI / w) ** 2;
  const cross = (A * r2) / (Q * Q);
  const atNyquist = (A * A * ((A - r2) ** 2 + cross)) / ((1 - A * r2) ** 2 + cross);
  const B0 = A ** 4 * scale * A0;
  const B1 = atNyquist * scale * A1;
  const B2 = (A * A * scale * (A0 * p0 + A1 * p1 + A2 * p2) - B0 * p0 - B1 * p1) / p2;
  return minimumPhase(B0, B1, B2, poles);
}

export function lowShelf(w: number, gain: number, Q: number): Section {
  const boost = shelf(w, Math.sqrt(gain < 1 ? 1 / gain : gain), Q, false);
  return gain < 1 ? inverse(boost) : boost;
}

export function highShelf(w: number, gain: number, Q: number): Section {
  const cut = shelf(w, Math.sqrt(gain < 1 ? 1 / gain : gain), Q, true);
  return gain > 1 ? inverse(cut) : cut;
}

export function lowPass(w: number, Q: number): Section {
  const { a1, a2, A0, A1, A2 } = impulseInvariantPoles(w, 1 / (2 * Q));
  const { p0, p1, p2 } = phi(w);
  const R1 = (A0 * p0 + A1 * p1 + A2 * p2) * Q * Q;
  const b0 = (root(A0) + root((R1 - A0 * p0) / p1)) / 2;
  return { b0, b1: root(A0) - b0, b2: 0, a1, a2 };
}

export function highPass(w: number, Q: number): Section {
  const { a1, a2, A0, A1, A2 } = impulseInvariantPoles(w, 1 / (2 * Q));
  const { p0, p1, p2 } = phi(w);
  const b0 = (Q * root(A0 * p0 + A1 * p1 + A2 * p2)) / (4 * p1);
  return { b0, b1: -2 * b0, b2: b0, a1, a2 };
}

export function lowPass1(w: number): Section {
  const a1 = -Math.exp(-w);
  const { p0, p1 } = phi(w);
  const A0 = (1 + a1) ** 2;
  const B1 = (0.5 * (A0 * p0 + (1 - a1) ** 2 * p1) - A0 * p0) / p1;
  const b0 = (1 + a1 + root(B1)) / 2;
  return { b0, b1: 1 + a1 - b0, b2: 0, a1, a2: 0 };
}

export function highPass1(w: number): Section {
  const a1 = -Math.exp(-w);
  const { p0, p1 } = phi(w);
  const b0 = root((0.5 * ((1 + a1) ** 2 * p0 + (1 - a1) ** 2 * p1)) / p1) / 2;
  return { b0, b1: -b0, b2: 0, a1, a2: 0 };
}

export function notch(w: number, Q: number): Section {
  const { a1, a2 } = impulseInvariantPoles(w, 1 / (2 * Q));
  const c = Math.cos(w);
  const k = (1 + a1 + a2) / (2 - 2 * c);
  return { b0: k, b1: -2 * k * c, b2: k, a1, a2 };
}

/** Q of section `k` (from 0) of a Butterworth filter; an odd order has a one-pole section besides. */
export function butterworthQ(order: number, k: number): number {
  const angle = order % 2 === 1 ? ((k + 1) * Math.PI) / order : ((2 * k + 1) * Math.PI) / (2 * order);
  return 1 / (2 * Math.cos(angle));
}

/** |H|^2 at w. Written in sin^2(w/2), which keeps its precision far below the sample rate. */
export function power({ b0, b1, b2, a1, a2 }: Section, w: number): number {
  const { p0, p1 } = phi(w);
  const at = (c0: number, c1: number, c2: number): number =>
    Math.max((c0 + c1 + c2) ** 2 * p0 + (c0 - c1 + c2) ** 2 * p1 - 16 * c0 * c2 * p0 * p1, 0);
  return at(b0, b1, b2) / at(1, a1, a2);
}
