/** The face of the timeline. */

export { fitCanvas, localPoint, type SizedCanvas } from './canvas.ts';
export { ClipDetail } from './clip-detail.tsx';
export { clipColors } from './draw/paint-clip.ts';
export { MEDIA_DRAG_TYPE } from './lanes.tsx';
export { paintColumns, peakColumns, peakStore } from './peaks/index.ts';
export { songEnvelope } from './song-envelope.ts';
export { TimelineView } from './timeline-view.tsx';
export {
  addClipOf,
  addTrack,
  chosenTracks,
  duplicateTrack,
  moveTrack,
  removeTracks,
  toggleStrips,
} from './tools/index.ts';
export { roleMenu } from './tracks/role-menu.ts';
