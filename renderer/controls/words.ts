/** The controls' own words, from the message table. */
export { controlWords } from '../../audio-engine/words/views.ts';
