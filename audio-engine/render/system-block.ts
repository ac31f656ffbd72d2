/** A playback system as the doubles its kernel takes: the same places as `kernels/assembly/system.ts`. */
import type { Pointer } from '../kernels/index.ts';
import { SYSTEM_FILTERS, type SystemSpec } from '../protocol/index.ts';

const Place = {
  on: 0,
  mono: 1,
  sideDb: 2,
  monoBelowHz: 3,
  leftDb: 4,
  rightLateMs: 5,
  driveBelowHz: 6,
  driveDb: 7,
  driveBias: 8,
  limitDb: 9,
  limitBelowHz: 10,
  attackMs: 11,
  releaseMs: 12,
  crossfeedHz: 13,
  crossfeedDb: 14,
  hallSeconds: 15,
  hallDb: 16,
  hallDampHz: 17,
  noiseHz: 18,
  tapCount: 19,
  taps: 20,
  filterCount: 44,
  filters: 45,
  gainDb: 110,
  noiseDb: 111,
} as const;
const DOUBLES = 112;
const FILTER_DOUBLES = 5;
const SPECIFICATIONS_BYTE = 64;
/** Below this the noise of a system is not there. */
const NO_NOISE_DB = -200;

/** Without a system: straight. */
function writeSpecification(system: SystemSpec | null, values: Float64Array): void {
  values.fill(0);
  values[Place.noiseDb] = NO_NOISE_DB;
  if (!system) return;
  values[Place.on] = 1;
  values[Place.mono] = system.mono ? 1 : 0;
  values[Place.sideDb] = system.sideDb;
  values[Place.monoBelowHz] = system.monoBelowHz ?? 0;
  values[Place.leftDb] = system.seat?.leftDb ?? 0;
  values[Place.rightLateMs] = system.seat?.rightLateMs ?? 0;
  values[Place.driveBelowHz] = system.drive?.belowHz ?? 0;
  values[Place.driveDb] = system.drive?.gainDb ?? 0;
  values[Place.driveBias] = system.drive?.bias ?? 0;
  values[Place.limitDb] = system.limiter?.thresholdDb ?? 0;
  values[Place.limitBelowHz] = system.limiter?.belowHz ?? 0;
  values[Place.attackMs] = system.limiter?.attackMs ?? 1;
  values[Place.releaseMs] = system.limiter?.releaseMs ?? 1;
  values[Place.crossfeedHz] = system.crossfeed?.hz ?? 0;
  values[Place.crossfeedDb] = system.crossfeed?.feedDb ?? 0;
  values[Place.hallSeconds] = system.hall?.seconds ?? 0;
  values[Place.hallDb] = system.hall?.gainDb ?? 0;
  values[Place.hallDampHz] = system.hall?.dampHz ?? 0;
  values[Place.noiseHz] = system.noise?.hz ?? 0;
  values[Place.tapCount] = system.reflections.length;
  system.reflections.forEach(({ ms, gainDb, crossed }, i) => {
    values.set([ms, gainDb, crossed ? 1 : 0], Place.taps + i * 3);
  });
  values[Place.filterCount] = system.filters.length;
  system.filters.forEach((filter, i) => {
    const kind = SYSTEM_FILTERS.indexOf(filter.kind);
    const row =
      'order' in filter
        ? [kind, filter.hz, 0, 0, filter.order]
        : [kind, filter.hz, filter.gainDb, filter.q, 0];
    values.set(row, Place.filters + i * FILTER_DOUBLES);
  });
}

/** The control thread's side of a system block. */
export class SystemBlock {
  readonly pointer: Pointer;
  readonly #version: Int32Array;
  readonly #specifications: Float64Array;

  /** @param pointer `system_bytes` of zeros. */
  constructor(memory: WebAssembly.Memory, pointer: Pointer) {
    this.pointer = pointer;
    this.#version = new Int32Array(memory.buffer, pointer, 1);
    this.#specifications = new Float64Array(memory.buffer, pointer + SPECIFICATIONS_BYTE, 2 * DOUBLES);
  }

  /** Another system, or straight, from the next quantum on, at its gain. */
  take(system: SystemSpec | null, gainDb: number, noiseDb: number = NO_NOISE_DB): void {
    const next = (Atomics.load(this.#version, 0) + 1) & 1;
    const values = this.#specifications.subarray(next * DOUBLES, (next + 1) * DOUBLES);
    writeSpecification(system, values);
    values[Place.gainDb] = gainDb;
    values[Place.noiseDb] = noiseDb;
    Atomics.add(this.#version, 0, 1);
  }

  /** The same system goes on at another gain. */
  level(gainDb: number, noiseDb: number = NO_NOISE_DB): void {
    const at = (Atomics.load(this.#version, 0) & 1) * DOUBLES;
    this.#specifications[at + Place.gainDb] = gainDb;
    this.#specifications[at + Place.noiseDb] = noiseDb;
  }
}
