/**
 * What a drag on clips does: each begins as one gesture, previews patches while the hand moves, and ends as one
 * command and one step in the history; Esc takes it back.
 */
import type { Patch } from '../../../audio-engine/protocol/index.ts';
import type { Clip, Id } from '../../../audio-engine/session/index.ts';
import { timelineWords } from '../../../audio-engine/words/views.ts';
import { beginGesture, type ClipRef, type Gesture, newId, select, shownDocument } from '../../state/index.ts';
import { gainPerPixel } from '../clip-shape.ts';
import { rows, snapGround } from '../model.ts';
import { type Row, rowAt } from '../rows.ts';
import { type SnapGround, snapSample } from '../snap.ts';

export interface DragPoint {
  /** Session sample under the pointer, unsnapped. */
  sample: number;
  /** Height in the content of all rows. */
  contentY: number;
  y: number;
  /** No snapping while Shift is held; for gain: fine. */
  shift: boolean;
}

export interface Drag {
  move(point: DragPoint): void;
  end(): void;
  cancel(): void;
  /** What the status line says while it moves. */
  readonly text?: string;
}

interface Held extends ClipRef {
  clip: Clip;
  row: Row;
}

const MOVED_SAMPLES = 1;
const SHORTEST_CLIP = 64;

function held(clips: readonly ClipRef[]): Held[] {
  const document = shownDocument();
  const found: Held[] = [];
  for (const ref of clips) {
    const clip = document.clips[ref.trackId]?.[ref.clipId];
    const row = rows().byId.get(ref.trackId);
    if (clip && row) found.push({ ...ref, clip, row });
  }
  return found;
}

function replace(trackId: Id, clipId: Id, field: string, value: unknown): Patch {
  return { op: 'replace', path: ['clips', trackId, clipId, field], value: value as never };
}

/** Moves the chosen clips together, also to other tracks; with `copy` leaves the originals and moves copies. */
export function moveDrag(grabbed: ClipRef, clips: readonly ClipRef[], start: DragPoint, copy: boolean): Drag {
  const all = held(clips);
  const lead = all.find((c) => c.clipId === grabbed.clipId) ?? all[0];
  const ground = snapGround(new Set(copy ? [] : all.map((c) => c.clipId)));
  const ids = new Map(all.map((c) => [c.clipId, copy ? newId('clip') : c.clipId]));
  const startRow = rowAt(rows(), start.contentY)?.index ?? lead?.row.index ?? 0;
  let gesture: Gesture | undefined;
  let delta = 0;
  let rowDelta = 0;

  const targetRow = (item: Held, rowsBy: number): Row | undefined => rows().list[item.row.index + rowsBy];
  const fits = (rowsBy: number) => {
    const { media } = shownDocument();
    return all.every((item) => {
      const row = targetRow(item, rowsBy);
      return row !== undefined && (media[item.clip.mediaId]?.channels ?? 1) <= row.track.channels;
    });
  };
  const patches = (): Patch[] => {
    const list: Patch[] = [];
    for (const item of all) {
      const row = targetRow(item, rowDelta) ?? item.row;
      const startSample = item.clip.startSample + delta;
      const id = ids.get(item.clipId) ?? item.clipId;
      if (!copy && row.track.id === item.trackId) {
        list.push(replace(item.trackId, item.clipId, 'startSample', startSample));
        continue;
      }
      if (!copy) list.push({ op: 'remove', path: ['clips', item.trackId, item.clipId] });
      const moved = { ...item.clip, id, startSample } as never;
      list.push({ op: 'add', path: ['clips', row.track.id, id], value: moved });
    }
    return list;
  };
  return {
    move(point) {
      if (!lead) return;
      const wanted = lead.clip.startSample + point.sample - start.sample;
      const snapped = point.shift
        ? Math.round(wanted)
        : snapStartOrEnd(wanted, lead.clip.lengthSamples, ground);
      const earliest = Math.min(...all.map((c) => c.clip.startSample));
      const nextDelta = Math.max(-earliest, snapped - lead.clip.startSample);
      const pointed = rowAt(rows(), point.contentY)?.index;
      const nextRows = pointed === undefined ? rowDelta : pointed - startRow;
      const rowsBy = fits(nextRows) ? nextRows : rowDelta;
      if (Math.abs(nextDelta) < MOVED_SAMPLES && rowsBy === 0 && !gesture) return;
      delta = nextDelta;
      rowDelta = rowsBy;
      gesture ??= beginGesture(
        copy ? timelineWords.copyClips(all.length) : timelineWords.moveClips(all.length),
      );
      gesture.preview(patches());
    },
    end() {
      if (!gesture) return;
      if (delta === 0 && rowDelta === 0) {
        gesture.cancel();
        return;
      }
      const payload = all.map((item) => ({
        trackId: item.trackId,
        clipId: item.clipId,
        toTrackId: (targetRow(item, rowDelta) ?? item.row).track.id,
        startSample: item.clip.startSample + delta,
        ...(copy ? { newId: ids.get(item.clipId) } : {}),
      }));
      void gesture.commit({ id: copy ? 'clip.duplicate' : 'clip.move', payload: { clips: payload } });
      select({
        clips: all.map((item) => ({
          trackId: (targetRow(item, rowDelta) ?? item.row).track.id,
          clipId: ids.get(item.clipId) ?? item.clipId,
        })),
      });
    },
    cancel: () => gesture?.cancel(),
  };
}

/** A clip snaps by its start, or by its end where that is nearer to a place. */
function snapStartOrEnd(start: number, length: number, ground: SnapGround): number {
  const byStart = snapSample(start, ground);
  if (ground.snap === 'off') return byStart;
  const edges: SnapGround = { ...ground, snap: 'off' };
  const byEnd = snapToPlaces(start + length, edges) - length;
  return Math.abs(byEnd - start) < Math.abs(byStart - start) && byEnd >= 0 ? byEnd : byStart;
}

