/** Begins the window's automation: hands write while it plays, controls follow their lanes. */
import { followValues } from '../controls/index.ts';
import { playheadSample, subscribeFrame } from '../live/index.ts';
import { beginPlainGesture, interceptRuns, run, shownDocument, wrapGestures } from '../state/index.ts';
import { isPlaying } from '../transport/index.ts';
import { createFollower } from './follow.ts';
import { Recorder } from './recorder.ts';

let recorder: Recorder | undefined;

/** Once for a window. */
export function startAutomation(): void {
  if (recorder) return;
  const made = new Recorder({
    document: shownDocument,
    playing: () => (isPlaying() ? (playheadSample() ?? null) : null),
    beginPlain: beginPlainGesture,
    run: ({ id, payload }) => run(id, payload),
  });
  recorder = made;
  wrapGestures((_name, gesture) => made.wrap(gesture));
  interceptRuns((command) => made.takes(command));
  followValues(createFollower());
  subscribeFrame(() => made.tick());
}
