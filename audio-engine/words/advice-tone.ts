/** What the mix check says of tone: zones, esses, rings and whistles. */
import { hertz, level, listed, number, plural, signed, who } from './advice-numbers.ts';

export type ZoneName = 'boom' | 'mud' | 'box' | 'honk' | 'harsh' | 'dull' | 'brittle' | 'thin';

interface ZoneWords {
  readonly line: string;
  /** What the line's figure looks at. */
  readonly what: string;
  readonly title: string;
  readonly cost: string;
  fix(names: readonly string[]): string;
}

const cut =
  (move: string, mix: string) =>
  (names: readonly string[]): string =>
    names.length > 0 ? `${move} in ${listed(names)}, where it comes from.` : mix;

const zones: Record<ZoneName, ZoneWords> = {
  boom: {
    line: 'Boom, 80–125 Hz',
    what: '80–125 Hz',
    title: 'The low end booms around 100 Hz',
    cost: 'Cars and small rooms add their own boom to it; a limiter ducks everything for each bass note.',
    fix: cut(
      'Take out some 100 Hz',
      'Find the part that is strong at 100 Hz, kick or bass or low guitars, and take some of it out.',
    ),
  },
  mud: {
    line: 'Mud, 200–500 Hz',
    what: '250–400 Hz',
    title: 'It is muddy around 300 Hz',
    cost: 'Words and attacks sink in; turned up, it gets louder but not clearer.',
    fix: cut(
      'Take out some 300 Hz',
      'Take some 300 Hz out of the parts that need it least: pads, guitars, reverbs.',
    ),
  },
  box: {
    line: 'Box, 500–630 Hz',
    what: '500–630 Hz',
    title: 'It sounds boxed in around 550 Hz',
    cost: 'Drums and voices sound as if they came out of a carton.',
    fix: cut('Take out some 550 Hz', 'Take some 550 Hz out of drums, piano or voices.'),
  },
  honk: {
    line: 'Honk, 1 kHz',
    what: '1–1.25 kHz',
    title: 'It honks around 1 kHz',
    cost: 'Phones make a horn of it, for 1 kHz is what they have most of.',
    fix: cut('Take out some 1.1 kHz', 'Take some 1.1 kHz out of guitars, brass or voices.'),
  },
  harsh: {
    line: 'Harshness, 2–5 kHz',
    what: '2.5–4 kHz',
    title: 'It is harsh around 3 kHz',
    cost: 'It hurts when it is turned up, so nobody turns it up.',
    fix: cut('Take out some 3 kHz', 'Take some 3 kHz out of guitars, cymbals, synths or voices.'),
  },
  dull: {
    line: 'Air, 6–12 kHz',
    what: '6–12 kHz',
    title: 'It is dull above 6 kHz',
    cost: 'Beside other songs it sounds as if a blanket lay over it.',
    fix: cut('Bring up the treble', 'Bring up the treble of voices and cymbals, or take high-cuts back.'),
  },
  brittle: {
    line: 'Brittle, 8–12 kHz',
    what: '8–12 kHz',
    title: 'It is brittle above 8 kHz',
    cost: 'Earbuds hiss with it and codecs turn it to water.',
    fix: cut('Take the treble down', 'Take treble out of cymbals, voices and exciters.'),
  },
  thin: {
    line: 'Low end, 63–125 Hz',
    what: '63–125 Hz',
    title: 'The low end is thin',
    cost: 'It has no weight beside other songs; raising it in the master lifts rumble as well.',
    fix: cut('Bring up what is below 130 Hz', 'Bring up kick and bass below 130 Hz, or take low-cuts back.'),
  },
};

export const adviceToneWords = {
  zones,
  help: (what: string): string => `${what} against what is beside it, compared with the curve of its kind.`,
  off: (db: number): string => signed(db),
  measured: (db: number): string => `${signed(db)} against what is beside it`,
  expected: (db: number): string => `within ${level(db)} (convention)`,
  why: (curve: string, db: number): string =>
    `The average spectrum was held against the curve of ${curve.toLowerCase()}, the nearest to this song: this zone is off by ${signed(db)} more than its neighbours. The curve is a convention; your reference counts for more.`,
  sibilance: {
    line: 'Sibilance',
    help: 'Moments in which 5–10 kHz jumps out of the voice.',
    none: 'none',
    places: (count: number): string => plural(count, 'place', 'places'),
    title: (track: string | null): string =>
      track === null ? 'Sharp esses in the mix' : `Sharp esses on ${track}`,
    measured: (count: number, worst: number): string =>
      `${plural(count, 'place', 'places')}, the worst ${signed(worst)} over the middle`,
    expected: (db: number): string => `under ${signed(db)}`,
    cost: 'Codecs smear sharp esses, earbuds lift them by a few dB more.',
    why: 'At these moments 5–10 kHz is louder than 1–4 kHz and far above what it is otherwise in this part.',
    fixTrack: (name: string): string => `Put a de-esser on ${name}.`,
    fixMix: 'De-ess the voice, not the mix: cymbals live in the same place.',
  },
  resonance: {
    line: 'Resonances',
    help: 'Narrow tones that stay where notes come and go.',
    none: 'none',
    count: (count: number): string => String(count),
    title: (hz: number, track: string | null): string => `${who(track)} rings at ${hertz(hz)}`,
    measured: (db: number, hz: number): string => `${signed(db)} at ${hertz(hz)}`,
    expected: (db: number): string => `under ${level(db)} over its surroundings`,
    cost: 'It sticks out of every note that comes near, and equalising the master there hollows out everything else.',
    why: (stays: number): string =>
      `The tone stands out in ${Math.round(stays * 100)} % of the sounding time, whatever is played, and lies beside the notes: a room, a drum head, a body, a filter.`,
    fix: (hz: number, db: number, track: string | null): string =>
      `A narrow cut of ${level(db)} at ${hertz(hz)}${track === null ? ' on the track that has it' : ` on ${track}`}.`,
  },
  whine: {
    line: 'Whistles',
    help: 'Steady narrow tones above 8 kHz.',
    none: 'none',
    title: (hz: number, track: string | null): string => `${who(track)} whistles at ${hertz(hz)}`,
    measured: (db: number, hz: number): string => `${signed(db)} at ${hertz(hz)}`,
    expected: 'none',
    cost: 'Young ears hear it all the time; codecs spend bits on it.',
    why: 'A steady line this high is a screen, a power supply or a converter, not an instrument.',
    fix: (hz: number, track: string | null): string =>
      `Notch ${number(hz, 0)} Hz${track === null ? ' on the track that has it' : ` on ${track}`}.`,
  },
} as const;
