/** Names, choices and what each knob does to the music: the compressor. */
export const compressor = {
  title: 'Compressor',
  why: 'Turns loud moments down so that the whole can come up: steadies a performance, adds punch, or glues parts together.',
  detectors: ['Peak', 'RMS'],
  characters: ['Clean', 'Opto', 'FET', 'VCA'],
  editor: {
    lowPass: 'Detector LP',
    autoGain: 'Auto gain',
    autoRelease: 'Auto rel.',
    listen: 'Listen',
  },
  threshold: {
    name: 'Threshold',
    why: 'The level above which the sound is turned down. Lower it until the gain reduction moves where you want it.',
  },
  ratio: {
    name: 'Ratio',
    why: 'How firmly: at 4 : 1 every 4 dB over the threshold come out as 1 dB. 2 : 1 is gentle; 100 : 1 is a wall.',
  },
  attack: {
    name: 'Attack',
    why: 'How soon it reacts. 10–30 ms lets the hit of a drum through and keeps punch; under 3 ms rounds it off.',
  },
  release: {
    name: 'Release',
    why: 'How soon it lets go. In time with the song it breathes with it; too fast it pumps and distorts bass, too slow it never recovers.',
  },
  knee: {
    name: 'Knee',
    why: 'How gradually it starts. A wide knee (6–12 dB) begins early and goes unnoticed; 0 dB is a corner you can hear.',
  },
  detector: {
    name: 'Detector',
    why: 'What it listens to: Peak catches every spike, RMS follows loudness as an ear does.',
  },
  rmsWindow: {
    name: 'RMS window',
    why: 'Over how long RMS averages. Short reacts to notes, long rides phrases.',
  },
  lookAhead: {
    name: 'Look-ahead',
    why: 'Hears the sound before it plays, so that a fast hit is caught cleanly. Costs that much delay, which the mixer makes up.',
  },
  sidechainHighPass: {
    name: 'Detector high-pass',
    why: 'Keeps low notes out of what it listens to, so that the kick does not pull the whole mix down.',
  },
  sidechainFrequency: {
    name: 'Detector frequency',
    why: 'Below this the compressor does not hear. 80–120 Hz frees a mix from its kick and bass.',
  },
  stereoLink: {
    name: 'Stereo link',
    why: 'How far left and right move together. 100 % keeps the stereo image where it is; less lets each side act for itself.',
  },
  autoMakeup: {
    name: 'Auto make-up',
    why: 'Gives back about half of what full level loses, so that you judge the sound and not the drop in volume.',
  },
  makeup: {
    name: 'Make-up gain',
    why: 'Level after compression. Match it to the untreated level before you decide whether it is better.',
  },
  autoRelease: {
    name: 'Auto release',
    why: 'Lets a single hit go quickly and a long loud passage slowly, about the release time that is set, so that it neither pumps nor hangs.',
  },
  character: {
    name: 'Character',
    why: 'How it moves, without colour: Clean as set, Opto softly and slowly out of long notes, FET quicker the louder the hit, VCA back at a steady pace.',
  },
  sidechainLowPass: {
    name: 'Detector low-pass',
    why: 'Keeps what lies above out of what it listens to: only the kick of a drum bus, say. 20 kHz is off.',
  },
  sidechainListen: {
    name: 'Listen to detector',
    why: 'Lets you hear what it listens to: its filters, and the other strip where one is chosen. Remember to switch it off.',
  },
  mix: {
    name: 'Mix',
    why: 'How much of the compressed sound is heard. Less than 100 % lays it under the untouched one: density without losing the hits.',
  },
};
