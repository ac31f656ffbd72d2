/** Where the song starts and ends and how it fades, on the song's picture: handles, keys at the playhead, typed values. */
import type { Patch } from '../../audio-engine/protocol/index.ts';
import { type SessionDocument, type SongEdges, sessionEndSample } from '../../audio-engine/session/index.ts';
import { masterRoomWords as words } from '../../audio-engine/words/index.ts';
import type { ActionHandlers } from '../commands/index.ts';
import { playheadSample } from '../live/index.ts';
import { beginGesture, type Gesture, run, shownDocument } from '../state/index.ts';

export const HANDLES = ['start', 'fadeIn', 'fadeOut', 'end'] as const;
export type SongHandle = (typeof HANDLES)[number];

/** The song's edges in samples; where nothing is set, those of the session. */
export interface SongSpan {
  startSample: number;
  endSample: number;
  fadeInEnd: number;
  fadeOutStart: number;
}

export function songSpan(document: SessionDocument): SongSpan {
  const { startSample, endSample, fadeIn, fadeOut } = document.master.song;
  const start = startSample ?? 0;
  const end = Math.max(start + 1, endSample ?? sessionEndSample(document));
  return {
    startSample: start,
    endSample: end,
    fadeInEnd: Math.min(end, start + fadeIn.lengthSamples),
    fadeOutStart: Math.max(start, end - fadeOut.lengthSamples),
  };
}

/** Nearer than this to the session's own edge, the song has that edge. */
const SNAP_SECONDS = 0.02;

/** What dragging a handle to a place makes of the song's edges. */
export function edgesWith(document: SessionDocument, handle: SongHandle, sample: number): Partial<SongEdges> {
  const { song } = document.master;
  const span = songSpan(document);
  const rate = document.session.sampleRate;
  const last = sessionEndSample(document);
  const at = Math.round(Math.max(0, Math.min(last, sample)));
  switch (handle) {
    case 'start': {
      const start = Math.min(at, span.endSample - 1);
      return { startSample: start < SNAP_SECONDS * rate ? null : start };
    }
    case 'end': {
      const end = Math.max(at, span.startSample + 1);
      return { endSample: end > last - SNAP_SECONDS * rate ? null : end };
    }
    case 'fadeIn':
      return {
        fadeIn: {
          ...song.fadeIn,
          lengthSamples: Math.max(0, Math.min(at, span.fadeOutStart) - span.startSample),
        },
      };
    case 'fadeOut':
      return {
        fadeOut: {
          ...song.fadeOut,
          lengthSamples: Math.max(0, span.endSample - Math.max(at, span.fadeInEnd)),
        },
      };
  }
}

const GESTURES: Record<SongHandle, string> = {
  start: words.names.songEdges,
  end: words.names.songEdges,
  fadeIn: words.names.songFadeIn,
  fadeOut: words.names.songFadeOut,
};

/** One drag of a handle: heard and shown while it lasts, one step at its end. */
export class EdgeDrag {
  readonly handle: SongHandle;
  readonly #before: SessionDocument;
  #gesture: Gesture | undefined;
  #change: Partial<SongEdges> = {};

  constructor(handle: SongHandle) {
    this.handle = handle;
    this.#before = shownDocument();
  }

  move(sample: number): void {
    this.#gesture ??= beginGesture(GESTURES[this.handle]);
    this.#change = edgesWith(this.#before, this.handle, sample);
    const patches = Object.entries(this.#change).map(
      ([key, value]): Patch => ({
        op: 'replace',
        path: ['master', 'song', key],
        value: value as unknown as NonNullable<Patch['value']>,
      }),
    );
    this.#gesture.preview(patches);
  }

  end(): void {
    if (this.#gesture) void this.#gesture.commit({ id: 'master.song', payload: this.#change });
  }

  cancel(): void {
    this.#gesture?.cancel();
  }
}

/** The handle under a place on the picture, the upper third of which belongs to fades; null on none. */
export function handleAt(
  span: SongSpan,
  xOf: (sample: number) => number,
  x: number,
  top: boolean,
): SongHandle | null {
  const near = (sample: number) => Math.abs(xOf(sample) - x) <= 6;
  if (top && near(span.fadeInEnd)) return 'fadeIn';
  if (top && near(span.fadeOutStart)) return 'fadeOut';
  if (near(span.startSample)) return 'start';
  if (near(span.endSample)) return 'end';
  return null;
}

/** Moves an edge by keys, as one step. */
export function nudgeEdge(handle: SongHandle, seconds: number): void {
  const document = shownDocument();
  const span = songSpan(document);
  const now = {
    start: span.startSample,
    end: span.endSample,
    fadeIn: span.fadeInEnd,
    fadeOut: span.fadeOutStart,
  }[handle];
  void run('master.song', edgesWith(document, handle, now + seconds * document.session.sampleRate));
}

export function setEdge(handle: SongHandle, sample: number): void {
  void run('master.song', edgesWith(shownDocument(), handle, sample));
}

export const songActions: ActionHandlers = {
  'master.songStart': { run: () => setEdge('start', playheadSample() ?? 0) },
  'master.songEnd': { run: () => setEdge('end', playheadSample() ?? 0) },
  'master.songWhole': {
    run: () => {
      const { fadeIn, fadeOut } = shownDocument().master.song;
      void run('master.song', {
        startSample: null,
        endSample: null,
        fadeIn: { ...fadeIn, lengthSamples: 0 },
        fadeOut: { ...fadeOut, lengthSamples: 0 },
      });
    },
  },
};
