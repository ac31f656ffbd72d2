/** The master room: what the chain is fed, printed mixes, the song's edges, and the states of the chain. */
import { z } from 'zod';
import { masterRoomWords, sessionWords } from '../../words/index.ts';
import { chainStateOf, copyState, hearState } from '../chain-states.ts';
import { defineCommand } from '../command.ts';
import { CHAIN_STATES, type SessionDocument } from '../document.ts';
import { needFree, needMedia, needPrint, refuse } from '../find.ts';
import { isMediaUsed } from '../media-use.ts';
import { idSchema, masterSourceSchema, mediaSchema, printSchema, songEdgesSchema } from '../schema.ts';

const { names, refused } = masterRoomWords;
const stateSchema = z.enum(CHAIN_STATES);

/** What a source is called: a print by its own name, a file by that of its media. */
function sourceName(d: SessionDocument, mediaId: string | null): string {
  if (mediaId === null) return '';
  const print = Object.values(d.master.prints).find((candidate) => candidate.mediaId === mediaId);
  return print?.name ?? d.media[mediaId]?.name ?? mediaId;
}

function timeAt(d: SessionDocument, sample: number): string {
  const seconds = sample / d.session.sampleRate;
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - minutes * 60).toFixed(2).padStart(5, '0')}`;
}

export const masterCommands = {
  'master.source': defineCommand({
    id: 'master.source',
    schema: masterSourceSchema,
    describe: (document, { kind, mediaId }) => names.source(kind, sourceName(document, mediaId)),
    reduce: (draft, { kind, mediaId }) => {
      if (mediaId !== null) {
        const media = needMedia(draft, mediaId);
        const isPrint = Object.values(draft.master.prints).some((print) => print.mediaId === mediaId);
        if (kind === 'print' && !isPrint)
          refuse('not-a-print', refused.notAPrint(media.name), refused.notAPrintNext);
      }
      Object.assign(draft.master.source, { kind, mediaId });
    },
  }),

  /** The file, already in `audio/`, joins the session and, where `heard`, feeds the chain from now on. */
  'master.print': defineCommand({
    id: 'master.print',
    schema: z.strictObject({ print: printSchema, media: mediaSchema, heard: z.boolean() }),
    describe: (_document, { print }) => names.print(print.name),
    reduce: (draft, { print, media, heard }) => {
      needFree(draft.master.prints, print.id, 'print');
      needFree(draft.media, media.id, 'media');
      const { sampleRate } = draft.session;
      if (media.sampleRate !== sampleRate) {
        const { rateMismatch, rateMismatchNext } = sessionWords.refused;
        refuse('media-sample-rate', rateMismatch(media.name, media.sampleRate, sampleRate), rateMismatchNext);
      }
      if (print.mediaId !== media.id)
        refuse('not-a-print', refused.notAPrint(media.name), refused.notAPrintNext);
      draft.media[media.id] = media;
      draft.master.prints[print.id] = print;
      if (heard) Object.assign(draft.master.source, { kind: 'print', mediaId: media.id });
    },
  }),

  /** Its file leaves the session's list unless something else plays it; the master goes back to the live mix. */
  'master.removePrint': defineCommand({
    id: 'master.removePrint',
    schema: z.strictObject({ printId: idSchema }),
    describe: (document, { printId }) => names.removePrint(needPrint(document, printId).name),
    reduce: (draft, { printId }) => {
      const { mediaId } = needPrint(draft, printId);
      delete draft.master.prints[printId];
      const { source } = draft.master;
      if (source.kind === 'print' && source.mediaId === mediaId)
        Object.assign(source, { kind: 'live', mediaId: null });
      if (!isMediaUsed(draft, mediaId)) delete draft.media[mediaId];
    },
  }),

  'master.song': defineCommand({
    id: 'master.song',
    schema: songEdgesSchema.partial(),
    describe: (document, change) => {
      const keys = Object.entries(change).filter(([, value]) => value !== undefined);
      if (keys.length !== 1) return names.songEdges;
      const { startSample, endSample } = change;
      if (change.fadeIn) return names.songFadeIn;
      if (change.fadeOut) return names.songFadeOut;
      if (startSample !== undefined)
        return startSample === null ? names.songStartOwn : names.songStart(timeAt(document, startSample));
      return endSample == null ? names.songEndOwn : names.songEnd(timeAt(document, endSample));
    },
    reduce: (draft, change) => {
      const { song } = draft.master;
      for (const [key, value] of Object.entries(change))
        if (value !== undefined) Object.assign(song, { [key]: value });
      if (song.endSample !== null && song.endSample <= (song.startSample ?? 0))
        refuse('song-ends', refused.songEnds, refused.songEndsNext);
    },
  }),

  'chain.state': defineCommand({
    id: 'chain.state',
    schema: z.strictObject({ state: stateSchema }),
    describe: (_document, { state }) => names.chainState(state),
    reduce: (draft, { state }) => hearState(draft, state),
  }),

  'chain.copyState': defineCommand({
    id: 'chain.copyState',
    schema: z.strictObject({ from: stateSchema, to: stateSchema }),
    describe: (_document, { from, to }) => names.copyState(from, to),
    reduce: (draft, { from, to }) => {
      if (from === to) refuse('same-state', refused.sameState(to), refused.sameStateNext);
      const stored = chainStateOf(draft, from);
      if (!stored) refuse('empty-state', refused.emptyState(from), refused.emptyStateNext);
      copyState(draft, stored, to);
    },
  }),
};
