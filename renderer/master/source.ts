/** What the master is fed, as the room shows it: the live mix, a print and how old it is, or a file. */
import {
  byOrder,
  mixFingerprint,
  type Print,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import { masterRoomWords as words } from '../../audio-engine/words/index.ts';
import { failureFrom, run, showFailure, shownDocument, studio, useDocument } from '../state/index.ts';

export interface Source {
  kind: 'live' | 'print' | 'file';
  name: string;
  createdAt: string | null;
  /** A print of a mix that has changed since. */
  stale: boolean;
}

export function printsOf(document: SessionDocument): Print[] {
  return Object.values(document.master.prints).sort(byOrder);
}

function sourceOf(document: SessionDocument): Source {
  const { kind, mediaId } = document.master.source;
  if (kind === 'live' || mediaId === null) return { kind: 'live', name: '', createdAt: null, stale: false };
  const print = printsOf(document).find((one) => one.mediaId === mediaId);
  if (kind === 'print' && print)
    return {
      kind,
      name: print.name,
      createdAt: print.createdAt,
      stale: print.fingerprint !== mixFingerprint(document),
    };
  return { kind: 'file', name: document.media[mediaId]?.name ?? mediaId, createdAt: null, stale: false };
}

export function useSource(): Source {
  return useDocument(sourceOf);
}

export function usePrints(): readonly Print[] {
  return useDocument(printsOf);
}

/** Prints the mix: a job, which makes one step when it is done. */
export function printMix(): void {
  studio()
    .invoke('master.print', {})
    .catch((error: unknown) => showFailure(failureFrom(error)));
}

export function hearLive(): void {
  if (shownDocument().master.source.kind !== 'live')
    void run('master.source', { kind: 'live', mediaId: null });
}

export function hearPrint(print: Print): void {
  if (shownDocument().master.source.mediaId !== print.mediaId)
    void run('master.source', { kind: 'print', mediaId: print.mediaId });
}

/** Between the live mix and the newest print; without a print, one is made. */
export function togglePrinted(): void {
  const document = shownDocument();
  if (document.master.source.kind !== 'live') {
    hearLive();
    return;
  }
  const newest = printsOf(document).at(-1);
  if (newest) hearPrint(newest);
  else printMix();
}

export function sourceText(source: Source, revision: number, nowMs: number): string {
  switch (source.kind) {
    case 'live':
      return words.liveSource(revision);
    case 'print':
      return words.printSource(source.name, (nowMs - Date.parse(source.createdAt ?? '')) / 60_000);
    case 'file':
      return words.fileSource(source.name);
  }
}
