/**
 * A job process: long work away from the window and the engine, one job, then gone. It runs at a low priority, so
 * that playback comes first, and answers a cancel between two blocks of its work.
 */
import { setPriority } from 'node:os';
import { runCheck, runExplain } from '../../audio-engine/advice/index.ts';
import {
  runAlbum,
  runAnalysis,
  runCompare,
  runExport,
  runGentler,
  runHandoff,
  runLevel,
  runMatch,
  runPrint,
  runPropose,
  runProve,
  runReceive,
  runReport,
  runTakeFile,
  runTranslate,
} from '../../audio-engine/delivery/index.ts';
import { runProfile, runReference } from '../../audio-engine/listening/index.ts';
import { runImport, runPeaks, setHostPages } from '../../audio-engine/media/index.ts';
import type { FromJob, JobRequest, JobRunner, ToJob } from '../../audio-engine/protocol/index.ts';
import { failureOf, mediaWords } from '../../audio-engine/words/index.ts';

type Runners = { [Kind in JobRequest['kind']]?: JobRunner<Kind> };

const runners: Runners = {
  import: runImport,
  peaks: runPeaks,
  export: runExport,
  analysis: runAnalysis,
  level: runLevel,
  print: runPrint,
  prove: runProve,
  propose: runPropose,
  match: runMatch,
  gentler: runGentler,
  takeFile: runTakeFile,
  compare: runCompare,
  reference: runReference,
  profile: runProfile,
  album: runAlbum,
  report: runReport,
  handoff: runHandoff,
  receive: runReceive,
  check: runCheck,
  explain: runExplain,
  translate: runTranslate,
};

/** Electron's utilityProcess talks through `parentPort`, a forked Node through `process.send`. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}
const parentPort = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort;

/** Resolves when the message is on its way: a process that ends before loses its last word. */
function post(message: FromJob): Promise<void> {
  return new Promise((resolve) => {
    if (parentPort) {
      parentPort.postMessage(message);
      setTimeout(resolve, 50);
    } else if (process.connected) {
      process.send!(message, () => resolve());
    } else {
      resolve();
    }
  });
}

const stop = new AbortController();

async function run<Kind extends JobRequest['kind']>(
  request: Extract<JobRequest, { kind: Kind }>,
): Promise<void> {
  const runner = runners[request.kind as Kind] as JobRunner<Kind> | undefined;
  try {
    if (!runner) throw new Error(`No job is called ${request.kind}.`);
    const ended = await runner(request, { post: (message) => void post(message), signal: stop.signal });
    await post({ type: 'done', ...ended });
  } catch (error) {
    if (stop.signal.aborted) await post({ type: 'cancelled' });
    else await post({ type: 'failed', failure: failureOf(error, mediaWords.jobFailed) });
  }
  process.exit(0);
}

/** Pages the host opened for this job, and whom to tell when one ends. */
const pages = new Map<number, (error: Error) => void>();
let nextPage = 1;

function openHostPage(address: string, gone: (error: Error) => void): () => void {
  const page = nextPage++;
  pages.set(page, gone);
  void post({ type: 'openPage', page, address });
  return () => {
    if (pages.delete(page)) void post({ type: 'closePage', page });
  };
}

function hear(message: ToJob): void {
  switch (message.type) {
    case 'start':
      setHostPages(message.hostPages ? openHostPage : undefined);
      void run(message.request);
      break;
    case 'cancel':
      stop.abort();
      break;
    case 'pageGone':
      pages.get(message.page)?.(new Error('the decoding page has ended'));
      break;
  }
}

try {
  setPriority(0, 10);
} catch {
  // Only a wish: without it the job runs as any other process.
}
if (parentPort) parentPort.on('message', (event) => hear(event.data as ToJob));
else {
  process.on('message', (message) => hear(message as ToJob));
  // Nobody is left to hear the answer.
  process.on('disconnect', () => process.exit(0));
  // They may have gone while this file was still loading.
  if (!process.connected) process.exit(0);
}
void post({ type: 'ready' });
