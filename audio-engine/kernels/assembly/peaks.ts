// Columns of a waveform's picture: minimum, maximum and sum of squares of each channel over `columnFrames` frames.

/**
 * `samples`: interleaved f64 of 1 or 2 channels. `out`: for each column and channel three f64. The last column
 * may be shorter. Returns the number of columns.
 */
export function peaks_columns(samples: usize, frames: i32, channels: i32, columnFrames: i32, out: usize): i32 {
  let columns = 0;
  for (let first = 0; first < frames; first += columnFrames) {
    const count = min(columnFrames, frames - first);
    if (channels == 2) stereoColumn(samples + (<usize>first << 4), count, out);
    else monoColumn(samples + (<usize>first << 3), count, out);
    out += <usize>channels * 24;
    columns++;
  }
  return columns;
}

function stereoColumn(at: usize, frames: i32, out: usize): void {
  let low = v128.load(at);
  let high = low;
  let squares = f64x2.splat(0);
  for (let i = 0; i < frames; i++) {
    const pair = v128.load(at);
    low = f64x2.min(low, pair);
    high = f64x2.max(high, pair);
    squares = f64x2.add(squares, f64x2.mul(pair, pair));
    at += 16;
  }
  store<f64>(out, f64x2.extract_lane(low, 0));
  store<f64>(out, f64x2.extract_lane(high, 0), 8);
  store<f64>(out, f64x2.extract_lane(squares, 0), 16);
  store<f64>(out, f64x2.extract_lane(low, 1), 24);
  store<f64>(out, f64x2.extract_lane(high, 1), 32);
  store<f64>(out, f64x2.extract_lane(squares, 1), 40);
}

function monoColumn(at: usize, frames: i32, out: usize): void {
  const first = load<f64>(at);
  let low = f64x2.splat(first);
  let high = low;
  let squares = f64x2.splat(0);
  let i = 0;
  for (; i + 2 <= frames; i += 2) {
    const pair = v128.load(at);
    low = f64x2.min(low, pair);
    high = f64x2.max(high, pair);
    squares = f64x2.add(squares, f64x2.mul(pair, pair));
    at += 16;
  }
  let lowest = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  let highest = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
  let sum = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
  if (i < frames) {
    const last = load<f64>(at);
    lowest = min(lowest, last);
    highest = max(highest, last);
    sum += last * last;
  }
  store<f64>(out, lowest);
  store<f64>(out, highest, 8);
  store<f64>(out, sum, 16);
}
