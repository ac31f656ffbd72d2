/** Clips: where they are, which part of their file they play, and how they begin and end. */
import { z } from 'zod';
import { sessionWords } from '../../words/index.ts';
import { addClip, checkFitsTrack, checkInsideMedia, fitFades } from '../clip-rules.ts';
import { defineCommand } from '../command.ts';
import type { SessionDocument } from '../document.ts';
import { clipsOf, needClip, needFree, refuse } from '../find.ts';
import {
  clipGainSchema,
  clipSchema,
  fadeSchema,
  idSchema,
  lengthSchema,
  nameSchema,
  sampleSchema,
} from '../schema.ts';

const { names, refused } = sessionWords;
const target = { trackId: idSchema, clipId: idSchema };
const nameOf = (d: SessionDocument, at: { trackId: string; clipId: string }) =>
  needClip(d, at.trackId, at.clipId).name;
const MANY = 10_000;

export const clipCommands = {
  'clip.add': defineCommand({
    id: 'clip.add',
    schema: z.strictObject({ trackId: idSchema, clip: clipSchema }),
    describe: (_document, { clip }) => names.addClip(clip.name),
    reduce: (draft, { trackId, clip }) => addClip(draft, trackId, clip),
  }),

  'clip.move': defineCommand({
    id: 'clip.move',
    schema: z.strictObject({
      clips: z
        .array(z.strictObject({ ...target, toTrackId: idSchema, startSample: sampleSchema }))
        .min(1)
        .max(MANY),
    }),
    describe: (document, { clips }) =>
      clips.length === 1 ? names.moveClip(nameOf(document, clips[0]!)) : names.moveClips(clips.length),
    reduce: (draft, { clips }) => {
      for (const { trackId, clipId, toTrackId, startSample } of clips) {
        const clip = needClip(draft, trackId, clipId);
        clip.startSample = startSample;
        if (toTrackId === trackId) continue;
        checkFitsTrack(draft, clip, toTrackId);
        needFree(clipsOf(draft, toTrackId), clipId, 'clip');
        clipsOf(draft, toTrackId)[clipId] = clip;
        delete draft.clips[trackId]![clipId];
      }
    },
  }),

  'clip.trim': defineCommand({
    id: 'clip.trim',
    schema: z.strictObject({
      ...target,
      startSample: sampleSchema,
      lengthSamples: lengthSchema,
      offsetSamples: sampleSchema,
    }),
    describe: (document, at) => names.trimClip(nameOf(document, at)),
    reduce: (draft, { trackId, clipId, startSample, lengthSamples, offsetSamples }) => {
      const clip = needClip(draft, trackId, clipId);
      Object.assign(clip, { startSample, lengthSamples, offsetSamples });
      checkInsideMedia(draft, clip);
      fitFades(clip);
    },
  }),

  /** The left part keeps the id and the fade-in, the right part is new and keeps the fade-out: the cut is seamless. */
  'clip.split': defineCommand({
    id: 'clip.split',
    schema: z.strictObject({ ...target, atSample: sampleSchema, newId: idSchema }),
    describe: (document, at) => names.splitClip(nameOf(document, at)),
    reduce: (draft, { trackId, clipId, atSample, newId }) => {
      const clip = needClip(draft, trackId, clipId);
      const leftLength = atSample - clip.startSample;
      if (leftLength <= 0 || leftLength >= clip.lengthSamples) {
        refuse('split-outside-clip', refused.splitOutside(clip.name), refused.splitOutsideNext);
      }
      addClip(draft, trackId, {
        ...clip,
        id: newId,
        startSample: atSample,
        lengthSamples: clip.lengthSamples - leftLength,
        offsetSamples: clip.offsetSamples + leftLength,
        fadeIn: { lengthSamples: 0, shape: clip.fadeIn.shape },
        fadeOut: { ...clip.fadeOut },
      });
      clip.lengthSamples = leftLength;
      clip.fadeOut.lengthSamples = 0;
      fitFades(clip);
    },
  }),

  'clip.duplicate': defineCommand({
    id: 'clip.duplicate',
    schema: z.strictObject({
      clips: z
        .array(z.strictObject({ ...target, newId: idSchema, toTrackId: idSchema, startSample: sampleSchema }))
        .min(1)
        .max(MANY),
    }),
    describe: (document, { clips }) =>
      clips.length === 1
        ? names.duplicateClip(nameOf(document, clips[0]!))
        : names.duplicateClips(clips.length),
    reduce: (draft, { clips }) => {
      for (const { trackId, clipId, newId, toTrackId, startSample } of clips) {
        const clip = needClip(draft, trackId, clipId);
        addClip(draft, toTrackId, {
          ...clip,
          id: newId,
          startSample,
          fadeIn: { ...clip.fadeIn },
          fadeOut: { ...clip.fadeOut },
        });
      }
    },
  }),

  'clip.remove': defineCommand({
    id: 'clip.remove',
    schema: z.strictObject({ clips: z.array(z.strictObject(target)).min(1).max(MANY) }),
    describe: (document, { clips }) =>
      clips.length === 1 ? names.removeClip(nameOf(document, clips[0]!)) : names.removeClips(clips.length),
    reduce: (draft, { clips }) => {
      for (const { trackId, clipId } of clips) {
        needClip(draft, trackId, clipId);
        delete draft.clips[trackId]![clipId];
      }
    },
  }),

  'clip.set': defineCommand({
    id: 'clip.set',
    schema: z.strictObject({
      ...target,
      gainDb: clipGainSchema.optional(),
      fadeIn: fadeSchema.optional(),
      fadeOut: fadeSchema.optional(),
      muted: z.boolean().optional(),
      name: nameSchema.optional(),
    }),
    describe: (document, { trackId, clipId, ...change }) => {
      const name = nameOf(document, { trackId, clipId });
      const keys = Object.keys(change);
      if (keys.every((key) => key === 'fadeIn' || key === 'fadeOut')) return names.clipFades(name);
      if (keys.length !== 1) return names.clipEdit(name);
      if (change.gainDb !== undefined) return names.clipGain(name, change.gainDb);
      if (change.muted !== undefined) return names.clipMute(name, change.muted);
      return names.clipRename(name, change.name ?? name);
    },
    reduce: (draft, { trackId, clipId, ...change }) => {
      const clip = needClip(draft, trackId, clipId);
      const { fadeIn, fadeOut, ...plain } = change;
      Object.assign(clip, plain);
      if (fadeIn) Object.assign(clip.fadeIn, fadeIn);
      if (fadeOut) {
        Object.assign(clip.fadeOut, fadeOut);
        // The fade that was set last keeps its length; the other gives way.
        if (!fadeIn) {
          const room = Math.max(0, clip.lengthSamples - fadeOut.lengthSamples);
          clip.fadeIn.lengthSamples = Math.min(clip.fadeIn.lengthSamples, room);
        }
      }
      fitFades(clip);
    },
  }),
};
