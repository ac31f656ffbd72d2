/** Names, choices and what each knob does to the music: the equaliser. */
export const equaliser = {
  title: 'Equaliser',
  why: 'Turns parts of the spectrum up or down: makes room where instruments overlap, and brings out what a track is about.',
  types: ['High-pass', 'Low-pass', 'Low shelf', 'Bell', 'High shelf', 'Notch'],
  slopes: [
    '6 dB/oct',
    '12 dB/oct',
    '18 dB/oct',
    '24 dB/oct',
    '30 dB/oct',
    '36 dB/oct',
    '42 dB/oct',
    '48 dB/oct',
  ],
  channels: ['Stereo', 'Mid', 'Side', 'Left', 'Right'],
  bandName: (band: number, what: string) => `Band ${band} ${what}`,
  on: {
    name: 'on',
    why: 'Switches the band in or out. Switch it off and on to hear whether it earns its place.',
  },
  type: {
    name: 'type',
    why: 'What the band does: pass filters cut everything beyond a point, shelves tilt an end, a bell lifts or dips one area, a notch removes a whistle.',
  },
  frequency: {
    name: 'frequency',
    why: 'Where the band works. 60–120 Hz is weight, 200–400 Hz is mud, 2–5 kHz is presence and bite, above 10 kHz is air.',
  },
  gain: {
    name: 'gain',
    why: 'How far the area is turned up or down. Cuts of 2–4 dB usually solve a clash; large boosts usually mean something else is too loud.',
  },
  q: {
    name: 'Q',
    why: 'How narrow the band is. Around 0.7 sounds broad and natural; above 4 is for taking out a single resonance. Shelves go up to 2.',
  },
  slope: {
    name: 'slope',
    why: 'How steeply a pass filter falls. 12 dB/oct is gentle; 24 and more clears out rumble without thinning what is above it.',
  },
  channel: {
    name: 'channels',
    why: 'Which part of the stereo image the band hears: everything, only the centre, only the width, or one side.',
  },
  outputGain: {
    name: 'Output gain',
    why: 'Level after all bands. Match it to the untreated level, because louder always sounds better.',
  },
  sources: ['Own sound', 'Side-chain'],
  phases: ['Minimum', 'Linear'],
  dynamic: {
    name: 'dynamic',
    why: 'Lets the band move with the sound: it does its work only while there is too much, and leaves the rest alone.',
  },
  threshold: {
    name: 'threshold',
    why: 'The level in the band’s own region above which it moves. Lower it until the veil moves where you want it.',
  },
  dynamicRange: {
    name: 'range',
    why: 'How far the band moves at most: −6 tames a harsh note by up to 6 dB, a positive range lifts what is loud.',
  },
  attack: {
    name: 'attack',
    why: 'How soon the band moves. 1–5 ms catches a sting, 20 ms and more leaves hits alone and follows the tone.',
  },
  release: {
    name: 'release',
    why: 'How soon it comes back. Shorter than a note follows each one, longer keeps the tone steady.',
  },
  source: {
    name: 'listens to',
    why: 'Its own sound, or the strip in the side-chain: then a guitar makes room in one spot only while the voice sings.',
  },
  phase: {
    name: 'Phase',
    why: 'Minimum is immediate and right for mixing. Linear leaves timing between frequencies untouched, for parallel paths and masters; it costs about 96 ms, which the mixer makes up. Dynamic bands follow it, their moves rounded to a hundredth of a second; bands on left or right alone, beside others on middle or side, stay minimum phase.',
  },
  matchOn: {
    name: 'Match curve',
    why: 'Lays a drawn or measured curve in third octaves over the bands: the tone of a reference, as one thing that can be turned down.',
  },
  matchStrength: {
    name: 'Match strength',
    why: 'How much of the curve is taken. A third to a half brings a song into the family of its reference; all of it copies its faults too.',
  },
  matchSmoothing: {
    name: 'Match smoothing',
    why: 'How much each part of the curve follows its neighbours. More keeps to broad tone, less follows single notes of the other song.',
  },
  matchBandName: (hz: number) => `Match ${hz < 1000 ? `${hz} Hz` : `${hz / 1000} kHz`}`,
  matchBand: {
    why: 'The match curve at this third of an octave, before strength and smoothing. Move several at a time by drawing over the picture.',
  },
  match: {
    show: 'Match',
    showHelp: 'Shows the match curve in the picture: drag its points, or draw across them.',
    clear: 'Flatten',
    clearHelp: 'Sets every point of the match curve to 0 dB.',
    name: 'match curve',
    chip: (hz: string, db: string) => `${hz} ${db} dB`,
  },
};
