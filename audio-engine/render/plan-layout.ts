/**
 * Where things stand in shared memory: the words of a plan, its steps, the run block, meters and feeds. The
 * kernels read and write the same places: `kernels/assembly/run-plan.ts` and its neighbours.
 */

/** Frames of one quantum: smoothing, coefficients and parameter changes sit on this grid. */
export const QUANTUM = 64;
/** A quantum of interleaved stereo doubles. */
export const QUANTUM_BYTES = QUANTUM * 16;

/** Int32 words of the run block: one for each PlanHost, shared by all its plans. */
export const RunWord = {
  /** 1 = sources sound; 0 = they fade out within a quantum and stay silent without counting underruns. */
  playing: 0,
  ringPointer: 1,
  ringMask: 2,
  /** Counts of parameter changes ever written and ever taken; they wrap at 2^32. */
  ringWritten: 3,
  ringTaken: 4,
  /** Quanta in which a source had nothing, though it should have. */
  underruns: 5,
  /** The run's map: `automation-clock.ts`. */
  map: 6,
} as const;
export const RUN_BYTES = 64;
/** The session's tempo in beats a minute, a double of the run block: what inserts with rhythm follow. */
export const RUN_TEMPO_BYTE = 32;

/** A parameter change in the ring: f64 quantum, f64 value, i32 address of the f64 target, i32 unused. */
export const CHANGE_BYTES = 24;

/** A feed block: Int32 words; the ring of interleaved stereo doubles stands elsewhere. */
export const FeedWord = {
  ringPointer: 0,
  /** Quanta in the ring, minus one. */
  ringMask: 1,
  channels: 2,
  /** Run quanta [.., filledUntil) may be read. Atomic. */
  filledUntil: 3,
} as const;
export const FEED_BYTES = 64;

/** A meter block. Doubles unless said. */
export const MeterSlot = {
  /** Maxima since the last reset, linear. */
  peakLeft: 0,
  peakRight: 1,
  /** Mean squares over 300 ms. */
  meanSquareLeft: 2,
  meanSquareRight: 3,
  /** Count of quanta that went over full scale since the last reset. */
  clipped: 4,
  /** Gain reduction of all the strip's dynamics in the last quantum, positive dB. */
  reductionDb: 5,
  /** 1 while the strip is skipped because it is silent and at rest. */
  silent: 6,
  /** Quanta muted because they were not finite, since the last reset. */
  faults: 7,
} as const;
/** Int32 words of a meter block. */
export const MeterWord = {
  /** Quanta ever measured; the newest peak pair is at (written - 1) mod METER_HISTORY. Atomic. */
  written: 16,
  /** Whoever wants a reset adds one; the kernel resets when it differs from the next word. */
  resetsWanted: 17,
  resetsDone: 18,
} as const;
/** Peaks of the last quanta as float32 left, right pairs, from this byte on. */
export const METER_HISTORY_BYTE = 128;
export const METER_HISTORY = 256;
export const METER_BYTES = METER_HISTORY_BYTE + METER_HISTORY * 8;

/** An effect node's history: float32 triples input dB, output dB, reduction dB, one a quantum. */
export const EFFECT_HISTORY = 256;
