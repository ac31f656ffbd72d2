/** What a page's main thread did while something happened, from Chromium's own trace: script, all work, frames. */
import { writeFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright';

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** Time of the thread itself, without what other programs took. */
  tdur?: number;
  pid: number;
  tid: number;
  args?: { name?: string };
}

export interface Work {
  seconds: number;
  /** Animation frames a second. */
  framesPerS: number;
  /** Script from one animation frame to the next, ms. */
  scriptMs: { median: number; p95: number };
  /** All work of the main thread from one animation frame to the next, ms. */
  mainMs: { median: number; p95: number };
  scriptMsPerS: number;
  mainMsPerS: number;
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'];
/** Kept traces say also which functions ran. */
const PROFILE = ['disabled-by-default-v8.cpu_profiler'];
const SCRIPT = new Set([
  'FunctionCall',
  'EvaluateScript',
  'TimerFire',
  'EventDispatch',
  'FireAnimationFrame',
  'RunMicrotasks',
  'V8.GCScavenger',
  'MinorGC',
  'MajorGC',
]);

/** The outermost events: what runs inside another is already counted in it. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  let end = 0;
  return events
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
    .filter(({ ts, dur = 0 }) => {
      if (ts < end) return false;
      end = ts + dur;
      return true;
    });
}

function quantiles(values: readonly number[]): { median: number; p95: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

function figures(events: readonly TraceEvent[]): Work {
  const main = events.find(
    (e) => e.name === 'thread_name' && e.args?.name === 'CrRendererMain' && busy(events, e),
  );
  const own = events.filter((e) => e.pid === main?.pid && e.tid === main?.tid && e.ph === 'X');
  const tasks = outermost(
    own.filter((e) => e.name === 'RunTask' || e.name === 'ThreadControllerImpl::RunTask'),
  );
  const script = outermost(own.filter((e) => SCRIPT.has(e.name)));
  const frames = own.filter((e) => e.name === 'FireAnimationFrame').map((e) => e.ts);
  // Several callbacks run in one frame, a fraction of a millisecond apart.
  const starts = frames
    .toSorted((a, b) => a - b)
    .filter((ts, i, all) => i === 0 || ts - (all[i - 1] ?? 0) > 4000);
  const between = (spans: readonly TraceEvent[]) => {
    const sums = new Float64Array(starts.length);
    let index = -1;
    for (const { ts, dur = 0, tdur = dur } of spans) {
      while (index + 1 < starts.length && (starts[index + 1] ?? 0) <= ts + dur) index++;
      if (index >= 0) sums[index] = (sums[index] ?? 0) + tdur / 1000;
    }
    return [...sums.slice(0, -1)];
  };
  const seconds = ((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / 1e6;
  const scriptMs = between(script);
  const mainMs = between(tasks);
  const sum = (values: readonly number[]) => values.reduce((total, v) => total + v, 0);
  return {
    seconds,
    framesPerS: (starts.length - 1) / seconds,
    scriptMs: quantiles(scriptMs),
    mainMs: quantiles(mainMs),
    scriptMsPerS: sum(scriptMs) / seconds,
    mainMsPerS: sum(mainMs) / seconds,
  };
}

/** The page's renderer, not that of a blank tab beside it. */
function busy(events: readonly TraceEvent[], { pid, tid }: TraceEvent): boolean {
  return events.some((e) => e.pid === pid && e.tid === tid && e.name === 'FireAnimationFrame');
}

/**
 * The main thread's time and the frames while something happened, without tracing, which has a cost of its own:
 * Chromium's own count of what its tasks took of the processor.
 */
export async function mainThreadDuring(
  page: Page,
  act: () => Promise<void>,
): Promise<{ mainMsPerS: number; framesPerS: number }> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskSeconds = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  await page.evaluate(`{
    const count = { frames: 0, running: true };
    const frame = () => { count.frames++; if (count.running) requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
    globalThis.benchFrames = count;
  }`);
  const from = { tasks: await taskSeconds(), ms: performance.now() };
  await act();
  const seconds = (performance.now() - from.ms) / 1000;
  const tasks = (await taskSeconds()) - from.tasks;
  const frames = (await page.evaluate(
    'globalThis.benchFrames.running = false, globalThis.benchFrames.frames',
  )) as number;
  await session.detach();
  return { mainMsPerS: (1000 * tasks) / seconds, framesPerS: frames / seconds };
}

let kept = 0;

/** Traces the page while `act` runs; with THRESHOLD_BENCH_TRACE=<path> the traces are kept for a look at them. */
export async function workDuring(page: Page, act: () => Promise<void>): Promise<Work> {
  const keep = process.env.THRESHOLD_BENCH_TRACE;
  const session: CDPSession = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: keep ? [...CATEGORIES, ...PROFILE] : CATEGORIES },
  });
  await act();
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  if (keep) writeFileSync(`${keep}-${++kept}.json`, JSON.stringify(events));
  return figures(events);
}
