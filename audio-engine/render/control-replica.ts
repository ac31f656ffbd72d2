/**
 * The engine's copy of the document and what lies over it: the overlay of open gestures and the listener's
 * compare. What sounds is `effective`.
 */
import type { Patch, SendPayload } from '../protocol/index.ts';
import { applyPatches, type DocumentPatch, type SessionDocument } from '../session/index.ts';

export class Replica {
  #revision: number;
  #document: SessionDocument;
  #overlay: readonly Patch[];
  #compare: SendPayload<'engine.compare'> | undefined;
  #effective: SessionDocument | undefined;

  constructor(revision: number, document: SessionDocument, overlay: readonly Patch[]) {
    this.#revision = revision;
    this.#document = document;
    this.#overlay = overlay;
  }

  get revision(): number {
    return this.#revision;
  }

  /** False where a revision was missed: the whole document must be sent again. */
  patch(fromRevision: number, revision: number, patches: readonly Patch[]): boolean {
    if (fromRevision !== this.#revision) return false;
    try {
      this.#document = applyPatches(this.#document, patches as readonly DocumentPatch[]);
    } catch {
      return false;
    }
    this.#revision = revision;
    this.#effective = undefined;
    return true;
  }

  overlay(patches: readonly Patch[]): void {
    this.#overlay = patches;
    this.#effective = undefined;
  }

  compare(compare: SendPayload<'engine.compare'>): void {
    this.#compare = compare.effectId === null ? undefined : compare;
    this.#effective = undefined;
  }

  /** The document as it sounds now. */
  get effective(): SessionDocument {
    this.#effective ??= this.#compared(this.#overlaid());
    return this.#effective;
  }

  #overlaid(): SessionDocument {
    let document = this.#document;
    // One by one: a gesture on something that was just removed must not silence the others.
    for (const patch of this.#overlay) {
      try {
        document = applyPatches(document, [patch as DocumentPatch]);
      } catch {}
    }
    return document;
  }

  #compared(document: SessionDocument): SessionDocument {
    const { stripId, effectId, bypass } = this.#compare ?? { stripId: null, effectId: null, bypass: false };
    if (stripId === null || effectId === null || !bypass || !document.effects[stripId]?.[effectId])
      return document;
    return applyPatches(document, [
      { op: 'replace', path: ['effects', stripId, effectId, 'bypassed'], value: true },
    ]);
  }
}
