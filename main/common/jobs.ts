/**
 * Long work in processes of its own: import, peaks, export, analysis. What was asked for goes one at a time, in order, and
 * beside it, one at a time too, what is only listened to or drawn: an export never waits for a mix check. Each can be
 * cancelled; one that dies is said and harms nothing.
 */
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { entryPath } from '../../audio-engine/entries.ts';
import type { FromJob, Job, JobRequest, ToJob } from '../../audio-engine/protocol/index.ts';
import { failureOf, hostWords } from '../../audio-engine/words/index.ts';
import type { OpenHiddenPage } from './host-services.ts';
import { JobPages } from './job-pages.ts';
import type { ChildProcess, SpawnProcess } from './spawn-process.ts';

export interface JobOptions {
  title: string;
  request: () => JobRequest;
  /** Takes the result in the main process, for example runs the command; what it returns is shown. */
  finish?: (result: unknown) => Job['result'];
  /** What is said at the end, made from what the job says; called after `finish`. */
  sentence?: (said: string) => string;
  /** Not listed for the person: peaks are nobody's task. */
  quiet?: boolean;
}

interface Entry {
  job: Job;
  options: JobOptions;
  child: ChildProcess | undefined;
  pages: JobPages | undefined;
}

/** Changes nothing and holds nobody up: has a queue of its own. */
const ASIDE: ReadonlySet<Job['kind']> = new Set(['peaks', 'check', 'explain', 'profile', 'translate']);

/** A job that does not stop when asked is stopped. */
const CANCEL_PATIENCE_MS = 3000;
const KEPT_ENDED = 20;

interface Events {
  changed: [Job, boolean];
  peaks: [string];
}

/** Waiting or at work. */
const isOpen = ({ state }: Job): boolean => state === 'queued' || state === 'running';

export class Jobs extends EventEmitter<Events> {
  readonly #spawn: SpawnProcess;
  readonly #openPage: OpenHiddenPage | undefined;
  readonly #entries: Entry[] = [];

  constructor(spawn: SpawnProcess, openPage?: OpenHiddenPage) {
    super();
    this.#spawn = spawn;
    this.#openPage = openPage;
  }

  get list(): Job[] {
    return this.#entries.filter((entry) => !entry.options.quiet).map((entry) => entry.job);
  }

  start(kind: Job['kind'], options: JobOptions): Job {
    const job: Job = {
      id: randomUUID(),
      kind,
      title: options.title,
      state: 'queued',
      progress: 0,
      sentence: '',
      failures: [],
    };
    this.#entries.push({ job, options, child: undefined, pages: undefined });
    this.#changed(job);
    this.#next();
    return job;
  }

  /** Resolves with the job when it is done, failed or cancelled. */
  whenEnded(jobId: string): Promise<Job> {
    return new Promise((resolve) => {
      const listen = (job: Job): void => {
        if (job.id !== jobId || isOpen(job)) return;
        this.off('changed', listen);
        resolve(job);
      };
      this.on('changed', listen);
      // One whose request was refused has ended before anyone could listen.
      const entry = this.#entries.find(({ job }) => job.id === jobId);
      if (entry) listen(entry.job);
    });
  }

  cancel(jobId: string): void {
    const entry = this.#entries.find((candidate) => candidate.job.id === jobId);
    if (!entry || !isOpen(entry.job)) return;
    if (!entry.child) {
      this.#end(entry, 'cancelled', hostWords.jobCancelled(entry.job.title));
      return;
    }
    entry.child.post({ type: 'cancel' } satisfies ToJob);
    const { child } = entry;
    setTimeout(() => {
      if (entry.child === child && entry.job.state === 'running') {
        this.#end(entry, 'cancelled', hostWords.jobCancelled(entry.job.title));
        child.kill();
      }
    }, CANCEL_PATIENCE_MS).unref();
  }

  /** Stops everything; for quitting and for opening another session. */
  close(): void {
    for (const entry of this.#entries) {
      if (isOpen(entry.job)) entry.job.state = 'cancelled';
      entry.child?.kill();
      entry.child = undefined;
      entry.pages?.close();
    }
  }

  #next(): void {
    for (const aside of [false, true]) {
      const queue = this.#entries.filter(({ job }) => ASIDE.has(job.kind) === aside);
      if (queue.some(({ job }) => job.state === 'running')) continue;
      const entry = queue.find(({ job }) => job.state === 'queued');
      if (entry) this.#run(entry);
    }
  }

  #run(entry: Entry): void {
    const { job, options } = entry;
    let request: JobRequest;
    try {
      request = options.request();
    } catch (error) {
      this.#fail(entry, error);
      return;
    }
    job.state = 'running';
    this.#changed(job);
    const child = this.#spawn(entryPath('main/job-process.js'), { name: `job ${job.kind}` });
    entry.child = child;
    if (this.#openPage) entry.pages = new JobPages(this.#openPage, child);
    child.onMessage((message) => this.#hear(entry, message as FromJob, request));
    child.onExit(() => {
      entry.pages?.close();
      if (entry.job.state !== 'running') return;
      this.#end(entry, 'failed', hostWords.jobDied(job.title), [
        { code: 'job.died', sentence: hostWords.jobDied(job.title), nextStep: hostWords.jobDiedNext },
      ]);
    });
  }

  #hear(entry: Entry, message: FromJob, request: JobRequest): void {
    const { job, options } = entry;
    if (job.state !== 'running') return;
    switch (message.type) {
      case 'ready':
        entry.child?.post({ type: 'start', request, hostPages: entry.pages !== undefined } satisfies ToJob);
        break;
      case 'progress':
        job.progress = Math.min(1, Math.max(0, message.fraction));
        job.sentence = message.sentence;
        this.#changed(job);
        break;
      case 'peaks':
        this.emit('peaks', message.mediaId);
        break;
      case 'openPage':
        entry.pages?.open(message.page, message.address);
        break;
      case 'closePage':
        entry.pages?.closeOne(message.page);
        break;
      case 'done':
        try {
          job.result = options.finish ? options.finish(message.result) : (message.result as Job['result']);
          job.progress = 1;
          this.#end(
            entry,
            'done',
            options.sentence?.(message.sentence) ?? message.sentence,
            message.failures,
          );
        } catch (error) {
          this.#fail(entry, error);
        }
        break;
      case 'cancelled':
        this.#end(entry, 'cancelled', hostWords.jobCancelled(job.title));
        break;
      case 'failed':
        this.#end(entry, 'failed', message.failure.sentence, [message.failure]);
        break;
    }
  }

  #fail(entry: Entry, error: unknown): void {
    const failure = failureOf(error, hostWords.jobDied(entry.job.title));
    this.#end(entry, 'failed', failure.sentence, [failure]);
  }

  #end(entry: Entry, state: Job['state'], sentence: string, failures: Job['failures'] = []): void {
    entry.job.state = state;
    entry.job.sentence = sentence;
    entry.job.failures = failures;
    const { child } = entry;
    entry.child = undefined;
    entry.pages?.close();
    // A job process ends by itself once its answer is out; this makes sure.
    if (child) setTimeout(() => child.kill(), CANCEL_PATIENCE_MS).unref();
    this.#changed(entry.job);
    const ended = this.#entries.filter(({ job }) => !isOpen(job));
    for (const old of ended.slice(0, -KEPT_ENDED)) this.#entries.splice(this.#entries.indexOf(old), 1);
    this.#next();
  }

  #changed(job: Job): void {
    const quiet = this.#entries.find((entry) => entry.job === job)?.options.quiet ?? false;
    this.emit('changed', { ...job }, quiet);
  }
}
