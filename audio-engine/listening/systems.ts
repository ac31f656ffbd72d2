/** The playback systems as they are installed, and what each was measured to do to a spectrum. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { programFolder } from '../entries.ts';
import { loadKernels } from '../kernels/index.ts';
import { type MeasuredSystem, RESPONSE_HZ, type SystemSpec, systemsSchema } from '../protocol/index.ts';
import { SystemBlock } from '../render/index.ts';
import { listeningWords, ThresholdError } from '../words/index.ts';

const RATE = 48_000;
const FRAMES = 16_384;
const QUANTUM = 64;
/** Frames in which a system has taken over from straight. */
const LEAD = 2048;
/** So quiet that nothing of a system strains: −60 dBFS. */
const IMPULSE = 0.001;
const EDGE_DB = -10;

/** Reads and checks a list of systems; throws a ThresholdError. */
export function loadSystems(path = join(programFolder(), 'assets', 'systems.json')): SystemSpec[] {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ThresholdError(listeningWords.systemsUnreadable(String(error)), { cause: error });
  }
  const parsed = systemsSchema.safeParse(raw);
  if (!parsed.success)
    throw new ThresholdError(listeningWords.systemsUnreadable(z.prettifyError(parsed.error)));
  return parsed.data;
}

/** Responses through the systems' own kernel: an impulse in both sides, its spectrum twelve times an octave. */
export function measureSystems(systems: readonly SystemSpec[]): MeasuredSystem[] {
  const { kernels, allocator } = loadKernels();
  const { call, memory } = kernels;
  const block = new SystemBlock(memory, allocator.allocate(call.system_bytes!()));
  const buffer = allocator.allocate((LEAD + FRAMES) * 16);
  const samples = new Float64Array(memory.buffer, buffer, (LEAD + FRAMES) * 2);
  const fft = allocator.allocate(call.fft_bytes!(FRAMES));
  call.fft_init!(fft, FRAMES);
  const ones = allocator.allocate(FRAMES * 8);
  new Float64Array(memory.buffer, ones, FRAMES).fill(1);
  const input = allocator.allocate(FRAMES * 8);
  const output = allocator.allocate((FRAMES / 2 + 1) * 8);
  return systems.map((system) => {
    call.system_init!(block.pointer, RATE);
    block.take(system, 0);
    samples.fill(0);
    samples[LEAD * 2] = IMPULSE;
    samples[LEAD * 2 + 1] = IMPULSE;
    call.system_process!(block.pointer, buffer, (LEAD + FRAMES) / QUANTUM);
    const power = new Float64Array(FRAMES / 2 + 1);
    for (const side of [0, 1]) {
      const channel = new Float64Array(memory.buffer, input, FRAMES);
      for (let i = 0; i < FRAMES; i++) channel[i] = samples[(LEAD + i) * 2 + side]!;
      call.fft_power!(fft, input, ones, output);
      const read = new Float64Array(memory.buffer, output, FRAMES / 2 + 1);
      for (let k = 0; k < power.length; k++) power[k]! += read[k]!;
    }
    return describe(system, power);
  });
}

function describe(system: SystemSpec, power: Float64Array): MeasuredSystem {
  const bin = RATE / FRAMES;
  const absolute = RESPONSE_HZ.map((hz) => {
    // A quarter of an octave: reflections and a hall comb finer than anybody hears as tone.
    const low = (hz * 2 ** (-1 / 8)) / bin;
    const high = Math.min(power.length - 1, (hz * 2 ** (1 / 8)) / bin);
    let sum = 0;
    let count = 0;
    for (let k = Math.floor(low); k <= Math.ceil(high); k++) {
      sum += power[k] ?? 0;
      count++;
    }
    return 10 * Math.log10(Math.max(1e-30, sum / count));
  });
  const middle = absolute.filter((_, i) => RESPONSE_HZ[i]! >= 500 && RESPONSE_HZ[i]! <= 2000);
  const own = middle.reduce((sum, db) => sum + db, 0) / middle.length;
  const responseDb = absolute.map((db) => Math.round(Math.max(-60, db - own) * 100) / 100);
  const first = responseDb.findIndex((db) => db > EDGE_DB);
  const last = responseDb.findLastIndex((db) => db > EDGE_DB);
  return {
    id: system.id,
    responseDb,
    lowestHz: first > 0 ? RESPONSE_HZ[first]! : null,
    highestHz: last < responseDb.length - 1 ? RESPONSE_HZ[last]! : null,
    mono: system.mono,
  };
}
