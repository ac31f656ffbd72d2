/**
 * What part of the song the timeline shows. Lives outside the store, because it changes with every wheel
 * event; it is written into the view state when it has come to rest.
 */
import { setView, viewValue } from '../state/index.ts';

const FINEST = 1 / 64;
const COARSEST = 65_536;
const WRITE_DELAY_MS = 400;

export class Viewport {
  /** Samples of the session in one CSS pixel. */
  samplesPerPixel = 1024;
  /** Session sample at the left edge; may be fractional. */
  scrollSample = 0;
  scrollTop = 0;
  width = 1;
  height = 1;
  /** A song without a kept view is shown whole, once the width is known. */
  #wholeUntilSample = 0;
  readonly #listeners = new Set<(inTime: boolean) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Takes the kept view; without one shows everything up to `endSample`. */
  load(endSample: number): void {
    this.#wholeUntilSample = viewValue('timeline.samplesPerPixel', 0) > 0 ? 0 : endSample;
    this.samplesPerPixel = clampZoom(viewValue('timeline.samplesPerPixel', 1024));
    const scroll = Math.max(0, viewValue('timeline.scrollSample', 0));
    // A view that was left beyond the song's end would open on nothing.
    this.scrollSample = endSample > 0 && scroll >= endSample ? 0 : scroll;
    this.scrollTop = Math.max(0, viewValue('timeline.scrollTop', 0));
    if (!this.#showWhole()) this.#changed(false);
  }

  #showWhole(): boolean {
    const end = this.#wholeUntilSample;
    if (end === 0 || this.width < 50) return false;
    this.#wholeUntilSample = 0;
    this.show(0, end);
    return true;
  }

  /** `inTime` is false when only the height changed that is scrolled to. */
  onChange(listener: (inTime: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  xOf(sample: number): number {
    return (sample - this.scrollSample) / this.samplesPerPixel;
  }

  sampleAt(x: number): number {
    return this.scrollSample + x * this.samplesPerPixel;
  }

  get endSample(): number {
    return this.sampleAt(this.width);
  }

  resize(width: number, height: number): void {
    if (width === this.width && height === this.height) return;
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    if (!this.#showWhole()) this.#changed(false);
  }

  scrollTo(sample: number): void {
    const next = Math.max(0, sample);
    if (next === this.scrollSample) return;
    this.scrollSample = next;
    this.#changed();
  }

  scrollVertically(top: number): void {
    if (top === this.scrollTop) return;
    this.scrollTop = Math.max(0, top);
    this.#changed(true, false);
  }

  /** Changes the zoom so that the sample at `x` stays there. */
  zoomAround(x: number, factor: number): void {
    const anchor = this.sampleAt(x);
    this.samplesPerPixel = clampZoom(this.samplesPerPixel * factor);
    this.scrollSample = Math.max(0, anchor - x * this.samplesPerPixel);
    this.#changed();
  }

  /** Shows a range with a little air on both sides. */
  show(startSample: number, endSample: number): void {
    const length = Math.max(64, endSample - startSample);
    this.samplesPerPixel = clampZoom((length * 1.06) / this.width);
    this.scrollSample = Math.max(0, startSample - (this.width * this.samplesPerPixel - length) / 2);
    if (startSample === 0) this.scrollSample = 0;
    this.#changed();
  }

  #changed(write = true, inTime = true): void {
    for (const listener of this.#listeners) listener(inTime);
    if (!write) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () =>
        setView({
          'timeline.samplesPerPixel': this.samplesPerPixel,
          'timeline.scrollSample': Math.round(this.scrollSample),
          'timeline.scrollTop': Math.round(this.scrollTop),
        }),
      WRITE_DELAY_MS,
    );
  }
}

function clampZoom(samplesPerPixel: number): number {
  return Number.isFinite(samplesPerPixel) ? Math.min(COARSEST, Math.max(FINEST, samplesPerPixel)) : 1024;
}
