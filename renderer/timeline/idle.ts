/** Work for the pauses of the page. Where a page has none to offer (a test's document), such work is left undone. */

/** Calls back in the next pause with the milliseconds left of it, as they go; the answer takes the wish back. */
export function inNextPause(work: (leftMs: () => number) => void): () => void {
  if (typeof requestIdleCallback !== 'function') return () => undefined;
  const id = requestIdleCallback((pause) => work(() => pause.timeRemaining()));
  return () => cancelIdleCallback(id);
}
