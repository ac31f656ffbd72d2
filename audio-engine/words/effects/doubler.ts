/** Names, choices and what each knob does to the music: the doubler. */
export const doubler = {
  title: 'Doubler',
  why: 'Turns one take into two to five: copies that come a little late and a little out of tune, as a second performance does.',
  voices: {
    name: 'Voices',
    why: 'How many copies there are. Two make a take wide, four make it a crowd.',
  },
  delay: {
    name: 'Delay',
    why: 'How late the copies come. Under 12 ms they colour the sound, 15–30 ms widens it, over 40 ms they are heard apart.',
  },
  spread: {
    name: 'Spread',
    why: 'How far the copies lie apart in time. More keeps them from sounding like one comb.',
  },
  detune: {
    name: 'Detune',
    why: 'How far the copies drift out of tune, in cents at most. 5–10 is a careful singer, 20 and more a chorus.',
  },
  drift: {
    name: 'Drift',
    why: 'How fast the copies wander in time and pitch. Slow is a second take, fast is a wobble.',
  },
  width: {
    name: 'Width',
    why: 'How far to the sides the copies stand. 100 % leaves the middle to the take itself.',
  },
  lowCut: {
    name: 'Low cut',
    why: 'Keeps low notes out of the copies, where doubles turn into mud and lose the centre.',
  },
  highCut: {
    name: 'High cut',
    why: 'Darkens the copies so that their consonants do not clatter against those of the take.',
  },
  level: {
    name: 'Level',
    why: 'How loud the copies are together. Bring them up until you miss them when they are off, and no further.',
  },
  dry: {
    name: 'Take',
    why: 'Lets the take itself through. Off on a return, where only the copies belong.',
  },
  stage: 'Left to right, and how late',
  take: 'The take',
  left: 'Left',
  right: 'Right',
  voice: (number: number) => `Voice ${number}`,
  cents: (value: number) =>
    `${value < -0.05 ? '−' : value > 0.05 ? '+' : ''}${Math.abs(value).toFixed(1)} ct`,
  milliseconds: (value: number) => `${Math.round(value)} ms`,
  picture: (voices: number, delay: string) => `${voices} voices, ${delay} late`,
  pictureHelp:
    'Where each copy stands and how late it comes; the bar is how far it wanders in time, the number how far it is out of tune now. Drag a voice down or up for delay, sideways for width; the wheel changes the detune.',
};
