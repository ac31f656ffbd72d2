/** The session's own name, and the one command by which imported audio arrives: files, tracks and clips in one step. */
import { z } from 'zod';
import { sessionWords } from '../../words/index.ts';
import { addClip } from '../clip-rules.ts';
import { defineCommand } from '../command.ts';
import type { SessionDocument } from '../document.ts';
import { needFree, refuse } from '../find.ts';
import { clipSchema, idSchema, mediaSchema, nameSchema, sampleRateSchema, trackSchema } from '../schema.ts';
import { addTrack } from '../track-rules.ts';

const { names, refused } = sessionWords;

/** What was set before the first audio stays where it is in seconds: markers, the loop, delays and automation. */
function changeRate(draft: SessionDocument, sampleRate: number): void {
  const ratio = sampleRate / draft.session.sampleRate;
  draft.session.sampleRate = sampleRate;
  for (const marker of Object.values(draft.markers)) marker.sample = Math.round(marker.sample * ratio);
  for (const note of Object.values(draft.notes)) note.sample = Math.round(note.sample * ratio);
  draft.loop.startSample = Math.round(draft.loop.startSample * ratio);
  draft.loop.endSample = Math.round(draft.loop.endSample * ratio);
  const { song } = draft.master;
  if (song.startSample !== null) song.startSample = Math.round(song.startSample * ratio);
  if (song.endSample !== null) song.endSample = Math.round(song.endSample * ratio);
  for (const fade of [song.fadeIn, song.fadeOut]) fade.lengthSamples = Math.round(fade.lengthSamples * ratio);
  for (const note of Object.values(draft.notes)) note.sample = Math.round(note.sample * ratio);
  for (const track of Object.values(draft.tracks))
    track.delaySamples = Math.round(track.delaySamples * ratio);
  for (const lanes of Object.values(draft.automation))
    for (const { pages } of Object.values(lanes))
      for (const { points } of Object.values(pages))
        for (const point of points) point.sample = Math.round(point.sample * ratio);
}

export const sessionCommands = {
  'session.rename': defineCommand({
    id: 'session.rename',
    schema: z.strictObject({ name: nameSchema }),
    describe: (_document, { name }) => names.renameSession(name),
    reduce: (draft, { name }) => {
      draft.session.name = name;
    },
  }),

  'session.import': defineCommand({
    id: 'session.import',
    schema: z.strictObject({
      /** The rate of most files, where the session has no media yet and takes its rate from them. */
      sampleRate: sampleRateSchema.optional(),
      media: z.array(mediaSchema).max(10_000),
      tracks: z.array(trackSchema).max(1000),
      clips: z.array(z.strictObject({ trackId: idSchema, clip: clipSchema })).max(10_000),
    }),
    describe: (_document, { media, tracks }) =>
      media.length === 1 || tracks.length === 1
        ? names.importOne((media[0] ?? tracks[0])!.name)
        : names.importMany(media.length),
    reduce: (draft, { sampleRate, media, tracks, clips }) => {
      if (sampleRate !== undefined && Object.keys(draft.media).length === 0) changeRate(draft, sampleRate);
      for (const file of media) {
        needFree(draft.media, file.id, 'media');
        if (file.sampleRate !== draft.session.sampleRate) {
          refuse(
            'media-sample-rate',
            refused.rateMismatch(file.name, file.sampleRate, draft.session.sampleRate),
            refused.rateMismatchNext,
          );
        }
        draft.media[file.id] = file;
      }
      for (const track of tracks) addTrack(draft, track);
      for (const { trackId, clip } of clips) addClip(draft, trackId, clip);
    },
  }),
};
