/** Promises for conditions that other threads make true; checked when they report, never polled in a loop. */

interface Wait {
  when: () => boolean;
  still: () => boolean;
  resolve: (came: boolean) => void;
}

export class Waiting {
  #waits: Wait[] = [];

  /** True as soon as `when` holds; false as soon as `still` no longer does. */
  until(when: () => boolean, still: () => boolean = () => true): Promise<boolean> {
    if (!still()) return Promise.resolve(false);
    if (when()) return Promise.resolve(true);
    return new Promise((resolve) => this.#waits.push({ when, still, resolve }));
  }

  check(): void {
    const waits = this.#waits;
    this.#waits = [];
    for (const wait of waits) {
      if (!wait.still()) wait.resolve(false);
      else if (wait.when()) wait.resolve(true);
      else this.#waits.push(wait);
    }
  }
}
