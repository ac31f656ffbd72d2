/**
 * The timeline as a tree of roles and names over the canvas: a list for each track, an option for each clip,
 * placed where the clip is drawn. Screen readers, the keyboard and tests meet clips here; it follows the view
 * when it has come to rest.
 */
import { type KeyboardEvent, useEffect, useReducer } from 'react';
import { type Clip, orderedClips } from '../../audio-engine/session/index.ts';
import { timelineWords } from '../../audio-engine/words/views.ts';
import { select, selection, shownDocument } from '../state/index.ts';
import { formatBarLength, formatBars } from '../transport/index.ts';
import { onTimelineChange, rows, viewport } from './model.ts';
import { visibleRows } from './rows.ts';

const REST_MS = 90;
const MOST_CLIPS_A_ROW = 200;

function useSettledTimeline(): void {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = onTimelineChange(() => {
      clearTimeout(timer);
      timer = setTimeout(draw, REST_MS);
    });
    timer = setTimeout(draw, REST_MS);
    return () => {
      end();
      clearTimeout(timer);
    };
  }, []);
}

/** Left and right walk a track's clips, up and down the tracks; Enter and Space choose. */
function onKeys(event: KeyboardEvent<HTMLElement>, trackId: string, clip: Clip): void {
  const document = shownDocument();
  const go = (toTrack: string | undefined, toClip: Clip | undefined) => {
    if (!toTrack || !toClip) return;
    select({ clips: [{ trackId: toTrack, clipId: toClip.id }], stripIds: [toTrack] });
    const left = viewport.xOf(toClip.startSample);
    if (left < 0 || left > viewport.width - 20)
      viewport.scrollTo(toClip.startSample - 40 * viewport.samplesPerPixel);
    setTimeout(() => window.document.getElementById(`clip-${toClip.id}`)?.focus(), REST_MS + 40);
  };
  const clips = orderedClips(document, trackId);
  const at = clips.findIndex((c) => c.id === clip.id);
  const row = rows().byId.get(trackId);
  const beside = (by: 1 | -1) => {
    for (let i = (row?.index ?? 0) + by; i >= 0 && i < rows().list.length; i += by) {
      const other = rows().list[i]?.track.id ?? '';
      const found = orderedClips(document, other);
      const nearest = found.reduce<Clip | undefined>(
        (best, c) =>
          !best || Math.abs(c.startSample - clip.startSample) < Math.abs(best.startSample - clip.startSample)
            ? c
            : best,
        undefined,
      );
      if (nearest) return go(other, nearest);
    }
  };
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'ArrowRight') go(trackId, clips[at + 1]);
  else if (event.key === 'ArrowLeft') go(trackId, clips[at - 1]);
  else if (event.key === 'ArrowDown') beside(1);
  else if (event.key === 'ArrowUp') beside(-1);
  else if (event.key === 'Enter' || event.key === ' ') go(trackId, clip);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

export function ClipTree() {
  useSettledTimeline();
  const document = shownDocument();
  const chosen = selection().clips;
  const { tempo, session } = document;
  const tabStop = chosen[0]?.clipId;
  let firstSeen = false;
  return (
    <>
      {visibleRows(rows(), viewport.scrollTop, viewport.height).map((row) => {
        const clips = orderedClips(document, row.track.id);
        const shown = clips
          .filter(
            (c) =>
              c.startSample < viewport.endSample && c.startSample + c.lengthSamples > viewport.scrollSample,
          )
          .slice(0, MOST_CLIPS_A_ROW);
        return (
          <div
            key={row.track.id}
            role="listbox"
            aria-multiselectable="true"
            aria-orientation="horizontal"
            aria-label={timelineWords.trackClips(row.track.name, clips.length)}
            className="clip-tree-row"
            style={{ top: row.top - viewport.scrollTop, height: row.height }}
          >
            {shown.map((clip) => {
              const isSelected = chosen.some((c) => c.clipId === clip.id);
              const left = Math.max(0, viewport.xOf(clip.startSample));
              const right = Math.min(viewport.width, viewport.xOf(clip.startSample + clip.lengthSamples));
              const stop = tabStop === undefined ? !firstSeen : clip.id === tabStop;
              firstSeen = true;
              return (
                <div
                  key={clip.id}
                  id={`clip-${clip.id}`}
                  role="option"
                  aria-selected={isSelected}
                  aria-label={timelineWords.clipLabel(
                    clip.name,
                    formatBars(clip.startSample, tempo, session.sampleRate),
                    formatBarLength(clip.lengthSamples, tempo, session.sampleRate),
                    clip.muted,
                  )}
                  tabIndex={stop ? 0 : -1}
                  className="clip-tree-clip"
                  style={{ left, width: Math.max(2, right - left) }}
                  onKeyDown={(event) => onKeys(event, row.track.id, clip)}
                />
              );
            })}
          </div>
        );
      })}
    </>
  );
}
