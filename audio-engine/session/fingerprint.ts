/**
 * A fingerprint of the mix: the same as long as everything that can be heard before the master strip is. A print
 * carries that of its mix, so that a changed mix shows its master to be old. Names, colours and order of tracks, the
 * master's own chain and what only helps to work do not count. And one of the master, which what was measured of it carries.
 */
import { type Clip, type Id, MASTER_STRIP, type SessionDocument } from './document.ts';
import { remembered } from './remembered.ts';

/** What does not reach a sample. */
const SILENT = new Set(['name', 'color', 'folderId', 'role', 'presetName', 'mode', 'held']);

/** Text that is the same for the same values, whatever the order of keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const part = (value as Record<string, unknown>)[key];
    if (!SILENT.has(key) && part !== undefined) parts.push(`${key}:${canonical(part)}`);
  }
  return `{${parts.join()}}`;
}

/** 64 bits: two FNV-1a of 32 bits with different starts. No secret: it only has to differ where the mix does. */
function hash(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + i), 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
}

const ofPart = remembered<object, string>((part) => hash(canonical(part)));

/** Clips that are heard, by what they play and where. */
const ofClips = remembered<Record<Id, Clip>, string>((clips) => {
  const heard = Object.entries(clips).filter(([, clip]) => !clip.muted);
  return hash(canonical(Object.fromEntries(heard)));
});

/** Parts under the ids of strips, without the master's own. */
function ofStrips(map: Record<Id, object>, of: (part: never) => string = ofPart): string {
  return Object.keys(map)
    .filter((id) => id !== MASTER_STRIP && Object.keys(map[id]!).length > 0)
    .sort()
    .map((id) => `${id}=${of(map[id] as never)}`)
    .join();
}

function ofLanes(lanes: SessionDocument['automation'][Id]): string {
  // A lane that is off is not heard.
  const read = Object.entries(lanes).filter(([, { mode }]) => mode !== 'off');
  return read
    .map(([id, lane]) => `${id}=${ofPart(lane.pages)}`)
    .sort()
    .join();
}

/** Files that something of the mix plays. */
function ofMedia(d: SessionDocument): string {
  const used = new Set<Id>();
  for (const clips of Object.values(d.clips)) for (const clip of Object.values(clips)) used.add(clip.mediaId);
  for (const { frozen } of Object.values(d.tracks)) if (frozen) used.add(frozen.mediaId);
  return [...used]
    .sort()
    .map((id) => `${id}=${d.media[id]?.file}:${d.media[id]?.lengthSamples}`)
    .join();
}

const ofTracks = remembered<SessionDocument['tracks'], string>((tracks) =>
  hash(
    Object.values(tracks)
      .map(({ id, channels, delaySamples, frozen }) => canonical({ id, channels, delaySamples, frozen }))
      .sort()
      .join(),
  ),
);

const ofBuses = remembered<SessionDocument['buses'], string>((buses) =>
  hash(
    Object.values(buses)
      .map(({ id, kind, channels }) => canonical({ id, kind, channels }))
      .sort()
      .join(),
  ),
);

function ofDocument(d: SessionDocument): string {
  return hash(
    [
      d.session.sampleRate,
      // Delays and modulation follow the beat.
      d.tempo.bpm,
      ofTracks(d.tracks),
      ofBuses(d.buses),
      ofStrips(d.clips, ofClips as (part: never) => string),
      ofStrips(d.strips),
      ofStrips(d.effects),
      ofStrips(d.sends),
      ofStrips(d.automation, ofLanes as (part: never) => string),
      ofStrips(d.vcas),
      ofMedia(d),
    ].join('|'),
  );
}

const known = new WeakMap<SessionDocument, string>();

export function mixFingerprint(document: SessionDocument): string {
  if (!Object.isFrozen(document)) return ofDocument(document);
  let fingerprint = known.get(document);
  if (fingerprint === undefined) {
    fingerprint = ofDocument(document);
    known.set(document, fingerprint);
  }
  return fingerprint;
}

/** The same for documents whose masters sound alike: what the chain is fed, the song's edges, the chain and its lanes. */
export function masterFingerprint(document: SessionDocument): string {
  const { source, song } = document.master;
  const own = <T extends object>(map: Record<Id, T>, of: (part: T) => string = ofPart): string => {
    const part = map[MASTER_STRIP];
    return part && Object.keys(part).length > 0 ? of(part) : '';
  };
  return hash(
    [
      source.mediaId === null ? mixFingerprint(document) : document.media[source.mediaId]?.file,
      canonical(song),
      own(document.strips),
      own(document.effects),
      own(document.automation, ofLanes),
    ].join('|'),
  );
}
