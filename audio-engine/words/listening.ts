/** References and playback systems: everything that is heard in the monitor path and never exported. */
import type { FailureValue } from './failure.ts';

const signed = (value: number, digits = 1): string =>
  `${value < 0 ? '−' : value > 0 ? '+' : ''}${Math.abs(value).toFixed(digits)}`;
const unsigned = (value: number, digits = 1): string =>
  `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`;
/** Past this nobody hears what is left. */
const ALL_DB = 30;
const lossOf = (db: number): string => (db >= ALL_DB ? 'everything' : `${unsigned(Math.max(0, db))} dB`);
const hertz = (hz: number): string =>
  hz >= 1000 ? `${(hz / 1000).toFixed(hz >= 9950 ? 0 : 1)} kHz` : `${Math.round(hz / 5) * 5} Hz`;
const rounded = (db: number): string =>
  signed(Object.is(Math.round(db * 10), -0) || Math.round(db * 10) === 0 ? 0 : db);

const listeningBands = {
  sub: 'Sub',
  low: 'Low',
  'low-mid': 'Low mid',
  mid: 'Mid',
  presence: 'Presence',
  air: 'Air',
} as const;
type TonalName = keyof typeof listeningBands;

/** What the command line says of a song; protocol's `SongProfile` is one. */
interface CliProfile {
  whole: { lufs: number | null };
  loudest: { figures: { psrDb: number | null; width: number } };
  lraLu: number;
}

/** Names of assets/systems.json; one that a person adds is called by its id. */
const systemNames: Readonly<Record<string, { name: string; short: string; what: string }>> = {
  phone: { name: 'Phone', short: 'Phone', what: 'One small speaker at the bottom of a phone.' },
  'phone-stereo': {
    name: 'Phone, stereo',
    short: 'Phone, st.',
    what: 'A newer phone on its side, with two speakers.',
  },
  laptop: { name: 'Laptop', short: 'Laptop', what: 'A laptop on a table that throws the sound back.' },
  earbuds: { name: 'Earbuds', short: 'Earbuds', what: 'Open earbuds that leak their bass.' },
  car: {
    name: 'Car',
    short: 'Car',
    what: 'The driver’s seat at speed: boom, early reflections, road noise.',
  },
  club: {
    name: 'Club, mono sub',
    short: 'Club',
    what: 'A club’s rig with one sub: nothing below 100 Hz has sides.',
  },
  kitchen: { name: 'Kitchen mono', short: 'Kitchen', what: 'One smart speaker that holds its bass back.' },
  'small-monitor': {
    name: 'Small monitor',
    short: 'Cube',
    what: 'A single 5-inch cube: all middle, no flattery.',
  },
  nearfield: {
    name: 'White cone',
    short: 'Nearfield',
    what: 'The closed nearfield with the white cone and the hard middle.',
  },
  headphones: {
    name: 'Headphones',
    short: 'Headphones',
    what: 'Headphones with a crossfeed (bs2b), so that each ear hears both sides.',
  },
  tv: { name: 'TV', short: 'TV', what: 'A flat television’s own speakers.' },
  'low-level': {
    name: 'Low level',
    short: 'Low level',
    what: 'The balance the ear finds when it is turned down low.',
  },
};

const nameOf = (id: string): string => systemNames[id]?.name ?? id;

