// Pan laws of mono strips and the balance of stereo strips, as factors for left and right.

/**
 * Index into PAN_LAWS: 0 min(1, 1 -+ p), 1 constant power (sine and cosine, -3 dB in the centre), 2 the geometric
 * mean of constant power and constant gain (-4.5 dB), 3 constant gain (-6 dB). The far ends are exactly 1 and 0.
 */
function side(law: i32, position: f64): f64 {
  // position 0..1: how far the sound is towards this side.
  if (position <= 0.0) return 0.0;
  if (position >= 1.0) return 1.0;
  if (law == 0) return Math.min(1.0, 2.0 * position);
  if (law == 3) return position;
  const power = Math.sin(position * Math.PI * 0.5);
  return law == 1 ? power : Math.sqrt(power * position);
}

function lawOf(law: f64, channels: i32): i32 {
  if (channels != 1) return 0;
  const index = i32(law);
  return index < 0 || index > 3 ? 0 : index;
}

export function panLeft(pan: f64, law: f64, channels: i32): f64 {
  return side(lawOf(law, channels), (1.0 - pan) * 0.5);
}

export function panRight(pan: f64, law: f64, channels: i32): f64 {
  return side(lawOf(law, channels), (1.0 + pan) * 0.5);
}
