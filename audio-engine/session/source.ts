/**
 * What the master is fed. With a printed mix or a file as its source, the document that is played has one track, which
 * plays that file as it is; tracks and buses rest. The master strip is the same, so a 64-bit print of the mix gives the
 * same samples as the mix itself.
 */
import { createStrip, createTrack } from './create.ts';
import {
  type AutomationLane,
  type Id,
  MASTER_STRIP,
  type MediaFile,
  type SessionDocument,
} from './document.ts';
import { remembered } from './remembered.ts';
import { sessionEndSample } from './selectors.ts';

/** The file that feeds the chain; null for the live mix, and where the file is not in the session's list. */
export function sourceMedia(document: SessionDocument): MediaFile | null {
  const { kind, mediaId } = document.master.source;
  return kind === 'live' || mediaId === null ? null : (document.media[mediaId] ?? null);
}

/** Id of the track that plays a source: another file is another track, so that one fades out and the next one in. */
const sourceTrackId = (mediaId: Id): Id => `source:${mediaId}`;

/** By the media entry: the same file gives the same objects, so that plans see that nothing has changed. */
const trackOf = remembered<MediaFile, Pick<SessionDocument, 'tracks' | 'clips'> & { id: Id }>((media) => {
  const id = sourceTrackId(media.id);
  const track = createTrack({ id, name: media.name, color: 'stone', channels: 2, order: 'V' });
  return {
    id,
    tracks: { [id]: { ...track, frozen: { mediaId: media.id, startSample: 0 } } },
    clips: { [id]: {} },
  };
});

const stripOf = remembered<MediaFile, SessionDocument['strips'][Id]>((media) =>
  createStrip(sourceTrackId(media.id)),
);

const NOTHING = Object.freeze({});
const NO_LANES: Record<Id, AutomationLane> = Object.freeze({});
const lanesOf = remembered<Record<Id, AutomationLane>, SessionDocument['automation']>((lanes) => ({
  [MASTER_STRIP]: lanes,
}));

function fed(document: SessionDocument, media: MediaFile): SessionDocument {
  const { id, tracks, clips } = trackOf(media);
  const effects = Object.fromEntries(
    // Nothing is left that an insert of the master could listen to.
    Object.entries(document.effects[MASTER_STRIP] ?? {}).map(([effectId, effect]) => [
      effectId,
      effect.sideChain ? { ...effect, sideChain: null } : effect,
    ]),
  );
  return {
    ...document,
    tracks,
    clips,
    buses: NOTHING,
    strips: { [id]: stripOf(media), [MASTER_STRIP]: document.strips[MASTER_STRIP]! },
    effects: { [id]: NOTHING, [MASTER_STRIP]: effects },
    sends: NOTHING,
    groups: NOTHING,
    folders: NOTHING,
    automation: lanesOf(document.automation[MASTER_STRIP] ?? NO_LANES),
  };
}

const known = new WeakMap<SessionDocument, SessionDocument>();

/** The document as it is played: with a print or a file as the source, that in place of the mix. */
export function heardDocument(document: SessionDocument): SessionDocument {
  const media = sourceMedia(document);
  if (!media) return document;
  let heard = known.get(document);
  if (!heard || !Object.isFrozen(document)) {
    heard = fed(document, media);
    known.set(document, heard);
  }
  return heard;
}

/** The same session with the mix as its source, and the song without edges: for printing, freezing and checking it. */
export function liveDocument(document: SessionDocument): SessionDocument {
  const { source, song } = document.master;
  const none = { lengthSamples: 0, shape: song.fadeIn.shape };
  const edges = { startSample: null, endSample: null, fadeIn: none, fadeOut: none };
  if (source.kind === 'live' && isWhole(document)) return document;
  return {
    ...document,
    master: { ...document.master, source: { kind: 'live', mediaId: null }, song: edges },
  };
}

function isWhole({ master: { song } }: SessionDocument): boolean {
  const { startSample, endSample, fadeIn, fadeOut } = song;
  return startSample === null && endSample === null && fadeIn.lengthSamples + fadeOut.lengthSamples === 0;
}

/** Where the song that the master is fed ends by itself, in samples from the session's start; 0 where there is none. */
export function sourceEndSample(document: SessionDocument): number {
  return sourceMedia(document)?.lengthSamples ?? sessionEndSample(document);
}
