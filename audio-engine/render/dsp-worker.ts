/** A thread that helps to render a plan and, in a render without a device, to fill the rings of its tracks. */
import { parentPort, workerData } from 'node:worker_threads';
import { instantiateKernels } from '../kernels/index.ts';
import { type ShareData, type ShareFeeds, ShareFiller, ShareWord } from './parallel.ts';
import { ownThread } from './real-time.ts';

const { module, memory, team, share, filling } = workerData as ShareData;
const kernels = instantiateKernels(module, memory);
const { team_help: help, team_session: session } = kernels.call;

/** Fills what rings of a stretch it comes to, then helps until the stretch is rendered, over and over. */
function fillAndHelp(control: SharedArrayBuffer, feeds: ShareFeeds): void {
  const filler = new ShareFiller(kernels, feeds);
  const words = new Int32Array(control);
  parentPort?.postMessage([]);
  // Turns are counted from 0, so that none is missed.
  for (let turn = 0; ; turn++) {
    while (Atomics.load(words, ShareWord.turn) === turn) Atomics.wait(words, ShareWord.turn, turn);
    if (words[ShareWord.quit]) break;
    // Before the others can have gone on.
    const joined = session!(team);
    try {
      filler.fill(words, words[ShareWord.quantum]!, words[ShareWord.count]!);
    } catch {
      // The first thread waits for this one: it must hear of it.
      Atomics.store(words, ShareWord.failed, 1);
    }
    Atomics.add(words, ShareWord.filled, 1);
    Atomics.notify(words, ShareWord.filled);
    help!(team, share, joined);
  }
  parentPort?.postMessage(filler.close());
}

if (filling) fillAndHelp(filling.control, filling.feeds);
else {
  const joined = session!(team);
  parentPort?.postMessage(ownThread());
  help!(team, share, joined);
}
