/** The geometry of a knob: 270 degrees of ring, from seven o'clock over the top to five o'clock. */
const START_DEGREES = 135;
const SWEEP_DEGREES = 270;

export function knobPoint(centre: number, radius: number, position: number): [x: number, y: number] {
  const radians = ((START_DEGREES + SWEEP_DEGREES * position) * Math.PI) / 180;
  return [centre + radius * Math.cos(radians), centre + radius * Math.sin(radians)];
}

/** SVG path of the ring between two positions 0..1, in either order. */
export function knobArc(centre: number, radius: number, from: number, to: number): string {
  const a = Math.min(from, to);
  const b = Math.max(from, to);
  const [x0, y0] = knobPoint(centre, radius, a);
  const [x1, y1] = knobPoint(centre, radius, b);
  const large = (b - a) * SWEEP_DEGREES > 180 ? 1 : 0;
  return `M${x0.toFixed(2)} ${y0.toFixed(2)}A${radius} ${radius} 0 ${large} 1 ${x1.toFixed(2)} ${y1.toFixed(2)}`;
}
