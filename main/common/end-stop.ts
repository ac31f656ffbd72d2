/**
 * Stops a song that nobody stopped: ten seconds after its last sound, where it rolls on without looping. Play from
 * beyond that place, or a jump there, goes on: then somebody wants it.
 */
import { heardDocument, type SessionDocument } from '../../audio-engine/session/index.ts';

const ROLLS_ON_SECONDS = 10;
/** Between two frames of telemetry playback goes further than this only by a jump. */
const JUMP_SECONDS = 1;

/** Where the last sound begins to be over: clips, frozen files, delays. */
export function soundEnd(document: SessionDocument): number {
  let end = 0;
  for (const track of Object.values(document.tracks)) {
    const frozen = track.frozen ? document.media[track.frozen.mediaId] : undefined;
    if (track.frozen && frozen)
      end = Math.max(end, track.frozen.startSample + frozen.lengthSamples + track.delaySamples);
    else
      for (const clip of Object.values(document.clips[track.id] ?? {}))
        end = Math.max(end, clip.startSample + clip.lengthSamples + track.delaySamples);
  }
  return end;
}

export class EndStop {
  #before: number | null = null;
  #document: SessionDocument | undefined;
  #limit = 0;

  /** True at the moment when playback has to stop; called with each frame of telemetry. */
  passes(document: SessionDocument, at: { sample: number; playing: boolean }): boolean {
    const before = this.#before;
    this.#before = at.playing ? at.sample : null;
    if (!at.playing || before === null) return false;
    if (this.#document !== document) {
      this.#document = document;
      const end = soundEnd(heardDocument(document));
      // An empty session has no end to stop at.
      this.#limit = end === 0 ? Infinity : end + ROLLS_ON_SECONDS * document.session.sampleRate;
    }
    const { loop } = document;
    if (loop.enabled && loop.endSample > this.#limit && at.sample < loop.endSample) return false;
    const jumped = Math.abs(at.sample - before) > JUMP_SECONDS * document.session.sampleRate;
    return !jumped && before < this.#limit && at.sample >= this.#limit;
  }
}