function snapToPlaces(sample: number, ground: SnapGround): number {
  let best = Number.POSITIVE_INFINITY;
  for (const place of ground.places) if (Math.abs(place - sample) < Math.abs(best - sample)) best = place;
  return Math.abs(best - sample) <= 7 * ground.samplesPerPixel ? Math.round(best) : Number.POSITIVE_INFINITY;
}

/** Moves an edge of a clip over its file; never past the file's ends. */
export function trimDrag(ref: ClipRef, edge: 'start' | 'end'): Drag {
  const [item] = held([ref]);
  const ground = snapGround(new Set([ref.clipId]));
  let gesture: Gesture | undefined;
  let payload: { startSample: number; lengthSamples: number; offsetSamples: number } | undefined;
  return {
    move(point) {
      if (!item) return;
      const { clip } = item;
      const media = shownDocument().media[clip.mediaId];
      const at = point.shift ? Math.round(point.sample) : snapSample(point.sample, ground);
      payload =
        edge === 'start'
          ? trimStart(clip, at)
          : trimEnd(clip, at, media?.lengthSamples ?? clip.lengthSamples);
      gesture ??= beginGesture(timelineWords.trimClip(clip.name));
      gesture.preview(
        Object.entries(payload).map(([field, value]) => replace(ref.trackId, ref.clipId, field, value)),
      );
    },
    end() {
      const { startSample, lengthSamples } = item?.clip ?? {};
      if (!payload || (payload.startSample === startSample && payload.lengthSamples === lengthSamples))
        gesture?.cancel();
      else void gesture?.commit({ id: 'clip.trim', payload: { ...ref, ...payload } });
    },
    cancel: () => gesture?.cancel(),
  };
}

export function trimStart(clip: Clip, at: number) {
  const earliest = Math.max(0, clip.startSample - clip.offsetSamples);
  const latest = clip.startSample + clip.lengthSamples - SHORTEST_CLIP;
  const startSample = Math.max(earliest, Math.min(latest, at));
  const moved = startSample - clip.startSample;
  return {
    startSample,
    lengthSamples: clip.lengthSamples - moved,
    offsetSamples: clip.offsetSamples + moved,
  };
}

export function trimEnd(clip: Clip, at: number, mediaLength: number) {
  const longest = mediaLength - clip.offsetSamples;
  const lengthSamples = Math.max(SHORTEST_CLIP, Math.min(longest, at - clip.startSample));
  return { startSample: clip.startSample, lengthSamples, offsetSamples: clip.offsetSamples };
}

/** Pulls the end of a fade along the clip. */
export function fadeDrag(ref: ClipRef, which: 'fadeIn' | 'fadeOut'): Drag {
  const [item] = held([ref]);
  const ground = snapGround(new Set());
  let gesture: Gesture | undefined;
  let length: number | undefined;
  return {
    move(point) {
      if (!item) return;
      const { clip } = item;
      const other = which === 'fadeIn' ? clip.fadeOut.lengthSamples : clip.fadeIn.lengthSamples;
      const at = point.shift ? Math.round(point.sample) : Math.round(nearFadePlace(point.sample, ground));
      const wanted = which === 'fadeIn' ? at - clip.startSample : clip.startSample + clip.lengthSamples - at;
      length = Math.max(0, Math.min(clip.lengthSamples - other, wanted));
      gesture ??= beginGesture(timelineWords.fadeClip(clip.name));
      gesture.preview([
        { op: 'replace', path: ['clips', ref.trackId, ref.clipId, which, 'lengthSamples'], value: length },
      ]);
    },
    end() {
      if (!item || length === undefined || length === item.clip[which].lengthSamples) gesture?.cancel();
      else
        void gesture?.commit({
          id: 'clip.set',
          payload: { ...ref, [which]: { ...item.clip[which], lengthSamples: length } },
        });
    },
    cancel: () => gesture?.cancel(),
  };
}

/** Fades want to be free: only clip edges, markers and the playhead attract, not the grid. */
function nearFadePlace(sample: number, ground: SnapGround): number {
  const at = snapToPlaces(sample, ground);
  return Number.isFinite(at) ? at : sample;
}

export const LEAST_CLIP_GAIN_DB = -24;
export const MOST_CLIP_GAIN_DB = 12;

/** Moves the gain line of a clip up and down. */
export function gainDrag(ref: ClipRef, box: Parameters<typeof gainPerPixel>[0]): Drag {
  const [item] = held([ref]);
  let gesture: Gesture | undefined;
  let lastY: number | undefined;
  let raw = item?.clip.gainDb ?? 0;
  let gainDb = raw;
  return {
    move(point) {
      if (!item) return;
      const moved = lastY === undefined ? 0 : lastY - point.y;
      lastY = point.y;
      if (moved === 0) return;
      raw = Math.max(
        LEAST_CLIP_GAIN_DB,
        Math.min(MOST_CLIP_GAIN_DB, raw + moved * gainPerPixel(box) * (point.shift ? 0.2 : 1)),
      );
      gainDb = Math.round(raw * 10) / 10 + 0;
      gesture ??= beginGesture(timelineWords.gainClip(item.clip.name));
      gesture.preview([replace(ref.trackId, ref.clipId, 'gainDb', gainDb)]);
    },
    end() {
      if (!item || gainDb === item.clip.gainDb) gesture?.cancel();
      else void gesture?.commit({ id: 'clip.set', payload: { ...ref, gainDb } });
    },
    cancel: () => gesture?.cancel(),
  };
}
