/** The hidden pages of one job process: opened when it asks, on its own address only, and gone with it. */
import type { ToJob } from '../../audio-engine/protocol/index.ts';
import type { OpenHiddenPage } from './host-services.ts';
import type { ChildProcess } from './spawn-process.ts';

/** A job decodes on one page at a time; a second covers the moment in which the first ends. */
const MOST_PAGES = 2;
const OWN_ADDRESS = /^http:\/\/127\.0\.0\.1:\d{1,5}\/[\w-]{16,64}\/$/;

export class JobPages {
  readonly #open: OpenHiddenPage;
  readonly #child: ChildProcess;
  readonly #pages = new Map<number, () => void>();

  constructor(open: OpenHiddenPage, child: ChildProcess) {
    this.#open = open;
    this.#child = child;
  }

  open(page: number, address: string): void {
    if (this.#pages.has(page)) return;
    if (this.#pages.size >= MOST_PAGES || !OWN_ADDRESS.test(address)) {
      this.#gone(page);
      return;
    }
    this.#pages.set(
      page,
      this.#open(address, () => {
        if (this.#pages.delete(page)) this.#gone(page);
      }),
    );
  }

  closeOne(page: number): void {
    const close = this.#pages.get(page);
    this.#pages.delete(page);
    close?.();
  }

  close(): void {
    for (const page of [...this.#pages.keys()]) this.closeOne(page);
  }

  #gone(page: number): void {
    this.#child.post({ type: 'pageGone', page } satisfies ToJob);
  }
}
