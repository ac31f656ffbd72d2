/** Every kind of music of the corpus. */
import { moreGenres } from './more.ts';
import { plainGenres } from './plain.ts';
import type { Genre } from './recipe.ts';

export type { DrumPart, Genre, TunedPart } from './recipe.ts';
export { unseenGenres } from './unseen.ts';

/** Fourteen that limits may be set on. */
export const seenGenres: readonly Genre[] = [...plainGenres, ...moreGenres];
