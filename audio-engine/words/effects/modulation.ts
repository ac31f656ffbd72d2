/** Names, choices and what each knob does to the music: chorus, flanger and phaser. */
export const modulation = {
  title: 'Modulation',
  why: 'Chorus, flanger and phaser: a slowly moving copy beside the sound, for width, shimmer and motion.',
  types: ['Chorus', 'Flanger', 'Phaser'],
  notes: ['1/16', '1/8', '1/4', '1/2', '1 bar', '2 bars', '4 bars'],
  voiceCounts: ['1', '2', '3', '4'],
  stageCounts: ['2', '4', '6', '8', '10', '12'],
  type: {
    name: 'Type',
    why: 'Chorus sounds like several players, Flanger sweeps like a jet, Phaser swirls with softer, wider notches.',
  },
  sync: {
    name: 'Sync',
    why: 'Sweeps in time with the song, by bars and notes, or freely in hertz.',
  },
  rate: {
    name: 'Rate',
    why: 'How fast it sweeps. Under 0.5 Hz it breathes, 1–2 Hz it swims, above 5 Hz it trembles.',
  },
  note: {
    name: 'Period',
    why: 'How long one sweep takes in the time of the song: bars for slow motion, notes for a pulse.',
  },
  depth: {
    name: 'Depth',
    why: 'How far it sweeps. A chorus detunes more with more depth; beyond 60 % it wobbles.',
  },
  feedback: {
    name: 'Feedback',
    why: 'Feeds the copy back to sharpen the notches. To the left of zero it turns hollow, to the right it rings.',
  },
  voices: {
    name: 'Voices',
    why: 'How many copies a chorus lays beside the sound. Two or three are lush, four blur.',
  },
  stages: {
    name: 'Stages',
    why: 'How many all-pass stages a phaser has: every two make one notch.',
  },
  delay: {
    name: 'Delay',
    why: 'How late the copy is in the middle of its sweep: 5–20 ms for a chorus, 1–5 ms for a flanger.',
  },
  centre: {
    name: 'Centre',
    why: 'Where a phaser’s sweep has its middle. Low is chewy, high is airy.',
  },
  stereo: {
    name: 'Stereo phase',
    why: 'How far the right side’s sweep runs behind the left one’s, in degrees: 0 stays in the centre, 90 wide, 180 widest.',
  },
  mix: {
    name: 'Mix',
    why: 'Sound and moving copy. Notches are deepest at 50 %; a chorus at 100 % is a vibrato.',
  },
  picture: {
    typeLabel: 'Type',
    timing: 'Timing',
    free: 'Free',
    synced: 'Synced',
    left: 'L',
    right: 'R',
    sweep: 'Sweep',
    response: 'Response now',
    range: 'reach of the sweep',
    rateFact: (hz: string, seconds: string) => `${hz} Hz, ${seconds} s a sweep`,
    millisecondsNow: (left: string, right: string) => `L ${left} ms   R ${right} ms`,
    hertzNow: (left: string, right: string) => `L ${left}   R ${right}`,
    aria: (type: string, rate: string) => `Sweep and response of the ${type} at ${rate}`,
    help: 'Left the sweep of both sides, right what it does to the spectrum now. Drag the sweep up for depth, sideways for rate; on the response sideways for delay or centre, up for feedback; double-click resets.',
  },
};
