/** What songs are made of: references' profiles from beside their peaks, and the newest of the master with its document. */

import { readProfile } from '../../audio-engine/listening/index.ts';
import type { SongProfile } from '../../audio-engine/protocol/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';

/** Parts of a document that a master's sound comes from. */
const SOUNDING = [
  'session',
  'tempo',
  'tracks',
  'clips',
  'buses',
  'strips',
  'effects',
  'sends',
  'vcas',
  'automation',
  'master',
] as const satisfies readonly (keyof SessionDocument)[];

/**
 * Documents share what was not edited, so that identities tell most of it; what was edited and undone is another object
 * of the same content, which is looked at once.
 */
export class SoundCompare {
  readonly #document: SessionDocument;
  readonly #known = new Map<string, { part: unknown; same: boolean }>();

  constructor(document: SessionDocument) {
    this.#document = document;
  }

  isSame(other: SessionDocument): boolean {
    return SOUNDING.every((name) => {
      const part = other[name];
      if (part === this.#document[name]) return true;
      const known = this.#known.get(name);
      if (known?.part === part) return known.same;
      const same = JSON.stringify(part) === JSON.stringify(this.#document[name]);
      this.#known.set(name, { part, same });
      return same;
    });
  }
}

export class SongProfiles {
  #master: { sound: SoundCompare; profile: SongProfile } | null = null;
  readonly #files = new Map<string, SongProfile>();

  /** Another session was opened. */
  clear(): void {
    this.#master = null;
    this.#files.clear();
  }

  measuredMaster(document: SessionDocument, profile: SongProfile): void {
    this.#master = { sound: new SoundCompare(document), profile };
  }

  measuredFile(mediaId: string, profile: SongProfile): void {
    this.#files.set(mediaId, profile);
  }

  /** The newest of the master; `fresh` false: the mix or its chain changed since. */
  master(document: SessionDocument): { fresh: boolean; profile: SongProfile } | null {
    if (!this.#master) return null;
    return { fresh: this.#master.sound.isSame(document), profile: this.#master.profile };
  }

  /** By media id, of all references that were measured. */
  references(document: SessionDocument, folder: string): Record<string, SongProfile> {
    const found: Record<string, SongProfile> = {};
    for (const { mediaId } of Object.values(document.references)) {
      const media = document.media[mediaId];
      const profile = this.#files.get(mediaId) ?? (media && readProfile(folder, media));
      if (!profile) continue;
      this.#files.set(mediaId, profile);
      found[mediaId] = profile;
    }
    return found;
  }
}
