/** Names, choices and what each knob does to the music: the de-esser. */
export const deesser = {
  title: 'De-esser',
  why: 'Finds “s”, “sh” and “t” by how far they stand out of the voice and turns just those down, loud phrases and quiet ones alike.',
  modes: ['Wide', 'Split', 'Band'],
  listens: ['Off', 'Detector', 'Removed'],
  editor: {
    above: 'band over voice',
    absolute: 'band in dBFS',
    threshold: (db: string) => `Threshold ${db}`,
    picture: (hz: string, range: string) =>
      `Detector band at ${hz} over the spectrum, at most ${range} dB down`,
    pictureHelp:
      'Drag the point sideways for the frequency, up and down for the range; on the right the threshold. Double-click resets.',
  },
  mode: {
    name: 'Mode',
    why: 'What is turned down: the whole sound, everything above the band’s foot, or only the band. Wide is the most natural on one voice, Band the least noticed in a mix.',
  },
  frequency: {
    name: 'Frequency',
    why: 'Where the sharpness lies: 5–7 kHz in most low voices, 6–9 kHz in most high ones. Listen to the detector and sweep.',
  },
  q: {
    name: 'Q',
    why: 'How narrow the band is that it listens to. Around 1 takes in a whole “s”; above 2 aims at one whistle.',
  },
  threshold: {
    name: 'Threshold',
    why: 'How far the band may come up to the voice before it counts as too sharp. Lower it until the needle moves on “s” only.',
  },
  ratio: {
    name: 'Ratio',
    why: 'How firmly what stands above the threshold is turned down. 3–5 : 1 sounds like a better microphone; 20 : 1 lisps sooner.',
  },
  range: {
    name: 'Range',
    why: 'The most it turns down. 6–8 dB keep an “s” an “s”; more and the singer begins to lisp.',
  },
  attack: {
    name: 'Attack',
    why: 'How soon it reacts. An “s” begins softly, so 0.5–2 ms catch all of it without touching what came before.',
  },
  release: {
    name: 'Release',
    why: 'How soon it lets go. 20–80 ms is over before the vowel begins; longer dulls the vowel too.',
  },
  adaptive: {
    name: 'Follow the level',
    why: 'Compares the band with the voice, so that one setting holds for whisper and shout. Off, the threshold is a level in dBFS, as on older ones.',
  },
  lookAhead: {
    name: 'Look-ahead',
    why: 'Hears the “s” before it plays and so catches its first edge. Costs that much delay, which the mixer makes up.',
  },
  listen: {
    name: 'Listen',
    why: 'Detector lets you hear the band it judges by, Removed only what it takes away: there should be “s” and no words in it.',
  },
};