export const listeningWords = {
  // Refusals.
  noReference: {
    code: 'reference.none',
    sentence: 'That reference is not in this session.',
    nextStep: 'Choose one from the list, or add it again.',
  } satisfies FailureValue,
  noSystem: (id: string): FailureValue => ({
    code: 'system.none',
    sentence: `There is no playback system “${id}”.`,
    nextStep: 'Choose one from the strip, or add it to assets/systems.json.',
  }),
  noFile: (path: string): FailureValue => ({
    code: 'listen.file',
    sentence: `${path} cannot be played: it is not an audio file inside the session’s folder.`,
    nextStep: 'Render it again.',
  }),
  fileRate: (path: string, rate: number, wanted: number): FailureValue => ({
    code: 'listen.rate',
    sentence: `${path} is at ${rate} Hz; the session plays at ${wanted} Hz.`,
    nextStep: 'Render it again at the session’s rate.',
  }),
  systemsUnreadable: (detail: string): FailureValue => ({
    code: 'systems.unreadable',
    sentence: 'The playback systems (assets/systems.json) could not be read.',
    nextStep: 'Put the file back as it was installed.',
    detail,
  }),
  // Bringing in and measuring.
  master: 'the master',
  adding: (count: number): string => (count === 1 ? 'Adding a reference' : `Adding ${count} references`),
  added: (count: number): string => (count === 1 ? '1 reference added.' : `${count} references added.`),
  measuring: (name: string): string => `Measuring ${name}`,
  measuringMaster: 'Measuring the master',
  measured: 'Measured.',
  loudestMarker: 'Loudest',
  // Playback systems.
  systems: 'Playback systems',
  systemName: nameOf,
  systemShort: (id: string): string => systemNames[id]?.short ?? id,
  straight: 'Main speakers',
  straightShort: 'Speakers',
  straightHelp: 'The master straight to your speakers, untouched.',
  monitorOnly: 'Monitor path only, never in an export.',
  systemMatched: (name: string, db: number, seconds: number): string =>
    `${name} is matched by ${rounded(db)} dB${seconds > 0 ? '' : ' (by pink noise: nothing has played yet)'}.`,
  systemShortBy: (name: string, db: number, short: number): string =>
    `${name} is turned up by ${rounded(db)} dB; ${unsigned(short)} dB more would clip.`,
  systemUnmatched: (name: string): string => `${name}, not matched: Matched is off.`,
  characters: 'Characters of such systems, not models of one device.',
  systemHelp: (id: string, lowestHz: number | null, highestHz: number | null, mono: boolean): string => {
    const range =
      lowestHz !== null && highestHz !== null
        ? `Little below ${hertz(lowestHz)} or above ${hertz(highestHz)} survives here`
        : lowestHz !== null
          ? `Little below ${hertz(lowestHz)} survives here`
          : highestHz !== null
            ? `Little above ${hertz(highestHz)} survives here`
            : 'All of the range comes through';
    const what = systemNames[id]?.what ?? '';
    return `${what} ${range}${mono ? ', and both sides are one' : ''}.`.trim();
  },
  systemOnSong: (lowLossDb: number, bassLossDb: number): string =>
    ` This song loses ${lossOf(lowLossDb)} below 100 Hz and ${lossOf(bassLossDb)} from 100 to 250 Hz.`,
  // The column of references.
  references: 'References',
  matchedToMaster: 'as loud as the master',
  notMatched: 'not matched: Matched is off',
  referenceOn: 'Reference',
  previewOn: 'Preview',
  metersShowMaster: 'Meters go on showing the master.',
  heardName: 'What is heard',
  masterShort: 'Master',
  masterHelp: 'Back to the master. Key T goes to the reference and back.',
  unknown: 'X ?',
  unknownHelp:
    'X is the master or the reference, by chance and as loud: say which. Louder and newer always sound better until nobody knows. Key X.',
  hearReference: (letter: string, name: string, key: string): string =>
    `Hears ${name} (${letter}) in place of the master, at once and as loud. Key ${key}.`,
  place: 'Where references play',
  places: { step: 'In step', marker: 'From marker' },
  placesHelp: {
    step: 'The reference plays at the song’s own position: good where both begin alike.',
    marker:
      'The reference begins at its marker each time it comes on: its loudest half minute, until you set others.',
  },
  addReference: 'Add references',
  addHelp:
    'Brings in finished records, at the session’s rate, measured as they come. They are heard here only and are never in an export.',
  addTitle: 'Add references',
  noneYet: 'No references yet',
  noneYetNext:
    'Bring in two or three records you know well: the ear forgets in minutes what good sounds like.',
  letter: (n: number): string => String.fromCharCode(65 + n),
  lufs: (value: number | null): string => (value === null ? 'not measured' : `${unsigned(value)} LUFS`),
  gain: (db: number): string => `${rounded(db)} dB`,
  gainHelp: (name: string, lufs: number | null, masterLufs: number | null): string =>
    lufs === null
      ? `${name} was not measured, so it plays as it is.`
      : masterLufs === null
        ? `${name} is ${unsigned(lufs)} LUFS. It is matched once the master was heard or measured.`
        : `${name} is ${unsigned(lufs)} LUFS as a whole, the master ${unsigned(masterLufs)}: turned by the difference, whole song against whole song.`,
  shortBy: (db: number): string => `${unsigned(db)} dB short: it would clip`,
  cardMenu: (name: string): string => `More for ${name}`,
  remove: 'Remove',
  rename: 'Rename',
  measureAgain: 'Measure again',
  addMarkerHere: 'Marker here',
  removeMarkers: 'Only the loudest',
  markerName: (n: number): string => `Marker ${n}`,
  goToMarker: (marker: string, name: string, time: string): string => `${marker} of ${name}, ${time}`,
  moveUp: 'Move up',
  moveDown: 'Move down',
  // The command line.
  cli: {
    addHelp: 'bring files in as references, measured',
    figures: (name: string, artist: string, { whole, loudest, lraLu }: CliProfile): string =>
      [
        `${name}${artist ? `, ${artist}` : ''}`.padEnd(36),
        `${whole.lufs === null ? '−∞' : unsigned(whole.lufs)} LUFS`.padEnd(12),
        `PSR ${loudest.figures.psrDb === null ? '–' : unsigned(loudest.figures.psrDb)}`.padEnd(10),
        `LRA ${unsigned(lraLu)}`.padEnd(10),
        `width ${unsigned(loudest.figures.width, 2)}`,
      ].join(''),
    difference: (bands: readonly { id: TonalName; db: number | null }[]): string =>
      `  the master has ${bands
        .map(({ id, db }) => `${listeningBands[id].toLowerCase()} ${db === null ? '–' : rounded(db)}`)
        .join(', ')} dB (loudest 30 s)`,
  },
  // Blind.
  blindTitle: 'X is',
  isMaster: 'the master',
  isReference: (letter: string): string => `reference ${letter}`,
  blindScore: (right: number, tries: number): string => `${right} of ${tries} right`,
  blindChance: (part: number): string =>
    `guessing does as well in ${part < 0.01 ? 'under 1' : Math.round(part * 100)} % of such tests`,
  blindRight: 'Right.',
  blindWrong: 'Not this time.',
  blindEnd: 'End',
  blindNeedsReference: 'Choose a reference first: X is it or the master.',
  // Difference.
  against: (letter: string): string => `Master against ${letter}`,
  stretch: 'What is measured',
  stretches: { loudest: 'loudest 30 s', whole: 'song' },
  bands: listeningBands,
  bandHelp: (band: string, low: string, high: string, db: number, letter: string): string =>
    `${band}, ${low} to ${high}: the master has ${Math.abs(db) < 0.05 ? 'as much' : `${unsigned(Math.abs(db))} dB ${db > 0 ? 'more' : 'less'}`} of it than ${letter}, both at the same loudness from 200 Hz to 2 kHz.`,
  psr: 'PSR',
  psrHelp: 'Peaks against short-term loudness: what punch is left. The second figure is the reference’s.',
  lra: 'LRA',
  lraHelp: 'How far the loudness of the whole song ranges, in LU. The second figure is the reference’s.',
  width: 'Width',
  widthHelp:
    'Sides against the middle: 0 is mono, 1 as much side as middle. The second figure is the reference’s.',
  measureMaster: 'Measure the master',
  measureMasterHelp:
    'Renders the master once, faster than it plays, to hold it against the references: tone, PSR, range, width.',
  staleMaster: 'The master has changed since it was measured.',
  againMaster: 'Measure again',
  unmeasuredMaster: 'Measure the master to see where it differs.',
  unmeasuredReference: 'This reference is being measured.',
  // Match.
  match: 'Match',
  matchHelp: (band: number): string =>
    `A starting point for the final EQ: how far its curve goes towards the reference, at most ${band} dB in any band.`,
  matchNote: (mostDb: number): string =>
    `A starting point for the final EQ, at most ${mostDb} dB in any band. It does not know what the song wants.`,
  hearMatch: 'Hear it',
  hearMatchHelp:
    'Lays the curve over the final EQ while it is on: heard and drawn, no step yet. Again takes it away.',
  putMatch: 'Put in Final EQ',
  putMatchHelp:
    'Gives the final EQ this match curve, one step that can be undone. Strength and smoothing stay open in the equaliser.',
  matchUnknown:
    'The final EQ has a match curve, and the master was measured before the last changes. Measure it again first.',
  putMatchName: (letter: string, percent: number): string => `Match Final EQ to ${letter}, ${percent} %`,
  noEqualiser: 'There is no equaliser in the master’s chain; a new one takes the curve.',
  corridor: (count: number): string =>
    count === 1 ? 'corridor of the reference' : `corridor of ${count} references`,
  curveChoice: 'Tonal guide',
  roughCurve: (title: string): string => `rough guide: ${title}`,
  nearestCurve: (title: string, measured: boolean): string =>
    `rough guide: ${title}, ${measured ? 'the nearest' : 'until measured'}`,
  curveHelp: (source: string, measured: boolean): string =>
    `A convention, not a rule: a reference of your own counts for more. The assistant uses the same one. ${
      measured ? '' : 'Measure the master, and the nearest is taken. '
    }${source}`,
  curveOf: (name: string): string => `What ${name} makes of the spectrum`,
} as const;
