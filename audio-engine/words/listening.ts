/** References and playback systems: everything that is heard in the monitor path and never exported. */
import type { FailureValue } from './failure.ts';

const signed = (value: number, digits = 1): string =>
  `${value < 0 ? '−' : value > 0 ? '+' : ''}${Math.abs(value).toFixed(digits)}`;
const unsigned = (value: number, digits = 1): string =>
  `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`;
const hertz = (hz: number): string =>
  hz >= 1000 ? `${(hz / 1000).toFixed(hz >= 9950 ? 0 : 1)} kHz` : `${Math.round(hz / 5) * 5} Hz`;
const rounded = (db: number): string =>
  signed(Object.is(Math.round(db * 10), -0) || Math.round(db * 10) === 0 ? 0 : db);

/** Names of assets/systems.json; one that a person adds is called by its id. */
const systemNames: Readonly<Record<string, { name: string; short: string; what: string }>> = {
  phone: { name: 'Phone', short: 'Phone', what: 'One small speaker at the bottom of a phone.' },
  'phone-stereo': {
    name: 'Phone, stereo',
    short: 'Phone st',
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
    short: 'Phones',
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
    ` This song loses ${unsigned(Math.max(0, lowLossDb))} dB below 100 Hz and ${unsigned(Math.max(0, bassLossDb))} dB from 100 to 250 Hz.`,
  curveOf: (name: string): string => `What ${name} makes of the spectrum`,
} as const;
