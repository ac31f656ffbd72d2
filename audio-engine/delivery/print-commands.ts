/** What a printed track becomes in the document: frozen in place, or bounced to a track beside it. One step each. */
import {
  type Command,
  type Id,
  laneOf,
  orderBetween,
  orderedTracks,
  type SessionDocument,
} from '../session/index.ts';
import { deliveryWords } from '../words/index.ts';
import type { PrintedTrack } from './print-track.ts';

export function freezeCommand(trackId: Id, { media, startSample }: PrintedTrack): Command {
  return { id: 'track.freeze', payload: { trackId, media, startSample } };
}

/**
 * The bounce stands after its source, plays through a copy of its strip without inserts, and the source is muted: the
 * mix sounds as before.
 */
export function bounceCommand(
  document: SessionDocument,
  trackId: Id,
  { media, startSample }: PrintedTrack,
  newId: Id,
  clipId: Id,
): Command {
  const tracks = orderedTracks(document);
  const at = tracks.findIndex(({ id }) => id === trackId);
  const source = tracks[at]!;
  const none = () => ({ lengthSamples: 0, shape: 'linear' as const });
  const clip = {
    id: clipId,
    mediaId: media.id,
    name: media.name,
    startSample,
    lengthSamples: media.lengthSamples,
    offsetSamples: 0,
    gainDb: 0,
    fadeIn: none(),
    fadeOut: none(),
    muted: false,
  };
  const name = deliveryWords.bounceName(source.name);
  const order = orderBetween(source.order, tracks[at + 1]?.order ?? null);
  const lanes = [{ stripId: newId, laneId: 'inputTrimDb' }];
  const trimLane: Command[] = laneOf(document, trackId, 'inputTrimDb')
    ? [{ id: 'automation.remove', payload: { lanes } }]
    : [];
  const commands: Command[] = [
    { id: 'session.import', payload: { media: [media], tracks: [], clips: [] } },
    {
      id: 'track.duplicate',
      payload: { trackId, newId, name, order, clipIds: {}, effectIds: {}, channels: media.channels },
    },
    // Trim and polarity are in the file.
    { id: 'strip.set', payload: { stripId: newId, inputTrimDb: 0, polarityInverted: false } },
    ...trimLane,
    { id: 'clip.add', payload: { trackId: newId, clip } },
    { id: 'strip.set', payload: { stripId: trackId, mute: true } },
  ];
  return { id: 'batch', payload: { commands } } as Command;
}
