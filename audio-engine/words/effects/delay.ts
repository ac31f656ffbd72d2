/** Names, choices and what each knob does to the music: the delay. */
export const delay = {
  title: 'Delay',
  why: 'Repeats the sound in time with the song: depth without the wash of a reverb, rhythm, and throws on single words.',
  notes: [
    '1/32',
    '1/16 T',
    '1/16',
    '1/16 D',
    '1/8 T',
    '1/8',
    '1/8 D',
    '1/4 T',
    '1/4',
    '1/4 D',
    '1/2 T',
    '1/2',
    '1/2 D',
    '1/1',
  ],
  patterns: ['Stereo', 'Ping-pong'],
  timeChanges: ['Cross-fade', 'Tape'],
  sync: {
    name: 'Sync',
    why: 'In time with the song, by note values, or free in milliseconds. In time, echoes hide behind the next note.',
  },
  note: {
    name: 'Note',
    why: 'The time between echoes as a note value. 1/4 is plain, 1/8 D dances, 1/16 thickens; T is a triplet, D dotted.',
  },
  time: {
    name: 'Time',
    why: 'The time between echoes. Under 40 ms doubles, 80–140 ms is slapback, from 200 ms on you hear rhythm.',
  },
  feedback: {
    name: 'Feedback',
    why: 'How much of each echo goes round again. 20 % is two or three, 50 % many; above 100 % it grows until it saturates, and never further.',
  },
  pattern: {
    name: 'Pattern',
    why: 'Stereo keeps each side where it is. Ping-pong throws the echoes from side to side.',
  },
  lowCut: {
    name: 'Low cut',
    why: 'Takes bass out of every echo, again each time round, so that repeats never pile up under the mix.',
  },
  highCut: {
    name: 'High cut',
    why: 'Takes treble out of every echo: darker repeats sit further back and leave the words alone.',
  },
  duck: {
    name: 'Duck',
    why: 'Turns the echoes down while the dry sound plays, so that they come up in the gaps. 6–12 dB clears a vocal.',
  },
  duckThreshold: {
    name: 'Duck from',
    why: 'The level of the dry sound from which echoes give way; they give way fully 15 dB above it.',
  },
  duckRelease: {
    name: 'Duck release',
    why: 'How soon the echoes come back when the dry sound stops. In time with the song it breathes with it.',
  },
  timeChange: {
    name: 'Time change',
    why: 'What you hear when the time moves: Cross-fade stays in tune, Tape glides in pitch as a machine does.',
  },
  width: {
    name: 'Width',
    why: 'How far apart the echoes stand: 0 % in the centre, 100 % as they are, more pushes them outwards.',
  },
  send: {
    name: 'Send',
    why: 'How much goes in. Automate it from 0 to 100 % on one word for a throw: what is inside rings on.',
  },
  mix: {
    name: 'Mix',
    why: 'Dry and echoes: up to 50 % the dry sound stays at full level; on a return use 100 %.',
  },
  picture: {
    timing: 'Timing',
    free: 'Free',
    synced: 'Synced',
    patternLabel: 'Pattern',
    changeLabel: 'Time change',
    beat: (number: number) => `${number}`,
    left: 'L',
    right: 'R',
    ducked: (db: string) => `ducked ${db} dB`,
    timeFact: (ms: string, bpm: string) => `${ms} at ${bpm} BPM`,
    freeFact: (ms: string) => ms,
    filter: 'Filter a pass',
    limited: (ms: string) => `longer than the delay holds: ${ms}`,
    aria: (time: string, feedback: string) =>
      `Echoes every ${time} with ${feedback} % of feedback, on the beats of the song`,
    help: 'Each echo on the beats of the song. Drag the first one sideways for time, any up and down for feedback, the filter’s edges for the cuts; double-click resets.',
  },
};
