/** The StudioApi in use: Electron's preload puts it on the window, the browser host and tests hand one in. */
import type { Failure, StudioApi } from '../../audio-engine/protocol/index.ts';

let api: StudioApi | undefined;

export function setStudio(next: StudioApi): void {
  api = next;
}

export function studio(): StudioApi {
  if (!api) throw new Error('No carrier was set before the first call to the studio.');
  return api;
}

/** The failure inside whatever a refused call threw. */
export function failureFrom(error: unknown): Failure {
  if (typeof error === 'object' && error !== null && 'failure' in error) {
    const failure = (error as { failure: unknown }).failure;
    if (typeof failure === 'object' && failure !== null && 'sentence' in failure) return failure as Failure;
  }
  return {
    code: 'internal',
    sentence: error instanceof Error ? error.message : String(error),
    nextStep: '',
  };
}
