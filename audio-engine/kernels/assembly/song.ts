// Head, tail and fades of the song: a gain on what the master strip adds up, before its inserts. It is a function of the
// session's sample alone, so that a play from anywhere, a loop and a file have the same bits; outside the song there is
// silence. What a hand changes meanwhile is gone to in a ramp.
import { fadeGain } from './clip';
import { QUANTUM } from './math';
import { spanAt } from './run-clock';
import { silence } from './source';

// Run block: word 6 is the map (run-clock.ts).
const RUN_MAP: usize = 24;

// Song block, f64. Targets, in the order of SongTargets (graph/song.ts): first sample, the one behind the last, lengths of
// the fades, their shapes (indices into FADE_SHAPES), and how late the sound is here.
const START: usize = 0;
const END: usize = 8;
const FADE_IN: usize = 16;
const FADE_OUT: usize = 24;
const SHAPE_IN: usize = 32;
const SHAPE_OUT: usize = 40;
const DELAY: usize = 48;
const TARGETS: usize = 56;
/** Session sample that sounded last: held while the transport does not play. */
const LAST: usize = 56;
const KNOWN: usize = 64;
const GAIN: usize = 120; // at the end of the quantum before
const OFFSET: usize = 128;
const SPAN: usize = 136;
const LEFT: usize = 152; // i32: quanta of the ramp
const FRESH: usize = 156; // i32

const RAMP_QUANTA: i32 = 12;
/** Beyond any sample of a session: no edge. */
const NO_EDGE: f64 = 1e15;

export function song_bytes(): i32 {
  return 192;
}

/** Prepares a zeroed block whose targets are set; and begins anew. */
export function song_reset(song: usize): void {
  store<f64>(song, NaN, LAST);
  store<f64>(song, 1, GAIN);
  store<i32>(song, 0, LEFT);
  store<i32>(song, 1, FRESH);
  memory.copy(song + KNOWN, song, TARGETS);
}

// @ts-ignore: decorator
@inline
function isOpen(song: usize): bool {
  return load<f64>(song, START) <= -NO_EDGE && load<f64>(song, END) >= NO_EDGE && load<f64>(song, FADE_IN) == 0 && load<f64>(song, FADE_OUT) == 0;
}

function gainAt(song: usize, sample: f64): f64 {
  const start = load<f64>(song, START), end = load<f64>(song, END);
  if (sample < start || sample >= end) return 0;
  const fadeIn = load<f64>(song, FADE_IN), fadeOut = load<f64>(song, FADE_OUT);
  let gain: f64 = 1;
  if (sample - start < fadeIn) gain *= fadeGain(<i32>load<f64>(song, SHAPE_IN), (sample - start) / fadeIn);
  if (end - sample < fadeOut) gain *= fadeGain(<i32>load<f64>(song, SHAPE_OUT), (end - sample) / fadeOut);
  return gain;
}

function moved(song: usize): bool {
  for (let at: usize = 0; at < TARGETS; at += 8) if (load<f64>(song + at) != load<f64>(song + KNOWN + at)) return true;
  return false;
}

/** Takes changed targets: from where the gain stands to where it now belongs, in a straight line. */
function takeTargets(song: usize, sample: f64): void {
  if (load<i32>(song, FRESH)) {
    store<i32>(song, 0, FRESH);
    memory.copy(song + KNOWN, song, TARGETS);
  } else if (moved(song)) {
    memory.copy(song + KNOWN, song, TARGETS);
    store<f64>(song, load<f64>(song, GAIN) - (sample == sample ? gainAt(song, sample) : 1), OFFSET);
    store<i32>(song, RAMP_QUANTA, LEFT);
  }
}

/** `frames` frames of `buffer` at the gains of a stretch of the session; `step` 0 while it stands still. */
function apply(song: usize, buffer: usize, first: i32, frames: i32, sample: f64, step: f64): void {
  const left = load<i32>(song, LEFT);
  const offset = load<f64>(song, OFFSET);
  let gain = load<f64>(song, GAIN);
  for (let i = 0; i < frames; i++) {
    gain = sample == sample ? gainAt(song, sample + step * <f64>i) : 1;
    if (left > 0) gain += offset * (<f64>(left * QUANTUM - first - i - 1) / <f64>(RAMP_QUANTA * QUANTUM));
    const at = buffer + (<usize>(first + i) << 4);
    v128.store(at, f64x2.mul(v128.load(at), f64x2.splat(gain)));
  }
  store<f64>(song, gain, GAIN);
}

/** Whether a whole stretch is at unity (1), silent (0), or neither (-1). */
function evenly(song: usize, sample: f64, frames: f64): i32 {
  const start = load<f64>(song, START), end = load<f64>(song, END);
  if (sample + frames <= start || sample >= end) return 0;
  const body = sample >= start && sample - start >= load<f64>(song, FADE_IN) && end - (sample + frames - 1) >= max(1, load<f64>(song, FADE_OUT));
  return body ? 1 : -1;
}

/** A quantum of the run in place. */
export function songQuantum(song: usize, run: usize, quantum: i32, buffer: usize): void {
  if (load<i32>(song, LEFT) == 0 && isOpen(song) && !moved(song)) return;
  const map = usize(load<i32>(run, RUN_MAP));
  const frame = <f64>quantum * <f64>QUANTUM - load<f64>(song, DELAY);
  const playing = load<i32>(run) != 0;
  const span = song + SPAN;
  spanAt(map, frame, span);
  const begins = load<f64>(span);
  takeTargets(song, playing && begins == begins ? begins : load<f64>(song, LAST));
  for (let done = 0; done < QUANTUM; ) {
    spanAt(map, frame + <f64>done, span);
    const sample = load<f64>(span);
    const frames = <i32>min(<f64>(QUANTUM - done), load<f64>(span, 8));
    if (!playing || sample != sample) apply(song, buffer, done, frames, load<f64>(song, LAST), 0);
    else {
      const all = load<i32>(song, LEFT) > 0 ? -1 : evenly(song, sample, <f64>frames);
      if (all < 0) apply(song, buffer, done, frames, sample, 1);
      else {
        if (all == 0 && frames == QUANTUM) silence(buffer);
        else if (all == 0) memory.fill(buffer + (<usize>done << 4), 0, <usize>frames << 4);
        store<f64>(song, <f64>all, GAIN);
      }
      store<f64>(song, sample + <f64>(frames - 1), LAST);
    }
    done += frames;
  }
  store<i32>(song, max(0, load<i32>(song, LEFT) - 1), LEFT);
}
