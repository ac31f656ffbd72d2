/** An empty session, and the strip a new track gets: 0 dB, centre, nothing in the way. */
import {
  type Effect,
  type Id,
  MASTER_STRIP,
  type MasterRoom,
  type Release,
  SCHEMA_VERSION,
  type SessionDocument,
  type Strip,
  type Track,
} from './document.ts';

export interface NewSession {
  id: Id;
  name: string;
  sampleRate: number;
  /** ISO 8601, UTC. */
  createdAt: string;
}

export function createStrip(id: Id): Strip {
  return {
    id,
    inputTrimDb: 0,
    polarityInverted: false,
    pan: 0,
    panLaw: '0',
    faderDb: 0,
    mute: false,
    solo: false,
    soloSafe: false,
    panMode: 'balance',
    width: 1,
    output: id === MASTER_STRIP ? null : MASTER_STRIP,
    vcaIds: [],
  };
}

/** A track in no folder, in its place in time, with its inserts live. */
export function createTrack(track: Pick<Track, 'id' | 'name' | 'color' | 'channels' | 'order'>): Track {
  return { ...track, folderId: null, delaySamples: 0, frozen: null, role: null };
}

/** An insert at its defaults, heard. */
export function createEffect(
  effect: Pick<Effect, 'id' | 'kind' | 'order'> & Partial<Omit<Effect, 'id' | 'kind' | 'order'>>,
): Effect {
  return { bypassed: false, parameters: {}, presetName: null, sideChain: null, impulse: null, ...effect };
}

/** The live mix from end to end, without fades, in state A. */
export function createMasterRoom(): MasterRoom {
  return {
    source: { kind: 'live', mediaId: null },
    prints: {},
    song: {
      startSample: null,
      endSample: null,
      fadeIn: { lengthSamples: 0, shape: 'equal-power' },
      fadeOut: { lengthSamples: 0, shape: 'equal-power' },
    },
    state: 'A',
    states: { A: null, B: null, C: null, D: null },
  };
}

/** Nothing said of it yet. */
export function createRelease(known: Partial<Release> = {}): Release {
  return {
    title: '',
    artist: '',
    album: '',
    albumArtist: '',
    composer: '',
    genre: '',
    date: '',
    copyright: '',
    comment: '',
    isrc: '',
    upc: '',
    trackNumber: null,
    artwork: null,
    targetName: null,
    ...known,
  };
}

export function createDocument({ id, name, sampleRate, createdAt }: NewSession): SessionDocument {
  return {
    schemaVersion: SCHEMA_VERSION,
    session: { id, name, sampleRate, createdAt },
    tempo: { bpm: 120, numerator: 4, denominator: 4 },
    loop: { startSample: 0, endSample: 0, enabled: false },
    media: {},
    tracks: {},
    clips: {},
    buses: {},
    strips: { [MASTER_STRIP]: createStrip(MASTER_STRIP) },
    effects: { [MASTER_STRIP]: {} },
    sends: {},
    vcas: {},
    groups: {},
    folders: {},
    automation: {},
    scenes: {},
    markers: {},
    master: createMasterRoom(),
    references: {},
    notes: {},
    dismissed: {},
    release: createRelease(),
  };
}
