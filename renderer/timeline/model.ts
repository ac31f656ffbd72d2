/** What all parts of the timeline share: the viewport, the rows of the shown document, the grid in force. */
import { type SessionDocument, sessionEndSample } from '../../audio-engine/session/index.ts';
import { LANES_VIEW } from '../automation/index.ts';
import { setView, shownDocument, store, viewValue } from '../state/index.ts';
import { positionNow, samplesPerBar } from '../transport/index.ts';
import { barGrid, type GridLine, timeGrid } from './draw/grid.ts';
import { makeRows, ROW_HEIGHTS, type Rows } from './rows.ts';
import { isSnap, type Snap, type SnapGround } from './snap.ts';
import { Viewport } from './viewport.ts';

export const viewport = new Viewport();

/** The content goes on so far below the last track. */
export const ROOM_BELOW_PX = 48;

const NO_HEIGHTS: Readonly<Record<string, number>> = {};
const NO_LANES: Readonly<Record<string, readonly string[]>> = {};
let rowsKey: readonly unknown[] = [];
let rowsNow: Rows = { list: [], byId: new Map(), strips: [], tracksHeight: 0, totalHeight: 0 };

export function rows(): Rows {
  const document = shownDocument();
  const heights = viewValue<Readonly<Record<string, number>>>('timeline.heights', NO_HEIGHTS);
  const normal = viewValue('timeline.rowHeight', ROW_HEIGHTS.normal as number);
  const lanes = viewValue<Readonly<Record<string, readonly string[]>>>(LANES_VIEW, NO_LANES);
  // Lanes go with what they move: an insert or a send that is gone takes its lane out of sight.
  const anyLanes = Object.keys(lanes).length > 0;
  const key = [
    document.tracks,
    heights,
    normal,
    lanes,
    anyLanes && document.effects,
    anyLanes && document.sends,
    anyLanes && document.buses,
  ];
  if (key.some((part, i) => part !== rowsKey[i])) {
    rowsKey = key;
    rowsNow = makeRows(document, heights, normal, lanes);
  }
  return rowsNow;
}

export function snapNow(): Snap {
  const value = viewValue<string>('timeline.snap', 'beat');
  return isSnap(value) ? value : 'beat';
}

export function rulerMode(): 'bars' | 'time' {
  return viewValue<string>('timeline.ruler', 'bars') === 'time' ? 'time' : 'bars';
}

export function followMode(): 'off' | 'page' | 'centre' {
  const value = viewValue<string>('timeline.follow', 'page');
  return value === 'off' || value === 'centre' ? value : 'page';
}

/** Fitted, each track's waveforms fill its lane; true, full scale does. Taller and lower multiply either. */
export function wavesFitted(): boolean {
  return viewValue<string>('timeline.waves', 'fit') !== 'true';
}

const WAVE_ZOOMS = [1, 2, 4, 8] as const;

export function waveZoom(): (typeof WAVE_ZOOMS)[number] {
  return WAVE_ZOOMS.find((factor) => factor === viewValue<number>('timeline.waveZoom', 1)) ?? 1;
}

export function changeWaveZoom(by: 1 | -1): number {
  const at = WAVE_ZOOMS.indexOf(waveZoom());
  const next = WAVE_ZOOMS[Math.max(0, Math.min(WAVE_ZOOMS.length - 1, at + by))] ?? 1;
  setView({ 'timeline.waveZoom': next });
  return next;
}

/** All tracks one size up or down; heights of single tracks give way. */
export function changeRowHeights(by: 1 | -1): void {
  const sizes = Object.values(ROW_HEIGHTS) as number[];
  const now = viewValue('timeline.rowHeight', ROW_HEIGHTS.normal as number);
  const at = Math.max(0, sizes.indexOf(now));
  const next = sizes[Math.max(0, Math.min(sizes.length - 1, at + by))] ?? now;
  setView({ 'timeline.rowHeight': next, 'timeline.heights': {} });
}

/** `without` are clips that move themselves and do not attract. */
export function snapGround(without: ReadonlySet<string> = new Set()): SnapGround {
  const document = shownDocument();
  const places: number[] = [positionNow(), 0];
  for (const marker of Object.values(document.markers)) places.push(marker.sample);
  if (document.loop.endSample > document.loop.startSample)
    places.push(document.loop.startSample, document.loop.endSample);
  for (const map of Object.values(document.clips)) {
    for (const clip of Object.values(map)) {
      if (without.has(clip.id)) continue;
      places.push(clip.startSample, clip.startSample + clip.lengthSamples);
    }
  }
  return {
    snap: snapNow(),
    tempo: document.tempo,
    sampleRate: document.session.sampleRate,
    samplesPerPixel: viewport.samplesPerPixel,
    places,
  };
}

/** Where the scrolling ends: the song and four bars of room, at least sixteen bars. */
export function timelineEnd(document: SessionDocument = shownDocument()): number {
  const bar = samplesPerBar(document.tempo, document.session.sampleRate);
  return Math.max(sessionEndSample(document) + 4 * bar, 16 * bar);
}

/** Calls back after a change of what the timeline draws from. */
export function onTimelineChange(listener: () => void): () => void {
  return follow(() => true, listener);
}

/** The same for what is drawn along time only: scrolling up and down does not touch it. */
export function onTimeChange(listener: () => void): () => void {
  return follow((inTime) => inTime, listener);
}

function follow(concerns: (inTime: boolean) => boolean, listener: () => void): () => void {
  let before = store.getState();
  const ends = [
    viewport.onChange((inTime) => {
      if (concerns(inTime)) listener();
    }),
    store.subscribe(() => {
      const now = store.getState();
      if (
        now.replica.shown === before.replica.shown &&
        now.selection === before.selection &&
        now.view === before.view
      )
        return;
      before = now;
      listener();
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** Lines of the grid that show now. */
export function gridNow(): GridLine[] {
  const document = shownDocument();
  const { scrollSample, endSample, samplesPerPixel } = viewport;
  const { sampleRate } = document.session;
  return rulerMode() === 'bars'
    ? barGrid(scrollSample, endSample, samplesPerPixel, document.tempo, sampleRate)
    : timeGrid(scrollSample, endSample, samplesPerPixel, sampleRate);
}
