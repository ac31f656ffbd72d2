/** Names, choices and the one sentence a knob says about what it does to the music, for every effect. */
export const effectWords = {
  equaliser: {
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
  },
  compressor: {
    title: 'Compressor',
    why: 'Turns loud moments down so that the whole can come up: steadies a performance, adds punch, or glues parts together.',
    detectors: ['Peak', 'RMS'],
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
    mix: {
      name: 'Mix',
      why: 'How much of the compressed sound is heard. Less than 100 % lays it under the untouched one: density without losing the hits.',
    },
  },
  limiter: {
    title: 'Limiter',
    why: 'The last word on level: nothing leaves above the ceiling, not even between the samples, so the master can be loud without clipping.',
    gain: {
      name: 'Gain',
      why: 'How hard the song is pushed into the ceiling. More is louder until the hits go flat: watch the gain reduction.',
    },
    ceiling: {
      name: 'Ceiling',
      why: 'The true peak that is never passed. −1 dBTP survives MP3 and AAC at good rates; −2 is safer for very loud masters.',
    },
    lookAhead: {
      name: 'Look-ahead',
      why: 'How early it begins to turn down before a peak. Longer is smoother and cleaner, shorter keeps more of the hit.',
    },
    release: {
      name: 'Release',
      why: 'How soon the level comes back after a peak. Short is loud and can distort bass, long is clean and can duck the song.',
    },
    autoRelease: {
      name: 'Auto release',
      why: 'Recovers fast after a single hit and slowly after a long loud passage, so that it neither pumps nor grinds.',
    },
    link: {
      name: 'Channel link',
      why: 'How far left and right are turned down together. 100 % keeps the image still; less is louder and lets it shift a little.',
    },
  },
} as const;
