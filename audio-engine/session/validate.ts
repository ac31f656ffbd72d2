/** Checks a whole document that came from outside: shape and ranges first, then that what refers to something finds it. */

import { sessionWords, ThresholdError } from '../words/index.ts';
import { MASTER_STRIP, type SessionDocument } from './document.ts';
import { documentSchema } from './schema.ts';
import { checkMaster } from './validate-master.ts';
import { checkInsert, checkMix } from './validate-mix.ts';

const { document: words } = sessionWords;

function damaged(where: string, what: string): never {
  throw new ThresholdError({
    code: 'document-damaged',
    sentence: words.invalid(where, what),
    nextStep: words.invalidNext,
  });
}

function checkKeys(where: string, map: Record<string, { id: string }>): void {
  for (const [key, entry] of Object.entries(map)) if (entry.id !== key) damaged(where, words.wrongId(key));
}

function checkReferences(document: SessionDocument): void {
  const { media, tracks, buses, clips, strips, effects, markers } = document;
  checkKeys('media', media);
  checkKeys('tracks', tracks);
  checkKeys('strips', strips);
  checkKeys('markers', markers);
  for (const id of [MASTER_STRIP, ...Object.keys(tracks), ...Object.keys(buses)]) {
    if (!Object.hasOwn(strips, id)) damaged('strips', words.missingStrip(id));
  }
  for (const id of Object.keys(strips)) {
    if (id !== MASTER_STRIP && !Object.hasOwn(tracks, id) && !Object.hasOwn(buses, id))
      damaged('strips', words.strayStrip(id));
  }
  for (const [trackId, map] of Object.entries(clips)) {
    if (!Object.hasOwn(tracks, trackId)) damaged('clips', words.missingTrack(trackId));
    checkKeys(`clips.${trackId}`, map);
    for (const clip of Object.values(map)) {
      if (!Object.hasOwn(media, clip.mediaId)) {
        damaged(`clips.${trackId}`, words.missingClipMedia(clip.name, clip.mediaId));
      }
    }
  }
  for (const [stripId, map] of Object.entries(effects)) {
    if (!Object.hasOwn(strips, stripId)) damaged('effects', words.strayEffects(stripId));
    checkKeys(`effects.${stripId}`, map);
    for (const effect of Object.values(map)) checkInsert(`effects.${stripId}`, effect, damaged);
  }
  const limiters = Object.values(effects[MASTER_STRIP] ?? {}).filter((effect) => effect.kind === 'limiter');
  if (limiters.length > 1) damaged('effects.master', words.twoLimiters);
  checkMix(document, checkKeys, damaged);
  checkMaster(document, checkKeys, damaged);
}

/** The document, checked; throws `document-damaged` naming the first place that is wrong. */
export function validateDocument(raw: unknown): SessionDocument {
  const parsed = documentSchema.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    damaged(
      issue?.path.map(String).join('.') || 'session',
      (issue?.message ?? '').replace(/^Invalid input: /, ''),
    );
  }
  checkReferences(parsed.data);
  return parsed.data;
}
