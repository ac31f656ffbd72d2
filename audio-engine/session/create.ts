/** An empty session, and the strip a new track gets: 0 dB, centre, nothing in the way. */
import { type Id, MASTER_STRIP, SCHEMA_VERSION, type SessionDocument, type Strip } from './document.ts';

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
    strips: { [MASTER_STRIP]: createStrip(MASTER_STRIP) },
    effects: { [MASTER_STRIP]: {} },
    markers: {},
    release: { title: '', artist: '', targetName: null },
  };
}
