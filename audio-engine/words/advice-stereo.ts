/** What the mix check says of left and right. */
import { hertz, level, number, who } from './advice-numbers.ts';

export const adviceStereoWords = {
  polarity: {
    line: 'Left against right',
    help: 'Correlation of left and right over the song: +1 the same, 0 unrelated, −1 cancelling.',
    value: (correlation: number): string => `${correlation > 0 ? '+' : ''}${number(correlation, 2)}`,
    title: (track: string | null): string => `${who(track)}: one side is the wrong way round`,
    measured: (correlation: number): string => `correlation ${number(correlation, 2)}`,
    expected: 'above 0',
    cost: 'On a phone, in a club, in a kitchen it all but vanishes; on two speakers it has no place.',
    why: 'Left and right move against each other over the whole song: one side’s polarity is inverted.',
    fixTrack: (name: string): string => `Invert the right side of ${name} with a Utility.`,
    fixMix: 'Look for an inverted side on the widest tracks, or a swapped cable, and print again.',
    placesTitle: (seconds: number): string => `Left and right cancel for ${number(seconds)} s`,
    placesMeasured: (seconds: number): string => `${number(seconds)} s below −0.15`,
    placesWhy:
      'Over a second and a half, left and right move against each other: a widener, a phaser or a microphone that is inverted.',
    placesFix: 'Narrow what comes in there, or invert one of its sides.',
  },
  monoLoss: {
    line: 'Mono loss',
    help: 'What is lost where left and right come from one loudspeaker.',
    text: (whole: number, band: number, hz: number): string =>
      `${level(-whole)}, ${level(-band)} at ${hertz(hz)}`,
    title: (db: number): string => `Mono loses ${number(db)} LU`,
    measured: (db: number): string => `${number(db)} LU quieter in mono`,
    expected: 'under 3 LU (convention)',
    cost: 'Phones, clubs and smart speakers play it thinner and with another balance.',
    why: 'Left plus right was compared with left and right: what differs between the sides cancels.',
    fix: 'Narrow wideners and stereo synths, and check the polarity of pairs.',
    bandTitle: (db: number, hz: number): string => `Mono loses ${level(db)} at ${hertz(hz)}`,
    bandMeasured: (db: number, hz: number): string => `${level(-db)} at ${hertz(hz)}`,
    bandExpected: 'under 6 dB in a third octave (convention)',
    holeTitle: (db: number, low: number, high: number): string =>
      `Mono loses ${level(db)} from ${hertz(low)} to ${hertz(high)}`,
    holeMeasured: (db: number, low: number, high: number): string =>
      `${level(-db)} from ${hertz(low)} to ${hertz(high)}`,
    holeExpected: 'an octave within 2.4 dB of the rest (convention)',
    bandCost: 'What lives in this band nearly disappears on one loudspeaker.',
    bandFix: (hz: number): string =>
      `Find the stereo part that is strong at ${hertz(hz)}: a short delay between its sides or a widener does this.`,
  },
  width: {
    line: 'Width',
    help: 'Sides against the middle.',
    text: (db: number): string => level(db),
    mono: 'mono',
    title: 'The mix is very wide',
    measured: (db: number): string => `sides ${level(db)} against the middle`,
    expected: '−15 to −6 dB (convention)',
    cost: 'The middle, where voice and drums live, goes under; in mono most of it is lost.',
    why: 'Sides as loud as the middle mean that hardly anything stands in front. Pop mixes usually lie between −15 and −6 dB.',
    fix: 'Narrow pads, doubles and reverbs until the voice and the snare stand in front again.',
    monoTitle: 'Left and right are the same',
    monoMeasured: 'no difference',
    monoCost: 'Nothing is lost, if mono is meant.',
    monoWhy: 'Both channels hold the same sound: the stereo file is a mono one.',
    monoFix: 'If a stereo mix was meant, look for a Mono switch that is still on.',
  },
  lowWidth: {
    line: 'Low-end width',
    help: 'Sides against the middle below 120 Hz.',
    text: (db: number): string => level(db),
    nothing: 'no low end',
    title: (hz: number): string => `The low end is wide below ${hz} Hz`,
    measured: (db: number): string => `sides ${level(db)} against the middle`,
    expected: 'under −4 dB (convention)',
    cost: 'Clubs and phones sum the bass and lose it, and a record cannot be cut.',
    why: 'Bass has no direction in a room: what differs between the sides down there only cancels.',
    fix: (hz: number): string => `Make what is wide mono below ${hz} Hz.`,
  },
  balance: {
    line: 'Balance',
    help: 'Left against right between 100 Hz and 10 kHz.',
    text: (db: number): string =>
      Math.abs(db) < 0.05 ? 'even' : `${level(Math.abs(db))} ${db > 0 ? 'left' : 'right'}`,
    title: (db: number): string => `The mix leans ${db > 0 ? 'left' : 'right'} by ${level(Math.abs(db))}`,
    measured: (db: number): string => `${level(Math.abs(db))} louder on the ${db > 0 ? 'left' : 'right'}`,
    expected: 'within 2 dB',
    cost: 'The voice pulls to one side on headphones and the other side sounds empty.',
    why: 'The energy of both sides over the song was compared where ears hear direction.',
    fix: (db: number): string =>
      `Move a part from the ${db > 0 ? 'left' : 'right'} to the other side, or lower it.`,
    missingTitle: (side: 'left' | 'right', track: string | null): string =>
      track === null ? `The ${side} side is silent` : `${track} has no ${side} side`,
    missingMeasured: (side: 'left' | 'right'): string => `nothing on the ${side}`,
    missingCost: 'One ear hears nothing.',
    missingWhy:
      'One channel is at least 30 dB below the other: usually a mono recording in a stereo file, or a cable.',
    missingFixMix: 'Look for the pan or the cable, and print again.',
    missingFixTrack: (name: string): string => `Put a Utility with Mono on ${name}, or make it a mono track.`,
  },
} as const;
