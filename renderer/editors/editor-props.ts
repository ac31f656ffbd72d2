/** What every effect editor is given. */
import type { Effect, TrackColor } from '../../audio-engine/session/index.ts';

export interface EditorProps {
  stripId: string;
  stripName: string;
  effect: Effect;
  color: TrackColor;
  /** Heard bypassed at the moment by the listener's own choice. */
  compared: boolean;
  /** Closes the editor where the place has a way to do that. */
  close?: (() => void) | undefined;
}
