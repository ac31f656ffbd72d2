/**
 * The assistant's job: listens to the song and its reference, plans a chain, tries it on the whole song and settles its
 * limiter, so that what is proposed is what was measured. Nothing of the session changes.
 */
import { join } from 'node:path';
import {
  curveReference,
  figuresOf,
  listenToSignal,
  loadServices,
  loudPsrDb,
  type PlannedProposal,
  proposeChain,
  SignalAnalyser,
  type SongFacts,
  songFacts,
  type TonalReference,
  Transform,
} from '../advice/index.ts';
import { loadKernels } from '../kernels/index.ts';
import type { KernelHome } from '../measure/index.ts';
import { openAudio } from '../media/index.ts';
import { curveFor, type Proposal } from '../protocol/index.ts';
import { MIX_OUTPUT, renderOffline } from '../render/index.ts';
import {
  applyCommand,
  type Id,
  MASTER_STRIP,
  putChain,
  type SessionDocument,
  sessionEndSample,
} from '../session/index.ts';
import { deliveryWords, ThresholdError, assistantWords as words } from '../words/index.ts';
import { ChainCache } from './chain-cache.ts';
import { limiterValues } from './final-limiter.ts';
import { LimiterWork } from './limiter-work.ts';
import { runMasterPass } from './master-pass.ts';
import { settleMaster } from './settle-master.ts';
import { DEFAULT_TARGET, findTarget } from './targets.ts';
import { Turns } from './turns.ts';

