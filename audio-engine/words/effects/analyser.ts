/** Names, choices and what each knob shows: the analyser. */
export const analyser = {
  title: 'Analyser',
  why: 'Shows what is there and changes nothing: the spectrum, how it moves in time, how wide it is, and where another strip is in its way.',
  views: ['Spectrum', 'Spectrogram', 'Goniometer'],
  peakHolds: ['Off', 'Falling', 'Kept'],
  freeze: 'Freeze',
  freezeHelp: 'Holds the picture as it is, to look at one moment in peace. The sound goes on.',
  against: 'Against',
  nobody: 'Nobody',
  againstHelp:
    'Lays the spectrum of another strip over this one. Amber is where the other one is louder: what it covers.',
  correlation: 'Correlation',
  apart: (db: number) => `the other ${Math.abs(db).toFixed(1)} dB ${db >= 0 ? 'louder' : 'quieter'}`,
  picture: (strip: string, view: string) => `${view} of ${strip}, live`,
  pictureHelp:
    'Point at the picture to read frequency, note and level. A double-click forgets the held peaks.',
  view: {
    name: 'View',
    why: 'Spectrum for how much of what, spectrogram for when, goniometer for where between the speakers.',
  },
  slope: {
    name: 'Slope',
    why: 'Tilts the picture so that balanced music lies level: 4.5 dB/oct suits most mixes, 3 is pink noise, 0 is the bare meter.',
  },
  range: {
    name: 'Range',
    why: 'How far down the picture reaches. 60 dB shows the balance, 90 and more shows hum, noise and reverb tails.',
  },
  averaging: {
    name: 'Averaging',
    why: 'Over how long it averages. 50–150 ms follows hits and notes, 3 s and more shows the balance of a whole passage.',
  },
  peakHold: {
    name: 'Peak hold',
    why: 'Keeps the highest that was there in a thin line: falling for what just happened, kept for the loudest of a whole song.',
  },
};
