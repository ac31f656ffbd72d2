// Which sample of the session sounds at a sample of the run: where the run started, where a loop jumps back, and
// where play was turned elsewhere. The same arithmetic as render/run-map.ts, for what has to follow the timeline.

// Map block: i32 stretches ever written; from byte 64 on a ring of the last 64 of them.
// Stretch, f64: 0 from run sample, 8 session sample there (NaN: nothing plays), 16 loop start, 24 loop end (0: none).
const STRETCHES: usize = 64;
const STRETCH_BYTES: usize = 32;
const KEPT: i32 = 64;

/** Bytes of a map block. */
export function run_map_bytes(): i32 {
  return i32(STRETCHES + STRETCH_BYTES * usize(KEPT));
}

/**
 * The span that begins at a sample of the run, to `into`: f64 session sample (NaN where nothing plays), f64 frames
 * until a jump.
 */
export function spanAt(map: usize, frame: f64, into: usize): void {
  const written = atomic.load<i32>(map);
  const oldest = written > KEPT ? written - KEPT : 0;
  let stretch = map + STRETCHES;
  let next: f64 = Infinity;
  for (let i = written - 1; i >= oldest; i--) {
    stretch = map + STRETCHES + usize(i & (KEPT - 1)) * STRETCH_BYTES;
    const from = load<f64>(stretch);
    if (from <= frame || i == oldest) break;
    next = from;
  }
  const session = load<f64>(stretch, 8);
  let frames = next - frame;
  let sample: f64 = NaN;
  if (written != 0 && session == session) {
    sample = session + (frame - load<f64>(stretch));
    const end = load<f64>(stretch, 24);
    if (end > 0.0 && session < end) {
      if (sample >= end) {
        const start = load<f64>(stretch, 16);
        const length = end - start;
        const over = sample - end;
        // Whole numbers far below 2^53: the quotient's rounding never reaches the next whole one.
        sample = start + (over - Math.floor(over / length) * length);
      }
      if (end - sample < frames) frames = end - sample;
    }
  }
  store<f64>(into, sample);
  store<f64>(into, frames, 8);
}
