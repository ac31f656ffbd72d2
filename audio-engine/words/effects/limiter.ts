/** Names, choices and what each knob does to the music: the limiter. */
export const limiter = {
  title: 'Limiter',
  why: 'The last word on level: nothing leaves above the ceiling, not even between the samples, so the master can be loud without clipping.',
  characters: ['Transparent', 'Warm', 'Punchy', 'Loud'],
  /** What each character does, in the order of `characters`. */
  characterHelp: [
    'Lets single hits go quickly and holds loud passages still: the least audible on most songs.',
    'Holds on sooner and lets go over a phrase, as a compressor does: hits sound rounder, the level hardly moves within a bar, and long bass notes stay cleanest.',
    'Turns down later and lets go of a hit at once: drums keep their front and the song its swing. Long bass notes are held from peak to peak, so they stay clean.',
    'The shortest recovery of all, with the sides less tied together: the most level for the same ceiling. It holds long bass notes as the others do; their first moments get a little grit.',
  ],
  character: {
    name: 'Character',
    why: 'How it turns down and comes back. Transparent is the least audible, Warm rounds and glues, Punchy keeps the front of hits, Loud gives the most level.',
  },
  gain: {
    name: 'Gain',
    why: 'How hard the song is pushed into the ceiling. More is louder until the hits go flat: watch the gain reduction.',
  },
  ceiling: {
    name: 'Ceiling',
    why: 'The true peak that is never passed. −1 dBTP survives MP3 and AAC at good rates; −2 is safer for very loud masters.',
  },
  lookAhead: {
    name: 'Look-ahead',
    why: 'How early it begins to turn down before a peak. Longer is smoother and cleaner, shorter keeps more of the hit.',
  },
  release: {
    name: 'Release',
    why: 'How soon the level comes back after a peak. Short is loud and can distort bass, long is clean and can duck the song.',
  },
  autoRelease: {
    name: 'Auto release',
    why: 'Recovers fast after a single hit, slowly after a long loud passage, and not at all between the peaks of a bass note: it neither pumps nor grinds.',
  },
  link: {
    name: 'Channel link',
    why: 'How far left and right are turned down together. 100 % keeps the image still; less is louder and lets it shift a little.',
  },
};
