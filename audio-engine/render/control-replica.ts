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
  #held: SessionDocument | undefined;
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
    this.#held = undefined;
    this.#effective = undefined;
    return true;
  }

  overlay(patches: readonly Patch[]): void {
    this.#overlay = patches;
    this.#held = undefined;
    this.#effective = undefined;
  }

  compare(compare: SendPayload<'engine.compare'>): void {
    this.#compare = compare.stripId === null || !compare.bypass ? undefined : compare;
    this.#effective = undefined;
  }

  /** The document with what hands hold, but without the listener's compare. */
  get held(): SessionDocument {
    this.#held ??= this.#overlaid();
    return this.#held;
  }

  /** The document as it sounds now. */
  get effective(): SessionDocument {
    this.#effective ??= this.#compared(this.held);
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
    const compare = this.#compare;
    const effects = compare?.stripId ? document.effects[compare.stripId] : undefined;
    if (!compare || !effects) return document;
    const out = Object.keys(effects).filter(
      (id) => !effects[id]?.bypassed && (compare.effectId === null || compare.effectId === id),
    );
    const stripId = compare.stripId!;
    const patches: DocumentPatch[] = [];
    for (const id of out) {
      patches.push({ op: 'replace', path: ['effects', stripId, id, 'bypassed'], value: true });
      // A lane that plays would bring it back.
      const lane = `effect:${id}:bypassed`;
      if (document.automation[stripId]?.[lane])
        patches.push({ op: 'replace', path: ['automation', stripId, lane, 'mode'], value: 'off' });
    }
    return applyPatches(document, patches);
  }
}
