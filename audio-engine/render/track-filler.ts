/**
 * Fills tracks' rings: reads the clips under a stretch of the run, applies clip gain and fades in a kernel and
 * adds what overlaps. Missing and short files are silence and a notice. One for each thread that fills.
 */
import { basename } from 'node:path';
import type { Kernels, Pointer } from '../kernels/index.ts';
import { openWav, type WavReader } from '../media/index.ts';
import { FADE_SHAPES } from '../session/index.ts';
import { renderWords } from '../words/index.ts';
import { FeedWord, QUANTUM } from './plan-layout.ts';
import type { RunMap, RunSpan } from './run-map.ts';
import type { FeedClip, FeedTrack, TrackFillerFace } from './track-feed.ts';

/** Frames read from a file in one go. */
const PIECE_FRAMES = 4096;
const CLIP_BLOCK_BYTES = 64;
/** What a filler needs for itself, from the control thread's allocator. */
export const FILL_SCRATCH_BYTES = CLIP_BLOCK_BYTES + PIECE_FRAMES * 2 * 8;
/** Files that stay open; the one unused for longest is closed. */
const OPEN_FILES = 256;

export class TrackFiller implements TrackFillerFace {
  readonly #kernels: Kernels;
  readonly #clip: Pointer;
  readonly #piece: Pointer;
  readonly #samples: Float64Array;
  /** In the order of their last use; null for what cannot be read. */
  readonly #files = new Map<string, WavReader | null>();
  readonly #notices: string[] = [];
  readonly #words = new Map<Pointer, Int32Array>();
  readonly #ends = new WeakMap<readonly FeedClip[], Float64Array>();
  #track: FeedTrack | undefined;
  #ring: Pointer = 0;
  #mask = 0;

  /** @param scratch address of `FILL_SCRATCH_BYTES` that this filler alone uses. */
  constructor(kernels: Kernels, scratch: Pointer) {
    this.#kernels = kernels;
    this.#clip = scratch;
    this.#piece = scratch + CLIP_BLOCK_BYTES;
    this.#samples = new Float64Array(kernels.memory.buffer, this.#piece, PIECE_FRAMES * 2);
  }

  get notices(): readonly string[] {
    return this.#notices;
  }

  fill(track: FeedTrack, map: RunMap, fromQuantum: number, count: number): void {
    const words = this.#feedWords(track.feed);
    this.#track = track;
    this.#ring = words[FeedWord.ringPointer]!;
    this.#mask = (words[FeedWord.ringMask]! + 1) * QUANTUM - 1;
    const first = fromQuantum * QUANTUM;
    this.#kernels.call.clip_clear!(this.#ring, this.#mask, first & this.#mask, count * QUANTUM);
    map.forEachSpan(first, count * QUANTUM, this.#fillSpan);
    Atomics.store(words, FeedWord.filledUntil, fromQuantum + count);
  }

  close(): void {
    for (const file of this.#files.values()) file?.close();
    this.#files.clear();
  }

  readonly #fillSpan = (span: RunSpan): void => {
    const { runSample, sessionSample, frames } = span;
    if (sessionSample === null || !this.#track) return;
    const { clips, channels } = this.#track;
    const first = firstEndingAfter(this.#endsOf(clips), sessionSample);
    for (let index = first; index < clips.length; index++) {
      const clip = clips[index]!;
      if (clip.startSample >= sessionSample + frames) break;
      const from = Math.max(sessionSample, clip.startSample);
      const until = Math.min(sessionSample + frames, clip.startSample + clip.lengthSamples);
      if (from < until) this.#addClip(clip, channels, from, until, runSample + (from - sessionSample));
    }
  };

  /** Adds session samples [from, until) of a clip at a sample of the run. */
  #addClip(clip: FeedClip, channels: 1 | 2, from: number, until: number, runSample: number): void {
    const file = this.#file(clip.path);
    if (!file) return;
    const { call } = this.#kernels;
    const { fadeIn, fadeOut } = clip;
    const shapeIn = FADE_SHAPES.indexOf(fadeIn.shape);
    const shapeOut = FADE_SHAPES.indexOf(fadeOut.shape);
    const { lengthSamples, gainDb } = clip;
    call.clip_init!(
      this.#clip,
      gainDb,
      lengthSamples,
      fadeIn.lengthSamples,
      fadeOut.lengthSamples,
      shapeIn,
      shapeOut,
    );
    for (let at = from; at < until; ) {
      const frames = Math.min(PIECE_FRAMES, until - at);
      const inClip = at - clip.startSample;
      const got = this.#read(file, clip.offsetSamples + inClip, frames);
      const ringAt = (runSample + (at - from)) & this.#mask;
      if (got > 0) {
        call.clip_mix!(
          this.#clip,
          this.#piece,
          file.channels,
          channels,
          this.#ring,
          this.#mask,
          ringAt,
          got,
          inClip,
        );
      }
      if (got < frames) {
        this.#notice(renderWords.fileShort(basename(clip.path)));
        return;
      }
      at += frames;
    }
  }

  #read(file: WavReader, firstSample: number, frames: number): number {
    try {
      return file.read(firstSample, frames, this.#samples);
    } catch {
      this.#notice(renderWords.fileMissing(basename(file.path)));
      return 0;
    }
  }

  #file(path: string): WavReader | null {
    let file = this.#files.get(path);
    if (file !== undefined) {
      // The newest use goes to the end of the map.
      if (this.#files.size > OPEN_FILES / 2) {
        this.#files.delete(path);
        this.#files.set(path, file);
      }
      return file;
    }
    try {
      file = openWav(path);
      // An import writes one or two channels; a file with more was put there by a hand.
      if (file.channels > 2) throw new Error('more than two channels');
    } catch {
      file?.close();
      file = null;
      this.#notice(renderWords.fileMissing(basename(path)));
    }
    this.#files.set(path, file);
    if (this.#files.size > OPEN_FILES) this.#closeOldest();
    return file;
  }

  #closeOldest(): void {
    for (const [path, file] of this.#files) {
      file?.close();
      this.#files.delete(path);
      return;
    }
  }

  /** Where the last of a track's first n + 1 clips ends: what comes before a place is passed over at once. */
  #endsOf(clips: readonly FeedClip[]): Float64Array {
    let ends = this.#ends.get(clips);
    if (!ends) {
      ends = new Float64Array(clips.length);
      let end = 0;
      for (const [index, { startSample, lengthSamples }] of clips.entries()) {
        end = Math.max(end, startSample + lengthSamples);
        ends[index] = end;
      }
      this.#ends.set(clips, ends);
    }
    return ends;
  }

  #feedWords(feed: Pointer): Int32Array {
    let words = this.#words.get(feed);
    if (!words) {
      words = new Int32Array(this.#kernels.memory.buffer, feed, 16);
      this.#words.set(feed, words);
    }
    return words;
  }

  #notice(sentence: string): void {
    if (!this.#notices.includes(sentence)) this.#notices.push(sentence);
  }
}

/** Index of the first of rising `ends` that lies after a sample. */
function firstEndingAfter(ends: Float64Array, sample: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > sample) high = middle;
    else low = middle + 1;
  }
  return low;
}
