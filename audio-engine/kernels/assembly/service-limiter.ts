// The limiter of a service's player (Spotify's "Loud": sample peak -1 dB, attack 5 ms, release 100 ms), for hearing
// and measuring what it does to a master. The gain that each sample needs is held over the attack, recovers
// exponentially, and is averaged over the attack: it has arrived when the peak does, so no sample passes the ceiling.
// Both sides get the same gain. Latency: the attack, in samples.
//
// State (f64 indices): 0 largest reduction since reset, dB · 1 look-ahead, samples · 2 ceiling, linear · 3 part of the
// way back a sample · 4 held gain · 5 sum over the average · 6 position in the rings · 7 head of the queue · 8 its
// length · 9 samples seen · 10 gain before it, linear. Then rings of the look-ahead: delayed frames, averaged gains, and the queue's gains and times.

const MOST_REDUCTION: usize = 0;
const AHEAD: usize = 1;
const CEILING: usize = 2;
const RECOVERY: usize = 3;
const HELD: usize = 4;
const SUM: usize = 5;
const AT: usize = 6;
const HEAD: usize = 7;
const WAITING: usize = 8;
const SEEN: usize = 9;
const GAIN: usize = 10;
const RINGS: usize = 16;

// @ts-ignore: decorator
@inline function get(state: usize, index: usize): f64 { return load<f64>(state + (index << 3)); }
// @ts-ignore: decorator
@inline function put(state: usize, index: usize, value: f64): void { store<f64>(state + (index << 3), value); }

// @ts-ignore: decorator
@inline function samplesOf(sampleRate: f64, ms: f64): i32 { return max(1, <i32>Math.round(sampleRate * ms / 1000.0)); }

export function service_limiter_bytes(sampleRate: f64, attackMs: f64): i32 {
  return (<i32>RINGS + 5 * (samplesOf(sampleRate, attackMs) + 1)) << 3;
}

export function service_limiter_reset(state: usize, sampleRate: f64, ceilingDb: f64, attackMs: f64, releaseMs: f64, gainDb: f64): void {
  memory.fill(state, 0, service_limiter_bytes(sampleRate, attackMs));
  const ahead = samplesOf(sampleRate, attackMs);
  put(state, AHEAD, <f64>ahead);
  put(state, GAIN, Math.pow(10.0, gainDb / 20.0));
  put(state, CEILING, Math.pow(10.0, ceilingDb / 20.0));
  put(state, RECOVERY, 1.0 - Math.exp(-1000.0 / (sampleRate * releaseMs)));
  put(state, HELD, 1.0);
  put(state, SUM, <f64>ahead);
  const gains = state + ((RINGS + 2 * <usize>(ahead + 1)) << 3);
  for (let i = 0; i < ahead; i++) store<f64>(gains + (<usize>i << 3), 1.0);
}

export function service_limiter_latency(state: usize): i32 { return <i32>get(state, AHEAD); }

/** `frames` interleaved stereo frames in place, after the gain; frames come out `latency` later. */
export function service_limiter_process(state: usize, buffer: usize, frames: i32): void {
  const gain = get(state, GAIN);
  const ahead = <i32>get(state, AHEAD);
  const size = <usize>(ahead + 1);
  const delayed = state + (RINGS << 3);
  const gains = delayed + (2 * size << 3);
  const queue = gains + (size << 3);
  const times = queue + (size << 3);
  const ceiling = get(state, CEILING);
  const recovery = get(state, RECOVERY);
  let held = get(state, HELD);
  let sum = get(state, SUM);
  let at = <i32>get(state, AT);
  let head = <i32>get(state, HEAD);
  let waiting = <i32>get(state, WAITING);
  let seen = get(state, SEEN);
  let lowest = 1.0;
  const end = buffer + (<usize>frames << 4);
  for (let p = buffer; p < end; p += 16) {
    let x = f64x2.mul(v128.load(p), f64x2.splat(gain));
    x = v128.and(x, f64x2.lt(f64x2.abs(x), f64x2.splat(Infinity)));
    const peak = Math.max(Math.abs(f64x2.extract_lane(x, 0)), Math.abs(f64x2.extract_lane(x, 1)));
    const need = peak > ceiling ? ceiling / peak : 1.0;
    // The smallest need of this sample and the `ahead` before it: a queue that only ever rises.
    while (waiting > 0 && load<f64>(queue + (<usize>((head + waiting - 1) % <i32>size) << 3)) >= need) waiting--;
    const place = <usize>((head + waiting) % <i32>size) << 3;
    store<f64>(queue + place, need);
    store<f64>(times + place, seen);
    waiting++;
    if (load<f64>(times + (<usize>head << 3)) < seen - <f64>ahead) {
      head = (head + 1) % <i32>size;
      waiting--;
    }
    const smallest = load<f64>(queue + (<usize>head << 3));
    held = Math.min(smallest, held + (1.0 - held) * recovery);
    const slot = <usize>at;
    sum += held - load<f64>(gains + (slot << 3));
    store<f64>(gains + (slot << 3), held);
    const now = Math.min(1.0, sum / <f64>ahead);
    lowest = Math.min(lowest, now);
    const out = v128.load(delayed + (slot << 4));
    v128.store(delayed + (slot << 4), x);
    v128.store(p, f64x2.mul(out, f64x2.splat(now)));
    at++;
    if (at == ahead) at = 0;
    seen += 1.0;
  }
  put(state, HELD, held);
  put(state, SUM, sum);
  put(state, AT, <f64>at);
  put(state, HEAD, <f64>head);
  put(state, WAITING, <f64>waiting);
  put(state, SEEN, seen);
  put(state, MOST_REDUCTION, Math.max(get(state, MOST_REDUCTION), -20.0 * Math.log10(lowest)));
}
