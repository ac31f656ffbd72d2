/** The disk thread of the engine: reads clips ahead of the audio thread and parks while the rings are full. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { instantiateKernels } from '../kernels/index.ts';
import { ControlBlock, ControlWord } from './control-block.ts';
import { DeckBlock } from './deck-block.ts';
import { DeckLane } from './deck-lane.ts';
import { FeedsHeard } from './feed-messages.ts';
import { LoopJoints } from './live-joints.ts';
import type { DiskWorkerData, FromDisk, ToDisk } from './live-messages.ts';
import { Refill } from './live-refill.ts';
import { RunMap } from './run-map.ts';
import { TrackFiller } from './track-filler.ts';

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

while (!quit) {
  const seen = control.get(ControlWord.diskWake);
  for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port))
    take(got.message as ToDisk);
  if (quit) break;
  // The song comes first; a reference is read where its rings are full, or in turn with them.
  const song = refill.step();
  const more = [song, ...lanes.map((lane) => lane.step())].includes(true);
  report();
  if (!more) Atomics.wait(control.words, ControlWord.diskWake, seen, 1000);
}
filler.close();
post({ type: 'quitted' });
port.close();
