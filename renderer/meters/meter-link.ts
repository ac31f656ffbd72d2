/**
 * The page's end of the meter worker: canvases are handed over, strips' rows passed on as they arrive, and the
 * worker told of themes. Started with the first canvas; while there is none, nothing is sent.
 */
import { onThemeChange } from '../theme/index.ts';
import { meterColours } from './meter-colours.ts';
import type { CanvasSize, MeterPlace, ScreenMessage } from './screen-messages.ts';

let worker: Worker | undefined;
let lastId = 0;
let canvases = 0;
let sentIds: readonly string[] | undefined;
/** Called when a new worker has taken the place of one that failed: canvases given to that one are lost with it. */
const restarts = new Set<() => void>();
const RESTART_AFTER_MS = 2000;

/** Meters must not stay dark because their thread could not be loaded or stumbled once. */
function restart(failed: Worker): void {
  if (worker !== failed) return;
  failed.terminate();
  worker = undefined;
  setTimeout(() => {
    canvases = 0;
    sentIds = undefined;
    for (const listener of restarts) listener();
  }, RESTART_AFTER_MS);
}

/** Tells that canvases must be made and handed over anew. Answers what ends it. */
export function onMetersRestart(listener: () => void): () => void {
  restarts.add(listener);
  return () => restarts.delete(listener);
}

function send(message: ScreenMessage, transfer: Transferable[] = []): void {
  worker?.postMessage(message, transfer);
}

let themesFollowed = false;
const sendColours = () => send({ kind: 'colours', colours: meterColours() });

function start(): void {
  if (worker) return;
  worker = new Worker(new URL('./meter-worker.ts', import.meta.url), { type: 'module', name: 'meters' });
  const started = worker;
  started.addEventListener('error', (event) => {
    console.error('The thread that draws the meters failed and is started again.', event.message ?? '');
    restart(started);
  });
  sendColours();
  // One subscription for the page's life, whichever worker is there.
  if (!themesFollowed) onThemeChange(sendColours);
  themesFollowed = true;
}

/** A canvas that the worker draws on. */
export interface MeterCanvasLink {
  resize(size: CanvasSize): void;
  place(places: readonly MeterPlace[]): void;
  close(): void;
}

/** Hands a canvas over for good; undefined where the page cannot (a document without threads or canvases). */
export function openMeterCanvas(canvas: HTMLCanvasElement): MeterCanvasLink | undefined {
  if (typeof Worker !== 'function' || typeof canvas.transferControlToOffscreen !== 'function')
    return undefined;
  start();
  const canvasId = ++lastId;
  const offscreen = canvas.transferControlToOffscreen();
  send({ kind: 'open', canvasId, canvas: offscreen }, [offscreen]);
  canvases++;
  const by = worker;
  return {
    resize: (size) => send({ kind: 'size', canvasId, size }),
    place: (places) => send({ kind: 'places', canvasId, places }),
    close: () => {
      if (worker !== by) return;
      send({ kind: 'close', canvasId });
      canvases--;
      // What passes while none is open is not sent; the latches it lit are told when one is.
      if (canvases === 0) sentIds = undefined;
    },
  };
}

/** Passes one telemetry frame's rows on, which the worker gets as a copy. `isClipped` says whose latch is lit. */
export function sendMeterRows(
  stripIds: readonly string[],
  rows: Float32Array,
  isClipped: (stripId: string) => boolean,
): void {
  if (canvases === 0) return;
  if (sentIds !== stripIds) {
    sentIds = stripIds;
    send({ kind: 'strips', stripIds, clippedIds: stripIds.filter(isClipped) });
  }
  const copy = rows.slice(0);
  send({ kind: 'rows', rows: copy }, [copy.buffer]);
}

export function clearMeters(stripId: string | undefined): void {
  send({ kind: 'clear', stripId });
}

export function forgetMeters(): void {
  sentIds = undefined;
  send({ kind: 'forget' });
}
