/** Names, choices and what each knob does to the music: the limiter. */
export const limiter = {
  title: 'Limiter',
  why: 'The last word on level: nothing leaves above the ceiling, not even between the samples, so the master can be loud without clipping.',
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
    why: 'Recovers fast after a single hit and slowly after a long loud passage, so that it neither pumps nor grinds.',
  },
  link: {
    name: 'Channel link',
    why: 'How far left and right are turned down together. 100 % keeps the image still; less is louder and lets it shift a little.',
  },
};
