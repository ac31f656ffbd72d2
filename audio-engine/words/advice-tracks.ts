/** What the mix check says about several tracks together, and the parts that tracks play. */

export const trackRoleWords = {
  menu: 'Part',
  /** The entry that leaves it to the track's name. */
  byName: 'As its name says',
  titles: {
    'lead-vocal': 'Lead vocal',
    'backing-vocal': 'Backing vocal',
    kick: 'Kick',
    snare: 'Snare',
    drums: 'Drums',
    bass: 'Bass',
    guitar: 'Guitar',
    keys: 'Keys',
    pad: 'Pad',
    lead: 'Lead',
    effects: 'Effects',
    other: 'Other',
  },
  /** In a sentence: “Vox 2 is a backing vocal”. */
  parts: {
    'lead-vocal': 'the lead vocal',
    'backing-vocal': 'a backing vocal',
    kick: 'the kick',
    snare: 'the snare',
    drums: 'of the drums',
    bass: 'the bass',
    guitar: 'a guitar',
    keys: 'keys',
    pad: 'a pad',
    lead: 'a lead',
    effects: 'effects',
    other: 'something else',
  },
} as const;
