/**
 * The engine process: started by the main process with `fork` or as Electron's utilityProcess, fed with a
 * document, and disposable. Its stdout belongs to the native libraries, which print; nothing is said there.
 */
import { setPriority } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { kernelModule, loadKernels } from '../kernels/index.ts';
import type { FromEngine, ToEngine } from '../protocol/index.ts';
import { engineWords } from '../words/index.ts';
import { ControlBlock } from './control-block.ts';
import { Engine } from './control-engine.ts';
import { ListeningBlocks } from './listening-blocks.ts';
import { LIVE_QUANTA } from './live-audio.ts';
import { SCRATCH_FEED_QUANTA } from './live-joints.ts';
import { RING_QUANTA } from './live-refill.ts';
import { startLiveTeam } from './live-team.ts';
import { EngineWorkers } from './live-workers.ts';
import { FEED_BYTES, FeedWord, QUANTUM_BYTES } from './plan-layout.ts';
import { RealTime } from './real-time.ts';
import { FILL_SCRATCH_BYTES } from './track-filler.ts';

/** Electron's end of a utilityProcess, as far as it is used. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/** First of all: threads inherit it. Linux refuses without a right to it. */
function raisePriority(): boolean {
  try {
    setPriority(0, -15);
    return true;
  } catch {
    return false;
  }
}

/**
 * Kernels are compiled for good before anything plays. Otherwise V8 compiles each at its first call, on the thread that
 * renders, and again while it runs, with locks that threads without any priority hold.
 */
function compileAtOnce(): void {
  setFlagsFromString('--no-liftoff');
  setFlagsFromString('--no-wasm-lazy-compilation');
}

/**
 * Threads collect their own garbage, and rarely: the few bytes a second that one leaves while it renders take minutes to
 * fill this room, and it must not wait for helpers of V8's that have no priority.
 */
function collectAlone(): void {
  setFlagsFromString('--min-semi-space-size=16');
  setFlagsFromString('--no-parallel-scavenge');
  setFlagsFromString('--no-concurrent-array-buffer-sweeping');
}

const raised = raisePriority();
compileAtOnce();
collectAlone();
const parentPort = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort;
const post = (message: FromEngine): void => {
  if (parentPort) parentPort.postMessage(message);
  else if (process.connected) process.send?.(message);
};

/** A process in which a device hangs cannot exit: libuv joins its threads. */
function exit(hard: boolean): void {
  if (hard) process.kill(process.pid, 'SIGKILL');
  process.exit(0);
}

function scratchFeed(): number {
  const feed = allocator.allocate(FEED_BYTES);
  const words = new Int32Array(kernels.memory.buffer, feed, FEED_BYTES / 4);
  words[FeedWord.ringPointer] = allocator.allocate(SCRATCH_FEED_QUANTA * QUANTUM_BYTES);
  words[FeedWord.ringMask] = SCRATCH_FEED_QUANTA - 1;
  words[FeedWord.channels] = 2;
  return feed;
}

const { kernels, allocator } = loadKernels();
const control = new ControlBlock();
const monitor = {
  block: allocator.allocate(kernels.call.monitor_bytes!()),
  output: allocator.allocate(LIVE_QUANTA * QUANTUM_BYTES),
};
const listening = ListeningBlocks.allocate(kernels, allocator, RING_QUANTA);
listening.attach(monitor.block);
const shared = { module: kernelModule(), memory: kernels.memory, control: control.buffer };
function onDeath(error: unknown): void {
  post({
    type: 'failure',
    failure: {
      code: 'engine.thread',
      sentence: engineWords.workerFailed,
      nextStep: '',
      detail: String(error),
    },
  });
  setImmediate(() => exit(true));
}

const realTime = new RealTime(control);
const { team, shares } = startLiveTeam(kernels, allocator, onDeath, (thread) => realTime.add(thread));
const workers = new EngineWorkers(
  { ...shared, monitor, team: { team, shares } },
  {
    ...shared,
    scratch: allocator.allocate(FILL_SCRATCH_BYTES),
    scratchFeed: scratchFeed(),
    ringQuanta: RING_QUANTA,
    deck: listening.deck.pointer,
  },
  onDeath,
);
const engine = new Engine({
  kernels,
  allocator,
  control,
  workers,
  realTime,
  ringQuanta: RING_QUANTA,
  monitor: monitor.block,
  listening,
  post,
  exit,
});

if (parentPort) parentPort.on('message', (event) => engine.hear(event.data as ToEngine));
else {
  process.on('message', (message) => engine.hear(message as ToEngine));
  // Without its parent nobody can ever use it again.
  process.on('disconnect', () => exit(true));
  // It may have gone while this file was still loading.
  if (!process.connected) exit(true);
}
post({ type: 'ready' });
if (!raised) engine.notice(engineWords.priorityRefused);
