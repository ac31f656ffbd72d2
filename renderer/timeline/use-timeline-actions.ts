/** The timeline's answers to actions: keys, menus and the palette come through here. */
import { orderedMarkers, sessionEndSample } from '../../audio-engine/session/index.ts';
import { timelineWords } from '../../audio-engine/words/views.ts';
import { useActions } from '../commands/index.ts';
import { newId, run, selection, setView, showNote, shownDocument, viewValue } from '../state/index.ts';
import { locate, positionNow } from '../transport/index.ts';
import { changeRowHeights, changeWaveZoom, rulerMode, snapNow, viewport, wavesFitted } from './model.ts';
import {
  chosenClips,
  crossfade,
  deleteClips,
  duplicateClips,
  fadeToPlayhead,
  loopSelection,
  muteClips,
  nudge,
  selectAllClips,
  selectionRange,
  splitAtPlayhead,
  toRecordedTime,
  trimToPlayhead,
  walkTracks,
} from './tools/index.ts';

const ZOOM_STEP = 1.5;

function zoom(factor: number): void {
  const at = viewport.xOf(positionNow());
  viewport.zoomAround(at >= 0 && at <= viewport.width ? at : viewport.width / 2, factor);
}

function zoomSelection(): void {
  const { startSample, endSample } = selectionRange();
  if (endSample > startSample) viewport.show(startSample, endSample);
}

/** Copies follow what they were made of, and are brought into sight. */
function duplicate(): void {
  const { startSample, endSample } = selectionRange();
  duplicateClips();
  const copyEnd = endSample + (endSample - startSample);
  if (copyEnd <= viewport.endSample) return;
  const shown = viewport.width * viewport.samplesPerPixel;
  viewport.scrollTo(Math.min(endSample - 0.1 * shown, copyEnd - 0.95 * shown));
}

function toggleSnap(): void {
  const now = snapNow();
  if (now === 'off') setView({ 'timeline.snap': viewValue<string>('timeline.snapBefore', 'beat') });
  else setView({ 'timeline.snap': 'off', 'timeline.snapBefore': now });
}

function toMarker(direction: 1 | -1): void {
  const at = positionNow();
  const markers = orderedMarkers(shownDocument());
  const next =
    direction > 0
      ? markers.find((m) => m.sample > at + 1)
      : [...markers].reverse().find((m) => m.sample < at - 1);
  if (next) locate(next.sample);
}

export function useTimelineActions(): void {
  const someClips = () => chosenClips().length > 0;
  useActions({
    'edit.selectAll': selectAllClips,
    'edit.delete': {
      run: () => {
        const { markerId, clips } = selection();
        if (clips.length === 0 && markerId) void run('marker.remove', { markerId });
        else deleteClips();
      },
      isEnabled: () => someClips() || selection().markerId !== null,
    },
    'edit.duplicate': { run: duplicate, isEnabled: someClips },
    'timeline.split': splitAtPlayhead,
    'timeline.trimStart': () => void trimToPlayhead('start'),
    'timeline.trimEnd': () => void trimToPlayhead('end'),
    'timeline.nudgeLeft': { run: () => nudge(-1), isEnabled: someClips },
    'timeline.nudgeRight': { run: () => nudge(1), isEnabled: someClips },
    'timeline.toRecordedTime': { run: toRecordedTime, isEnabled: someClips },
    'timeline.fade': { run: () => void fadeToPlayhead(), isEnabled: someClips },
    'timeline.crossfade': { run: () => void crossfade(), isEnabled: someClips },
    'timeline.muteClip': { run: () => void muteClips(), isEnabled: someClips },
    'timeline.zoomIn': () => zoom(1 / ZOOM_STEP),
    'timeline.zoomOut': () => zoom(ZOOM_STEP),
    'timeline.zoomSelection': zoomSelection,
    'timeline.zoomAll': () => viewport.show(0, Math.max(sessionEndSample(shownDocument()), 48_000)),
    'timeline.wavesTaller': () => showNote(timelineWords.waveZoom(changeWaveZoom(1), wavesFitted())),
    'timeline.wavesLower': () => showNote(timelineWords.waveZoom(changeWaveZoom(-1), wavesFitted())),
    'timeline.rowsTaller': () => changeRowHeights(1),
    'timeline.rowsLower': () => changeRowHeights(-1),
    'timeline.loopSelection': loopSelection,
    'timeline.snap': { run: toggleSnap, isOn: () => snapNow() !== 'off' },
    'timeline.follow': {
      run: () =>
        setView({
          'timeline.follow': viewValue<string>('timeline.follow', 'page') === 'off' ? 'page' : 'off',
        }),
      isOn: () => viewValue<string>('timeline.follow', 'page') !== 'off',
    },
    'timeline.ruler': () => setView({ 'timeline.ruler': rulerMode() === 'bars' ? 'time' : 'bars' }),
    'timeline.addMarker': () => {
      const marker = {
        id: newId('marker'),
        sample: Math.round(positionNow()),
        name: timelineWords.newMarker(Object.keys(shownDocument().markers).length + 1),
      };
      void run('marker.add', { marker });
    },
    'timeline.nextMarker': () => toMarker(1),
    'timeline.previousMarker': () => toMarker(-1),
    'track.next': () => walkTracks(1),
    'track.previous': () => walkTracks(-1),
  });
}
