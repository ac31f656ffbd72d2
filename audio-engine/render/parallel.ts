/**
 * A render shared among threads over one memory: every thread fills the rings of some tracks, then all run the plan
 * as a team (kernels/assembly/team.ts). Sums keep their order, so the bits are those of one thread.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { entryPath } from '../entries.ts';
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { RunMap, type RunMapData } from './run-map.ts';
import type { FeedTrack } from './track-feed.ts';
import { TrackFiller } from './track-filler.ts';

/** Int32 words of the block that threads meet at. */
export const ShareWord = { turn: 0, quantum: 1, count: 2, filled: 3, failed: 4, quit: 5, track: 6 } as const;
/** How often a helper looks for work before it sleeps: a few dozen microseconds, as long as a stage of one strip takes. */
export const TEAM_LOOKS = 20_000;

/** More threads than this wait for each other and for the disk. */
const MOST_THREADS = 8;

/** Threads for a render that may take what the machine has: one where there is nothing to start others from. */
export function renderThreads(): number {
  return existsSync(entryPath('engine/dsp-worker.js')) ? Math.min(MOST_THREADS, availableParallelism()) : 1;
}

/** What threads fill rings with. */
export interface ShareFeeds {
  /** All of them: each thread takes the next that nobody has filled yet. */
  tracks: readonly FeedTrack[];
  map: RunMapData;
  /** Address of `FILL_SCRATCH_BYTES` of its own. */
  scratch: Pointer;
}

/** What a DSP thread is started with. */
export interface ShareData {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** Address of the team's block. */
  team: Pointer;
  share: number;
  /** Null where others fill the rings: then the thread only helps. */
  filling: { control: SharedArrayBuffer; feeds: ShareFeeds } | null;
}

export interface Shares {
  /**
   * Fills the rings with a plan's quanta and runs them. Where `more` follow, the other threads go on to fill the rings
   * for as many again when it returns.
   */
  run(plan: Pointer, firstQuantum: number, count: number, more: boolean): void;
  /** Ends the threads; answers with sentences about files that were missing or too short. */
  stop(): Promise<string[]>;
}

/** Fills rings on one thread, in turn with others. */
export class ShareFiller {
  readonly #filler: TrackFiller;
  readonly #map: RunMap;
  readonly #tracks: readonly FeedTrack[];

  constructor(kernels: Kernels, feeds: ShareFeeds) {
    this.#filler = new TrackFiller(kernels, feeds.scratch);
    this.#map = new RunMap(feeds.map);
    this.#tracks = feeds.tracks;
  }

  /** @param words where threads count the tracks they take (`ShareWord.track`). */
  fill(words: Int32Array, firstQuantum: number, count: number): void {
    const tracks = this.#tracks;
    for (let next = take(words); next < tracks.length; next = take(words))
      this.#filler.fill(tracks[next]!, this.#map, firstQuantum, count);
  }

  /** Closes the files; answers with their notices. */
  close(): readonly string[] {
    this.#filler.close();
    return this.#filler.notices;
  }
}

const take = (words: Int32Array): number => Atomics.add(words, ShareWord.track, 1);

/** A team's block in shared memory; its first thread is the one that calls `runTeam`. */
export function createTeam(kernels: Kernels, allocator: Allocator, shares: number, looks: number): Pointer {
  const team = allocator.allocate(kernels.call.team_bytes!(shares));
  kernels.call.team_init!(team, shares, looks);
  return team;
}

/**
 * Answers when every thread is there.
 * @param tracks in the order of the plan's strips.
 * @param scratches one for each thread, this one first.
 */
export async function startShares(
  kernels: Kernels,
  allocator: Allocator,
  tracks: readonly FeedTrack[],
  map: RunMap,
  scratches: readonly Pointer[],
): Promise<Shares> {
  const { call, module, memory } = kernels;
  const shares = scratches.length;
  const feedsOf = (share: number): ShareFeeds => ({ tracks, map: map.data, scratch: scratches[share]! });
  const filler = new ShareFiller(kernels, feedsOf(0));
  const notices = new Set<string>();
  const close = (): string[] => {
    for (const sentence of filler.close()) notices.add(sentence);
    return [...notices];
  };
  const control = new SharedArrayBuffer(64);
  const words = new Int32Array(control);
  if (shares === 1) {
    return {
      run(plan, first, count) {
        words[ShareWord.track] = 0;
        filler.fill(words, first, count);
        call.runPlan!(plan, first, count);
      },
      stop: async () => close(),
    };
  }

  const team = createTeam(kernels, allocator, shares, TEAM_LOOKS);
  const workers = scratches.slice(1).map((_, index) => {
    const share = index + 1;
    const data: ShareData = { module, memory, team, share, filling: { control, feeds: feedsOf(share) } };
    const worker = new Worker(entryPath('engine/dsp-worker.js'), { workerData: data, name: `dsp ${share}` });
    worker.on('message', (sentences: readonly string[]) => {
      for (const sentence of sentences) notices.add(sentence);
    });
    return worker;
  });
  const ends = workers.map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve())));
  const turn = (first: number, count: number): void => {
    words[ShareWord.quantum] = first;
    words[ShareWord.count] = count;
    words[ShareWord.track] = 0;
    Atomics.store(words, ShareWord.filled, 0);
    Atomics.add(words, ShareWord.turn, 1);
    Atomics.notify(words, ShareWord.turn);
  };
  const waitForOthers = (): void => {
    for (let filled = 0; filled < workers.length; filled = Atomics.load(words, ShareWord.filled)) {
      Atomics.wait(words, ShareWord.filled, filled);
    }
  };
  /** The quantum of the turn that the others fill already; -1 before the first. */
  let announced = -1;
  let stopped: Promise<string[]> | undefined;
  const stop = (): Promise<string[]> => {
    stopped ??= (async () => {
      if (announced >= 0) waitForOthers();
      words[ShareWord.quit] = 1;
      turn(0, 0);
      // Whoever has filled waits in the team for a run that does not come.
      call.team_leave!(team);
      await Promise.all(ends);
      return close();
    })();
    return stopped;
  };
  try {
    await Promise.all(workers.map(started));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    run(plan, first, count, more) {
      if (announced !== first) turn(first, count);
      filler.fill(words, first, count);
      waitForOthers();
      if (words[ShareWord.failed]) throw new Error('a thread of the render failed');
      call.runTeam!(team, plan, first, count);
      // They come back from the team and fill the next stretch while this one is handed on.
      call.team_leave!(team);
      announced = more ? first + count : -1;
      if (more) turn(announced, count);
    },
    stop,
  };
}

/** Its first message says that it is there. */
function started(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
}
