/**
 * The disk thread of the engine: reads clips ahead of the audio thread. While the rings are full it sleeps on a timer,
 * not on shared memory: V8 keeps one lock for all who wait and wake there, and a thread without priority that is
 * interrupted while it holds it would stop the ones that render.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { instantiateKernels } from '../kernels/index.ts';
import { ControlBlock } from './control-block.ts';
import { DeckBlock } from './deck-block.ts';
import { DeckLane } from './deck-lane.ts';
import { FeedsHeard } from './feed-messages.ts';
import { LoopJoints } from './live-joints.ts';
import type { DiskWorkerData, FromDisk, ToDisk } from './live-messages.ts';
import { Refill } from './live-refill.ts';
import { RunMap } from './run-map.ts';
import { TrackFiller } from './track-filler.ts';

/** A thirtieth of what the rings hold. */
const SLEEP_MS = 20;

const port = parentPort;
if (!port) throw new Error('The disk thread is started by the engine.');
const {
  module,
  memory,
  control: buffer,
  scratch,
  scratchFeed,
  ringQuanta,
  deck,
} = workerData as DiskWorkerData;
const control = new ControlBlock(buffer);
const filler = new TrackFiller(instantiateKernels(module, memory), scratch);
const refill = new Refill(memory, filler, control, ringQuanta, scratchFeed);
const heard = new FeedsHeard();
const joints = new LoopJoints(memory, filler, scratchFeed);
const lanes = new DeckBlock(memory, deck).slots.map(
  (slot, n) => new DeckLane(slot, filler, joints, ringQuanta, `deck-${n}`),
);
const post = (message: FromDisk): void => port.postMessage(message);

let cueing = -1;
let exchanged = -1;
let told = 0;
let quit = false;
let sleep: NodeJS.Timeout | undefined;

function take(message: ToDisk): void {
  switch (message.type) {
    case 'run':
      refill.start(new RunMap(message.map), heard.take(message.tracks));
      for (const lane of lanes) lane.run(new RunMap(message.map));
      cueing = message.run;
      break;
    case 'tracks':
      refill.exchange(heard.take(message.tracks), message.changed);
      exchanged = message.token;
      break;
    case 'map':
      refill.turn(new RunMap(message.map));
      for (const lane of lanes) lane.turn(new RunMap(message.map));
      break;
    case 'deck':
      lanes[message.slot]!.load(message.load);
      break;
    case 'quit':
      quit = true;
  }
}

/** Says what has become true: enough to start, a new list taken, a file that is missing. */
function report(): void {
  if (cueing >= 0 && refill.cued) {
    post({ type: 'cued', run: cueing });
    cueing = -1;
  }
  if (exchanged >= 0 && refill.ready) {
    post({ type: 'tracksTaken', token: exchanged });
    exchanged = -1;
  }
  while (told < filler.notices.length) post({ type: 'notice', sentence: filler.notices[told++]! });
}

/** Reads one chunk, or sleeps. */
function turn(): void {
  sleep = undefined;
  if (quit) {
    end();
    return;
  }
  // The song comes first; a reference is read where its rings are full, or in turn with them.
  const song = refill.step();
  const more = [song, ...lanes.map((lane) => lane.step())].includes(true);
  report();
  if (more) setImmediate(turn);
  else sleep = setTimeout(turn, SLEEP_MS);
}

function end(): void {
  filler.close();
  post({ type: 'quitted' });
  port!.close();
}

port.on('message', (message: ToDisk) => {
  take(message);
  // Awake it comes to its next turn by itself.
  if (!sleep) return;
  clearTimeout(sleep);
  sleep = undefined;
  setImmediate(turn);
});
turn();
