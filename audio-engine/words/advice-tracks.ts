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

const MINUS = '−';
const signed = (value: number, digits = 1): string => {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? MINUS : '+'}${text}`;
};
const plain = (value: number, digits = 1): string => {
  const text = Math.abs(value).toFixed(digits);
  return `${value < 0 && Number(text) !== 0 ? MINUS : ''}${text}`;
};
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const frequency = (hz: number): string =>
  hz < 1000 ? `${Math.round(hz)} Hz` : `${(hz / 1000).toFixed(1).replace('.0', '')} kHz`;
const between = (lowHz: number, highHz: number): string =>
  highHz < 1000
    ? `${Math.round(lowHz)} to ${Math.round(highHz)} Hz`
    : `${frequency(lowHz)} to ${frequency(highHz)}`;
const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
const verb = (names: readonly string[], one: string, many: string): string =>
  names.length === 1 ? one : many;
const shares = (by: readonly { name: string; share: number }[]): string =>
  list(by.map(({ name, share }) => `${name} ${percent(share)}`));
const downOrUp = (byDb: number): string => `${Math.abs(byDb).toFixed(1)} dB ${byDb < 0 ? 'lower' : 'higher'}`;

interface Dip {
  bellDb: number;
  levelDb: number;
  frequencyHz: number;
}

export const adviceTrackWords = {
  /** The preset name of an insert that a fix put there. */
  insertName: 'From the mix check',
  time: (seconds: number): string =>
    `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`,
  room: {
    sentence: (maskers: readonly string[], target: string, { levelDb, bellDb, frequencyHz }: Dip) =>
      levelDb > 0
        ? `Bring ${list(maskers)} ${levelDb.toFixed(1)} dB down, and dip ${verb(maskers, 'it', 'them')} ${bellDb} dB around ${frequency(frequencyHz)} whenever ${target} plays.`
        : `Dip ${list(maskers)} ${bellDb} dB around ${frequency(frequencyHz)}, only while ${target} plays.`,
  },
  vocalMasking: {
    title: 'Lead vocal covered',
    help: 'How much of what the words need is hidden under other tracks while the lead sings.',
    share: (share: number) => `${percent(share)} covered`,
    found: (lead: string, by: readonly string[]) => `${list(by)} ${verb(by, 'covers', 'cover')} ${lead}`,
    measured: (
      share: number,
      lowHz: number,
      highHz: number,
      by: readonly { name: string; share: number }[],
    ) =>
      `${percent(share)} of what the words need is covered while it sings, most between ${between(lowHz, highHz)}: ${shares(by)}.`,
    expected: (share: number) => `Under ${percent(share)}.`,
    cost: (lead: string) =>
      `Words get lost on small speakers: people turn up the song and still miss what ${lead} says.`,
    why: 'Each track’s energy in ear-wide bands, spread to what it covers, against the vocal’s own. 1 to 4 kHz count most for words.',
  },
  trackMasking: {
    title: 'Tracks covering each other',
    help: 'The track that is hidden the most under the others, and how much of it.',
    none: 'none',
    share: (name: string, share: number) => `${name} ${percent(share)}`,
    found: (target: string, masker: string) => `${masker} covers ${target}`,
    measured: (share: number, lowHz: number, highHz: number, masker: string, by: number) =>
      `${percent(share)} of it is covered, most between ${between(lowHz, highHz)}; ${percent(by)} of that is ${masker}.`,
    expected: (share: number) => `Under ${percent(share)} for a part like this.`,
    cost: (target: string) => `You recorded ${target}; the listener hardly knows it is there.`,
    why: 'Each track’s energy in ear-wide bands, spread to what it covers, against the energy of the part that is covered.',
  },
  kickAndBass: {
    title: 'Kick and bass',
    help: 'Hits of the kick at which the bass is the louder of the two in the kick’s own band.',
    share: (share: number) => `${percent(share)} of hits`,
    found: (kick: string, bass: string) => `${bass} sits on ${kick}`,
    measured: (share: number, medianDb: number, lowHz: number, highHz: number) =>
      `At ${percent(share)} of the hits the bass is louder between ${between(lowHz, highHz)}; the kick stands ${signed(medianDb)} dB against it there.`,
    expected: 'The kick a few dB above the bass in its own band when it hits.',
    cost: 'The low end has no punch, and every limiter pumps on it: kick and bass push together.',
    why: 'Measured at each hit, in the three ear-wide bands where the kick has most of its low end.',
    fix: (bass: string, kick: string, { bellDb, levelDb, frequencyHz }: Dip) =>
      `Dip ${bass} ${bellDb} dB around ${frequency(frequencyHz)} at each hit of ${kick}${levelDb > 0 ? `, and bring it ${levelDb} dB down` : ''}.`,
  },
  vocalLevel: {
    title: 'Vocal against backing',
    help: 'The lead vocal’s loudness against the music, while it sings.',
    against: (larDb: number) => `${signed(larDb)} dB`,
    expected: (lowDb: number, highDb: number) =>
      `${signed(lowDb, 0)} to ${signed(highDb, 0)} dB; about +1 on records, rock nearer 0, metal below.`,
    low: (lead: string) => `${lead} is buried`,
    high: (lead: string) => `${lead} stands far above the music`,
    section: (lead: string, section: string) => `${lead} drops back in ${section}`,
    expectedSection: (larDb: number) => `${signed(larDb)} dB, as in the rest of the song.`,
    costLow: 'The song’s story is the first thing lost on a phone or in a kitchen.',
    costHigh: 'The music sounds like a karaoke track behind a singer, and louder masters make it worse.',
    costSection: (section: string) => `In ${section} the listener loses the thread.`,
    why: 'A convention: on records since 1975 the lead stands about 1 dB above everything else (Gerdes and Siedenburg 2023).',
    fix: (lead: string, byDb: number) => `Set ${lead} ${downOrUp(byDb)}.`,
    fixSection: (lead: string, section: string, byDb: number) =>
      `Ride ${lead} about ${byDb.toFixed(1)} dB up in ${section}.`,
    marks: [
      { name: 'rock', value: 0 },
      { name: 'pop', value: 1 },
    ],
  },
  backing: {
    title: 'Backing vocals',
    help: 'All backing vocals together against the lead, where both sing.',
    against: (db: number) => `${signed(db)} dB`,
    expected: 'About 6 to 12 dB under the lead: a convention.',
    found: (names: readonly string[], lead: string) =>
      `${list(names)} ${verb(names, 'competes', 'compete')} with ${lead}`,
    cost: (lead: string) => `The ear does not know who to follow: the words of ${lead} blur.`,
    why: 'Loudness of both while both sing, weighted as the ear weighs it.',
    fix: (names: readonly string[], byDb: number) => `Set ${list(names)} ${downOrUp(byDb)}.`,
  },
  inaudible: {
    title: 'Tracks nobody hears',
    help: 'Tracks that never come through what plays beside them.',
    none: 'none',
    count: (count: number) => `${count}`,
    others: 'Mix',
    found: (name: string) => `Nobody hears ${name}`,
    measured: (share: number) => `It comes through in ${percent(share)} of the time it plays.`,
    expected: 'Heard in some of it, or not there at all.',
    cost: 'It takes up headroom and nobody hears it: mute it, or let it be heard.',
    why: 'In every ear-wide band it lies 5.5 dB and more under what the other tracks spread there.',
    fix: (name: string, byDb: number) =>
      `Set ${name} ${byDb} dB higher; if the song does not miss it, mute it instead.`,
  },
  reverb: {
    title: 'Reverb',
    help: 'The loudest reverb return against the dry sound of what feeds it.',
    none: 'none',
    usual: 'usual',
    against: (lu: number) => `${signed(lu)} LU`,
    expected: (lu: number) => `About ${signed(lu, 0)} LU: a convention.`,
    found: (name: string) => `${name} drowns what feeds it`,
    cost: 'Everything moves to the back of the room, and the master’s limiter will bring up even more of it.',
    why: 'Listeners judge a room by its loudness against the dry sound; about −9 LU was usual in a study of mixes (Pestana and Reiss 2014).',
    fix: (name: string, byDb: number) => `Set ${name} ${downOrUp(byDb)}.`,
  },
  mono: {
    title: 'Tracks in mono',
    help: 'The most that one track loses of its loudness when left and right become one.',
    loss: (lu: number) => `${plain(lu)} LU lost`,
    measured: (lu: number, share: number) =>
      `It loses ${plain(lu)} LU in mono; ${percent(share)} of all that the mix loses there is this track.`,
    expected: 'At most 3 LU, what two unrelated sides lose.',
    found: (name: string) => `${name} fades in mono`,
    inverted: (name: string) => `One side of ${name} is upside down`,
    cost: (name: string) => `On phones, in shops and clubs ${name} is a shadow of itself.`,
    why: 'What left and right have in common, weighted as the ear weighs it: sides that oppose each other cancel.',
    fix: (name: string, width: number) => `Narrow ${name} to ${width} %.`,
    fixInverted: (name: string) => `Turn the right side of ${name} the right way up.`,
  },
  lowWidth: {
    title: 'Low end of tracks',
    help: 'The widest low end of a track: its sides against its middle below 120 Hz.',
    figure: (db: number) => (db <= -59 ? 'mono' : `sides ${signed(db)} dB`),
    measured: (db: number, share: number) =>
      `Below 120 Hz its sides stand ${signed(db)} dB against its middle; it holds ${percent(share)} of the mix’s low end.`,
    expected: (db: number) => `Sides under ${signed(db, 0)} dB below 120 Hz.`,
    found: (name: string) => `The low end of ${name} lies at the sides`,
    cost: 'It is gone on every mono speaker and in clubs, and the master’s mono bass will take it away.',
    why: 'Low notes carry nothing by their place, only by their push: both speakers have to push the same way.',
    fix: (name: string, hz: number) => `Put ${name} in the middle below about ${hz} Hz.`,
  },
  mics: {
    title: 'Tracks of one source',
    help: 'Tracks that hold the same sound, and whether they work together.',
    figure: (pairs: number, against: number) =>
      pairs === 0 ? 'none' : against === 0 ? 'together' : `${against} against each other`,
    inverted: (odd: string, other: string) => `${odd} is upside down against ${other}`,
    late: (odd: string, other: string, isLate: boolean) =>
      `${odd} comes ${isLate ? 'later' : 'earlier'} than ${other}`,
    lossOf: (lossDb: number, strength: number) =>
      `Together they lose ${plain(lossDb)} dB below 1.5 kHz; they have ${percent(strength)} of their sound in common.`,
    lag: (ms: number, samples: number, lossDb: number) =>
      `${ms.toFixed(2)} ms apart (${samples} samples); together they lose ${plain(lossDb)} dB below 1.5 kHz.`,
    expected: 'Both pushing the same way at the same moment.',
    cost: (odd: string, other: string) =>
      `${odd} takes body out of ${other} instead of adding to it; no equaliser brings that back.`,
    why: 'How alike the two are in each band over the whole song, and the shift at which they are most alike.',
    fixPolarity: (name: string) => `Invert the polarity of ${name}.`,
    fixDelay: (name: string, samples: number) =>
      `Play ${name} ${Math.abs(samples)} samples ${samples > 0 ? 'earlier' : 'later'}. Of a room or overheads it may be wanted: listen.`,
  },
  dynamics: {
    title: 'Dynamics of tracks',
    help: 'The least that a drum or vocal track’s peaks stand above its loudness.',
    none: 'none',
    plr: (db: number) => `${plain(db)} dB`,
    expected: (db: number) => `At least ${plain(db, 0)} dB for a part like this: a convention.`,
    found: (name: string) => `${name} is pressed flat`,
    cost: (name: string) =>
      `${name} has no attack left to carry the song, and mastering cannot give it back.`,
    why: 'How far the peaks stand above the loudness: less means that compression has taken the hits away.',
    fix: (name: string) => `Let half of ${name} past its compressor.`,
    noFix: (name: string) =>
      `Take compression off ${name} at its source: nothing in this session can give it back.`,
  },
  left: {
    title: 'Left on or off',
    help: 'Solo, mute, bypass and faders at their stop that may have been forgotten.',
    none: 'nothing',
    count: (count: number) => `${count}`,
    why: 'Read from the session: this is what an export would do.',
    solo: (names: readonly string[]) => `${list(names.slice(0, 3))} ${verb(names, 'is', 'are')} still soloed`,
    soloed: (count: number) => (count === 1 ? '1 strip soloed.' : `${count} strips soloed.`),
    noSolo: 'No solo.',
    soloCost: 'Everything else is missing from the export.',
    fixSolo: 'Switch every solo off.',
    mute: (name: string) => `${name} is muted`,
    muted: 'Muted, with audio on it.',
    notMuted: 'Heard, or without audio.',
    muteCost: (name: string) => `${name} is missing from the export; if that is meant, set this aside.`,
    fixMute: (name: string) => `Switch the mute of ${name} off.`,
    fader: (name: string) => `The fader of ${name} is all the way down`,
    atStop: `${MINUS}∞ dB, with audio behind it.`,
    open: 'Heard, or muted on purpose.',
    fixFader: (name: string) => `Set ${name} to ${MINUS}12 dB and find its place.`,
    bypass: (name: string, kinds: readonly string[]) =>
      `${name} has ${kinds.length === 1 ? 'an insert' : `${kinds.length} inserts`} bypassed`,
    bypassed: (count: number) =>
      count === 1
        ? '1 insert that was worked on is bypassed.'
        : `${count} inserts that were worked on are bypassed.`,
    notBypassed: 'On, or removed.',
    bypassCost: 'The export sounds without it; if that is meant, set this aside or remove it.',
    fixBypass: (name: string, count: number) => `Switch ${count === 1 ? 'it' : 'them'} on again on ${name}.`,
  },
} as const;

export const masterMoveWords = {
  /** “Final EQ takes 3.2 dB at 292 Hz. 71 % of that is Gtr L and Gtr R.” */
  sentence: (move: {
    gainDb: number;
    frequencyHz: number;
    share: number;
    names: readonly string[];
  }): string =>
    `Final EQ ${move.gainDb < 0 ? 'takes' : 'adds'} ${Math.abs(move.gainDb).toFixed(1)} dB at ${frequency(move.frequencyHz)}. ` +
    `${percent(move.share)} of what is there is ${list(move.names)}.`,
};