export interface ProposeJob {
  document: SessionDocument;
  folder: string;
  /** A reference of the session, or a file of any kind; null holds the tone against an average. */
  reference: { id: Id } | { path: string } | null;
  /** Of assets/targets.json; null takes the session's own, or what streaming asks for. */
  targetName: string | null;
  /** Name of the curve that stands in for a reference; null or none takes the one nearest to the song. */
  curve?: string | null;
  threads?: number;
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

/** Of the progress: listening, the reference, the chain's render; settling has the rest. */
const SHARES = { song: 0.2, reference: 0.1, chain: 0.3 } as const;
const FIRM_REFERENCE_DB = 0.5;
/** A chain that keeps less than it said is turned down, at most so often. */
const MOST_LOWERINGS = 3;

export async function proposeMaster(job: ProposeJob): Promise<Proposal> {
  const { document, folder, signal } = job;
  if (sessionEndSample(document) === 0) throw new ThresholdError(deliveryWords.emptySession);
  const home = loadKernels();
  const { sampleRate } = document.session;
  const song = await listenToSong(job, home);
  const { reference, sideDb } = await tonalReference(job, song, home);
  const plan = proposeChain({
    song,
    reference,
    referenceSideDb: sideDb,
    target: wantedTarget(job),
  });
  const inserts = plan.modules.map(({ kind, parameters }) => ({ kind, parameters }));
  const step = putChain(
    document,
    inserts,
    inserts.map((_, i) => `proposed-${i}`),
  );
  const tried = applyCommand(document, step).document;
  const cache = new ChainCache(home, { channels: 2, fromRate: sampleRate, sampleRate });
  try {
    const done = SHARES.song + SHARES.reference;
    const { notices } = await renderOffline({
      document: tried,
      folder,
      outputs: [MASTER_STRIP],
      limiter: false,
      range: null,
      workers: job.threads ?? 1,
      ...(signal && { signal }),
      onProgress: (fraction) => job.onProgress?.(done + SHARES.chain * fraction, words.step.rendering),
      onBlock: (blocks, frames) => cache.push(blocks[0]!, frames),
    });
    return await settle(job, plan, reference, cache, home, notices);
  } finally {
    cache.dispose();
  }
}

function wantedTarget({ document, targetName }: ProposeJob): Parameters<typeof proposeChain>[0]['target'] {
  const name = targetName ?? document.release.targetName;
  if (name === null) return { name: null, ...DEFAULT_TARGET, fixed: false };
  const target = findTarget(name);
  // What a music service levels itself need not be hit; a broadcaster's level must be.
  const levels = loadServices().some(
    (service) => service.kind === 'music' && service.name.toLowerCase() === target.name.toLowerCase(),
  );
  return { name: target.name, lufs: target.lufs, ceilingDbtp: target.ceilingDbtp, fixed: !levels };
}

async function listenToSong(job: ProposeJob, home: KernelHome): Promise<SongFacts> {
  const { document, folder, signal } = job;
  const { sampleRate } = document.session;
  const transform = new Transform(sampleRate, home);
  const analyser = analyserOf(sampleRate, transform, home);
  try {
    await renderOffline({
      document,
      folder,
      outputs: [MIX_OUTPUT],
      limiter: false,
      range: null,
      workers: job.threads ?? 1,
      ...(signal && { signal }),
      onProgress: (fraction) => job.onProgress?.(SHARES.song * fraction, words.step.listening),
      onBlock: ([block], frames) => analyser.push(block!.subarray(0, frames * 2), frames),
    });
    return songFacts(analyser.finish());
  } finally {
    transform.dispose();
  }
}

function analyserOf(sampleRate: number, transform: Transform, home: KernelHome): SignalAnalyser {
  const facts = { id: MASTER_STRIP, name: '', kind: 'mix', channels: 2, pathGainDb: 0 } as const;
  return new SignalAnalyser(facts, { sampleRate, lengthSamples: null, transform, home });
}

async function tonalReference(
  job: ProposeJob,
  song: SongFacts,
  home: KernelHome,
): Promise<{ reference: TonalReference; sideDb: number | null }> {
  const file = referenceFile(job);
  if (!file) return { reference: curveReference(curveFor(job.curve ?? null, song.tone)), sideDb: null };
  const source = await openAudio(file.path);
  try {
    const heard = await listenToSignal({
      source,
      name: file.name,
      file: null,
      signal: job.signal,
      home,
      onProgress: (fraction) =>
        job.onProgress?.(SHARES.song + SHARES.reference * fraction, words.step.reference),
    });
    const facts = songFacts(heard.mix);
    const levelsDb = facts.tone;
    const reference = {
      name: file.name,
      kind: 'reference',
      levelsDb,
      toleranceDb: FIRM_REFERENCE_DB,
    } as const;
    return { reference, sideDb: facts.sideDb };
  } finally {
    source.close();
  }
}

function referenceFile({ document, folder, reference }: ProposeJob): { path: string; name: string } | null {
  if (!reference) return null;
  if ('path' in reference) {
    const name = reference.path.split(/[\\/]/).at(-1) ?? reference.path;
    return { path: reference.path, name };
  }
  const known = document.references[reference.id];
  const media = known && document.media[known.mediaId];
  return known && media ? { path: join(folder, ...media.file.split('/')), name: known.name } : null;
}

/** Limiter and loudness on the cached chain, lower where less PSR would be left than was said. */
async function settle(
  job: ProposeJob,
  plan: PlannedProposal,
  reference: TonalReference,
  cache: ChainCache,
  home: KernelHome,
  notices: readonly string[],
): Promise<Proposal> {
  const turns = new Turns(job.signal);
  const chain = cache.finish();
  const planned = plan.modules.find(({ part }) => part === 'limiter')!;
  const begins = SHARES.song + SHARES.reference + SHARES.chain;
  let { lufs } = plan.target;
  for (let pass = 0; ; pass++) {
    const settled = await settleMaster({
      home,
      cache,
      bits: '32f',
      turns,
      limiter: limiterValues(planned.parameters),
      ceilingDbtp: plan.target.ceilingDbtp,
      targetLufs: lufs,
      chainLufs: chain.integratedLufs,
      chainSamplePeakDbfs: chain.samplePeakDbfs,
      onProgress: (fraction) => {
        const share = (pass + fraction) / (MOST_LOWERINGS + 1);
        job.onProgress?.(begins + (1 - begins) * share, words.step.settling(pass + 1));
      },
    });
    const { song, work } = await listenAgain(cache, settled.limiter, home, turns);
    const psr = loudPsrDb(song.loud) ?? 0;
    const short = plan.keepsPsrDb - psr;
    if (short > 0 && !plan.target.fixed && pass < MOST_LOWERINGS) {
      // A dB less gain gives less than a dB of PSR back where the limiter works.
      lufs = Math.floor((lufs - Math.max(0.2, short * 1.3)) * 10) / 10;
      continue;
    }
    const { gainDb = 0, ceilingDbtp = plan.target.ceilingDbtp } = settled.limiter;
    return {
      ...plan,
      target: { ...plan.target, lufs },
      keepsPsrDb: Math.min(plan.keepsPsrDb, Math.floor(psr * 10) / 10),
      modules: plan.modules.map((module) =>
        module.part === 'limiter' ? withValues(module, { gainDb, ceilingDbtp }) : module,
      ),
      after: figuresOf(song, reference),
      limiter: work,
      notices: [...notices, ...settled.notices],
    };
  }
}

function withValues(
  module: Proposal['modules'][number],
  settled: Record<string, number>,
): Proposal['modules'][number] {
  return {
    ...module,
    parameters: { ...module.parameters, ...settled },
    values: module.values.map((value) => ({ ...value, value: settled[value.parameterId] ?? value.value })),
  };
}

/** What the settled master is like, from its own samples. */
async function listenAgain(
  cache: ChainCache,
  limiter: Record<string, number>,
  home: KernelHome,
  turns: Turns,
): Promise<{ song: SongFacts; work: { activePercent: number; mostDb: number } }> {
  const { sampleRate } = cache;
  const transform = new Transform(sampleRate, home);
  const analyser = analyserOf(sampleRate, transform, home);
  const work = new LimiterWork(cache, limiter.gainDb ?? 0);
  try {
    await runMasterPass({
      home,
      cache,
      bits: '32f',
      turns,
      limiter,
      measure: false,
      writer: {
        path: '',
        write: async (samples, frames) => {
          analyser.push(samples.subarray(0, frames * 2), frames);
          work.push(samples, frames);
        },
        close: async () => undefined,
        abort: async () => undefined,
      },
    });
    return { song: songFacts(analyser.finish()), work: work.finish() };
  } finally {
    transform.dispose();
  }
}
