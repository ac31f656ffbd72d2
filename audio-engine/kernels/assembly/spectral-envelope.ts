// The envelope of a spectrum: what a throat or a body makes of the strings behind it. Log power in bands, smoothed by a
// cosine series that is too short to follow single harmonics, and raised to the peaks it passes under (the "true
// envelope" of A. Roebel, X. Rodet, DAFx-05).

export const BANDS: i32 = 256;
const ROUNDS: i32 = 4;
/** The series ends at this time: harmonics closer than 1 / it are smoothed over. */
const QUEFRENCY_SECONDS: f64 = 0.0022;

// Log power of the bands, the raised copy, the envelope, the series.
const POWERS: usize = 0;
const RAISED: usize = <usize>BANDS * 8;
export const ENVELOPE: usize = 2 * RAISED;
const SERIES: usize = 3 * RAISED;
export const ENVELOPE_BYTES: usize = 4 * RAISED;

/** Envelope (natural logarithm of power, per band) of `bins` powers at `powers`; at most BANDS orders of the series. */
export function spectralEnvelope(block: usize, powers: usize, bins: i32, sampleRate: f64): void {
  const width = bins / BANDS;
  for (let band = 0; band < BANDS; band++) {
    let most: f64 = 0;
    for (let i = 0; i < width; i++) most = max(most, load<f64>(powers + (<usize>(band * width + i) << 3)));
    const level = Math.log(most + 1e-24);
    store<f64>(block + POWERS + (<usize>band << 3), level);
    store<f64>(block + RAISED + (<usize>band << 3), level);
  }
  const orders = min(<i32>(QUEFRENCY_SECONDS * sampleRate), BANDS - 1);
  for (let round = 0; round < ROUNDS; round++) {
    analyse(block, orders);
    synthesise(block, orders);
    if (round == ROUNDS - 1) break;
    for (let at: usize = 0; at < <usize>BANDS << 3; at += 16) {
      v128.store(block + RAISED + at, f64x2.max(v128.load(block + POWERS + at), v128.load(block + ENVELOPE + at)));
    }
  }
}

/** Cosine series of the raised levels, tapered at its end. */
function analyse(block: usize, orders: i32): void {
  memory.fill(block + SERIES, 0, <usize>(orders + 1) << 3);
  for (let band = 0; band < BANDS; band++) {
    const value = load<f64>(block + RAISED + (<usize>band << 3));
    const c = Math.cos((Math.PI * (<f64>band + 0.5)) / <f64>BANDS);
    let before = c;
    let now: f64 = 1;
    for (let order = 0; order <= orders; order++) {
      const at = block + SERIES + (<usize>order << 3);
      store<f64>(at, load<f64>(at) + value * now);
      const next = 2 * c * now - before;
      before = now;
      now = next;
    }
  }
  for (let order = 0; order <= orders; order++) {
    const at = block + SERIES + (<usize>order << 3);
    // Whole for two thirds, then gently out: a taper over all of it would smear the narrow first formant.
    const late = max(0, 3 * <f64>order / <f64>(orders + 1) - 2);
    const taper = 0.5 + 0.5 * Math.cos(Math.PI * late);
    store<f64>(at, (load<f64>(at) * (order == 0 ? 1 : 2) * taper) / <f64>BANDS);
  }
}

function synthesise(block: usize, orders: i32): void {
  for (let band = 0; band < BANDS; band++) {
    const c = Math.cos((Math.PI * (<f64>band + 0.5)) / <f64>BANDS);
    let before = c;
    let now: f64 = 1;
    let sum: f64 = 0;
    for (let order = 0; order <= orders; order++) {
      sum += load<f64>(block + SERIES + (<usize>order << 3)) * now;
      const next = 2 * c * now - before;
      before = now;
      now = next;
    }
    store<f64>(block + ENVELOPE + (<usize>band << 3), sum);
  }
}

/** The envelope at a place in bands, between their middles. */
export function envelopeAt(block: usize, place: f64): f64 {
  const at = max(0, min(place - 0.5, <f64>(BANDS - 1)));
  const whole = min(<i32>at, BANDS - 2);
  const from = load<f64>(block + ENVELOPE + (<usize>whole << 3));
  const to = load<f64>(block + ENVELOPE + (<usize>(whole + 1) << 3));
  return from + (to - from) * (at - <f64>whole);
}
