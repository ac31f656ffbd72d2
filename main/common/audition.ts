/**
 * Hears rendered moments in place of the mix: an overlay that only the engine gets, with one track for each render and
 * nothing after them. Sides change by mutes on one running plan, so both stay in step with the playhead; the
 * difference is made by turning one of them over. The document and the windows know nothing of it.
 */
import type { Comparison, Patch } from '../../audio-engine/protocol/index.ts';
import {
  createMasterRoom,
  createStrip,
  createTrack,
  MASTER_STRIP,
  type MediaFile,
  type SessionDocument,
  SILENCE_DB,
} from '../../audio-engine/session/index.ts';
import type { Studio } from '../../audio-engine/studio/index.ts';
import { ThresholdError, versionWords } from '../../audio-engine/words/index.ts';
import type { Client } from './router.ts';

export type AuditionSide = 'a' | 'b' | 'difference';

/** Parts of a document that are laid over it while a render is heard. */
type Heard = Pick<
  SessionDocument,
  | 'tracks'
  | 'clips'
  | 'media'
  | 'buses'
  | 'strips'
  | 'effects'
  | 'sends'
  | 'vcas'
  | 'groups'
  | 'automation'
  | 'master'
>;

const IDS = { a: 'compare-a', b: 'compare-b' } as const;

/** What the engine plays for a side of a comparison. */
export function auditionDocument(comparison: Comparison, side: AuditionSide, matched: boolean): Heard {
  const { byLu, files, sampleRate, lengthSamples } = comparison;
  // The louder one is turned down: nothing is louder by accident.
  const down = matched && byLu !== null ? -Math.abs(byLu) : 0;
  const gainDb = { a: byLu !== null && byLu < 0 ? down : 0, b: byLu !== null && byLu > 0 ? down : 0 };
  const heard: Heard = {
    tracks: {},
    clips: {},
    media: {},
    buses: {},
    strips: { [MASTER_STRIP]: createStrip(MASTER_STRIP) },
    effects: { [MASTER_STRIP]: {} },
    sends: {},
    vcas: {},
    groups: {},
    automation: {},
    // Neither a printed mix nor the song's edges.
    master: createMasterRoom(),
  };
  for (const which of ['a', 'b'] as const) {
    const id = IDS[which];
    const none = { lengthSamples: 0, shape: 'linear' } as const;
    const media: MediaFile = {
      id,
      name: id,
      file: files[which],
      channels: 2,
      sampleRate,
      lengthSamples,
      sampleFormat: 'f32',
      origin: { fileName: files[which], format: 'WAV', sampleRate, channels: 2, conversions: [] },
    };
    heard.media[id] = media;
    heard.tracks[id] = createTrack({ id, name: id, color: 'stone', channels: 2, order: which });
    heard.clips[id] = {
      [id]: {
        id,
        mediaId: id,
        name: id,
        startSample: 0,
        lengthSamples,
        offsetSamples: 0,
        gainDb: 0,
        fadeIn: none,
        fadeOut: none,
        muted: false,
      },
    };
    heard.strips[id] = {
      ...createStrip(id),
      faderDb: Math.max(SILENCE_DB, gainDb[which]),
      mute: side !== 'difference' && side !== which,
      polarityInverted: side === 'difference' && which === 'b',
    };
    heard.effects[id] = {};
  }
  return heard;
}

export class Audition {
  #last: { studio: Studio; comparison: Comparison } | undefined;
  #client: Client | undefined;
  #patches: Patch[] = [];

  /** What lies over the document for the engine; empty while the mix is heard. */
  get patches(): readonly Patch[] {
    return this.#patches;
  }

  /** What the newest comparison rendered; undefined while its files are about to change. */
  offer(studio: Studio, comparison: Comparison | undefined): void {
    this.#last = comparison && { studio, comparison };
    this.#patches = [];
  }

  hear(studio: Studio, side: AuditionSide | null, matched: boolean, client: Client): void {
    this.#client = side === null ? undefined : client;
    if (side === null) {
      this.#patches = [];
      return;
    }
    if (this.#last?.studio !== studio) throw new ThresholdError(versionWords.notMeasured);
    const heard = auditionDocument(this.#last.comparison, side, matched);
    this.#patches = Object.entries(heard).map(([key, value]) => ({
      op: 'replace',
      path: [key],
      // Plain data, as the document is.
      value: value as unknown as Patch['value'],
    }));
  }

  /** The window that listened is gone; true where it did. */
  left(client: Client): boolean {
    if (this.#client !== client || this.#patches.length === 0) return false;
    this.#client = undefined;
    this.#patches = [];
    return true;
  }
}
