/** Names, choices and what each knob does to the music: the gate and expander. */
export const gate = {
  title: 'Gate',
  why: 'Turns down what lies between the notes: spill between drum hits, hum and breath between phrases. With a low ratio it is an expander.',
  editor: {
    out: 'out',
    opens: (db: string) => `Opens ${db}`,
    closes: (db: string) => `closes ${db}`,
    open: 'Open',
    closed: 'Closed',
    key: 'Key',
    keyHighPass: 'Key HP',
    keyLowPass: 'Key LP',
    listen: 'Listen',
    picture: (opens: string, closes: string) =>
      `Transfer curve, opens at ${opens} dB and closes at ${closes} dB, and the last four seconds`,
    pictureHelp:
      'Left what goes in against what comes out, right the last four seconds. Drag for the threshold, the dotted line for the hysteresis; double-click resets.',
  },
  threshold: {
    name: 'Threshold',
    why: 'The level at which it opens. Set it above the spill and below the quietest note you want to keep.',
  },
  hysteresis: {
    name: 'Hysteresis',
    why: 'How far below the threshold it closes again. 3–6 dB keep it from chattering while a note hovers about the threshold.',
  },
  ratio: {
    name: 'Ratio',
    why: 'How firmly it closes: at 2 : 1 every dB below the threshold becomes two, a gentle expander; 100 : 1 shuts the door.',
  },
  range: {
    name: 'Range',
    why: 'The most it turns down. 10–20 dB lower the spill and keep some air; 80 dB is silence, and silence can be heard.',
  },
  knee: {
    name: 'Knee',
    why: 'How gradually it begins to work around the threshold. Useful for an expander on a voice; a drum gate wants 0 dB.',
  },
  attack: {
    name: 'Attack',
    why: 'How soon it opens. Under 1 ms keeps the click of a drum; slower rounds it off. One time constant: 63 % of the way, in dB.',
  },
  hold: {
    name: 'Hold',
    why: 'How long it stays open after the level has fallen. Long enough for the body of a drum or the tail of a word.',
  },
  release: {
    name: 'Release',
    why: 'How gradually it closes. Short sounds tight and cut; 100–300 ms lets a drum or a word fade as it would by itself.',
  },
  lookAhead: {
    name: 'Look-ahead',
    why: 'Opens before the hit arrives, so that a fast attack cuts nothing off. Costs that much delay, which the mixer makes up.',
  },
  keyHighPass: {
    name: 'Key high-pass',
    why: 'Keeps what lies below out of what it listens to, so that a kick does not open the snare’s gate. 20 Hz is off.',
  },
  keyLowPass: {
    name: 'Key low-pass',
    why: 'Keeps what lies above out of what it listens to, so that cymbals do not open the kick’s gate. 20 kHz is off.',
  },
  listen: {
    name: 'Listen to key',
    why: 'Lets you hear what it listens to, filters included: turn them until only the sound that should open it is left.',
  },
};
