/** What the mix check says of faults: offsets, rumble, hum, noise, clicks, gaps, and files that are not what they say. */
import { hertz, level, number, plural, who } from './advice-numbers.ts';

const percent = (part: number): string => `${(part * 100).toFixed(part < 0.01 ? 2 : 1)} %`;

export const adviceQualityWords = {
  dc: {
    line: 'DC offset',
    help: 'How far the middle of the wave stands from zero.',
    level: (offset: number): string => (offset < 1e-5 ? 'none' : `${number(20 * Math.log10(offset), 0)} dB`),
    title: (track: string | null): string => `${who(track)} has a DC offset`,
    measured: (offset: number): string => `${percent(offset)} of full scale`,
    expected: 'under 0.1 %',
    cost: (offset: number): string =>
      `It takes ${level(-20 * Math.log10(Math.max(0.01, 1 - offset)), 2)} of headroom and clicks at every cut.`,
    why: 'The mean of the wave is not zero. Sound has no zero-hertz part; a converter or a plug-in put it there.',
    fixTrack: (name: string): string => `Put a Utility with its DC filter on ${name}.`,
    fixMix: 'Filter below 20 Hz where it comes from, then print again.',
  },
  infrasonic: {
    line: 'Infrasonic',
    help: 'Energy below 20 Hz against everything else.',
    text: (db: number): string => (db < -90 ? 'none' : `${number(db, 0)} dB`),
    title: 'Much goes on below 20 Hz',
    measured: (db: number): string => `${number(db, 0)} dB below 20 Hz against the rest`,
    expected: (db: number): string => `under ${number(db, 0)} dB`,
    cost: 'Loudspeakers move without a sound and limiters duck for it.',
    why: 'Below 20 Hz nothing is heard, yet it takes excursion and headroom: wind, steps, plosives, drifting synths.',
    fixTrack: (name: string, hz: number): string => `High-pass ${name} at ${hz} Hz.`,
    fixMix: (hz: number): string => `High-pass what it comes from at ${hz} Hz.`,
    rumbleTitle: (name: string): string => `${name} rumbles below 40 Hz`,
    measuredRumble: (db: number): string => `${number(db, 0)} dB below 40 Hz against the rest`,
    expectedRumble: 'under −14 dB for a part that is no bass',
    rumbleCost: 'It muddies kick and bass where they should stand alone.',
    rumbleWhy: 'This part is neither kick nor bass, yet a good part of its energy lies below 40 Hz.',
  },
  clicks: {
    line: 'Clicks',
    help: 'Single sharp steps in sound that is smooth before and after.',
    none: 'none',
    places: (count: number): string => plural(count, 'place', 'places'),
    title: (count: number, track: string | null): string =>
      `${who(track)} has ${count === 1 ? 'a click' : `${count} clicks`}`,
    measured: (count: number, worst: number): string =>
      `${plural(count, 'place', 'places')}, the worst ${number(worst, 0)} dB above what surrounds it`,
    expected: 'none',
    cost: 'A click is heard on every system, and a limiter ducks the music for it.',
    why: 'Within less than a millisecond the wave jumps far more than in the milliseconds before and after; instruments ring on, cuts and dropped samples do not.',
    fixTrack: (name: string): string =>
      `Look at the cuts of ${name} there: a 2 ms fade or crossfade takes the click away.`,
    fixMix: 'Solo track by track at these places; a 2 ms fade at the cut takes it away.',
  },
  dropouts: {
    line: 'Dropouts',
    help: 'Digital silence cut into sound, up to a quarter of a second.',
    none: 'none',
    places: (count: number): string => plural(count, 'gap', 'gaps'),
    title: (count: number, track: string | null): string =>
      `${who(track)} has ${count === 1 ? 'a gap' : `${count} gaps`}`,
    measured: (count: number, longest: number): string =>
      `${plural(count, 'gap', 'gaps')}, the longest ${number(longest)} ms`,
    expected: 'none',
    cost: 'The music stumbles; everyone hears it.',
    why: 'Samples are exactly zero between samples that are loud: a buffer that was late while it was recorded or printed.',
    fixTrack: (name: string): string => `Import ${name} again, or take these moments from another take.`,
    fixMix: 'Print the mix again; if the gaps are still there, look for the track that has them.',
  },
  notNumbers: {
    line: 'Broken samples',
    help: 'Samples that are not numbers, or infinite.',
    none: 'none',
    title: (track: string | null): string => `${who(track)} holds samples that are no numbers`,
    measured: (count: number): string => plural(count, 'broken sample', 'broken samples'),
    expected: 'none',
    cost: 'Players answer with a full-scale crack or with silence from there on.',
    why: 'A plug-in divided by zero or a file was damaged; these samples were taken as silence in this check.',
    fix: 'Print it again without the plug-in that blew up, or import an undamaged file.',
  },
  hum: {
    line: 'Hum',
    help: 'Steady lines at 50 or 60 Hz and their multiples, all together.',
    none: 'none',
    title: (hz: number, buzz: boolean, track: string | null): string =>
      `${who(track)} ${buzz ? 'buzzes' : 'hums'} at ${hz} Hz`,
    measured: (db: number, lines: number): string =>
      `${number(db, 0)} dBFS in ${plural(lines, 'line', 'lines')}`,
    expected: '75 dB below the music',
    cost: 'It is heard in every pause, and compression and limiting lift it further.',
    why: (height: number): string =>
      `Lines at exact multiples of the mains stand ${number(height, 0)} dB over what is beside them, also where nothing plays.`,
    fixTrack: (name: string, hz: number): string =>
      `Notch ${name} at ${hz} Hz and its multiples; better, find the ground loop and record again.`,
    fixMix: 'Find the track that hums with the solo button and notch it there.',
  },
  noise: {
    line: 'Noise floor',
    help: 'The steady floor above 4 kHz where least is going on.',
    none: 'none',
    text: (db: number): string => `${number(db, 0)} dBFS`,
    title: (track: string | null): string => `${who(track)} hisses`,
    measured: (db: number): string => `a steady floor ${number(-db, 0)} dB below the music`,
    expected: (db: number): string => `at least ${number(-db, 0)} dB below`,
    cost: 'It fills the pauses, and every dB of limiting brings it up by one.',
    why: 'From 4 kHz up the quietest moments hold the same level whatever is played: that is no music.',
    fixTrack: (name: string): string =>
      `Gate ${name} where it does not play, or lower its gain before the noise.`,
    fixMix: 'Look for the track with the most gain: an amp, a cassette plug-in, a quiet take turned up.',
  },
  bits: {
    line: 'Bits in use',
    help: 'How many bits of the file’s samples are ever used.',
    text: (used: number): string => `${used} bit`,
    title: (depth: number, used: number): string => `${depth} bits, of which ${used} are used`,
    cost: 'The noise of the short word is in it already; the rest of the file is zeros.',
    why: (used: number, depth: number): string =>
      `The lowest ${depth - used} bits of every sample are zero: this was ${used} bit once.`,
    fix: 'Ask for, or print, the original at 24 bit or 32-bit float.',
  },
  lossy: {
    line: 'Lossy source',
    help: 'A wall in the spectrum, as MP3 and AAC leave it.',
    none: 'no wall',
    title: (hz: number, track: string | null): string =>
      `${who(track)} ends at ${hertz(hz)} as if it had been an MP3`,
    measured: (hz: number, drop: number): string => `a wall of ${number(drop, 0)} dB at ${hertz(hz)}`,
    expected: 'a spectrum that fades',
    cost: 'Coded a second time for a service, cymbals and room turn to water.',
    why: 'Within less than a kilohertz everything stops. Microphones, instruments and equalisers fade; encoders cut. A steep low-pass would look the same.',
    fixTrack: (name: string): string => `Replace ${name} by the original recording.`,
    fixMix: 'Work from the original, not from a file that was sent as MP3 or taken from a service.',
  },
} as const;
