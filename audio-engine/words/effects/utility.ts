/** Names, choices and what each knob does to the music: the utility. */
export const utility = {
  title: 'Utility',
  why: 'The small repairs of a channel in one place: level, polarity, sides, width, offset and timing, with no colour at all.',
  gain: {
    name: 'Gain',
    why: 'Level in or out at this place of the chain, without touching the fader: feeds the next insert what it likes.',
  },
  invertLeft: {
    name: 'Invert left',
    why: 'Turns the left channel upside down. Use it when one microphone of a pair cancels the other.',
  },
  invertRight: {
    name: 'Invert right',
    why: 'Turns the right channel upside down. If the bass comes back in mono, the recording had its polarity wrong.',
  },
  swap: {
    name: 'Swap sides',
    why: 'Exchanges left and right: for a kit seen from the drummer’s side, or cables that were crossed.',
  },
  mono: {
    name: 'Mono',
    why: 'Puts both sides together in the centre. What gets quiet was out of phase, and will be gone on a phone too.',
  },
  width: {
    name: 'Width',
    why: 'How far apart the sides are: 0 % is mono, 100 % as recorded, above that wider and thinner in the middle.',
  },
  balance: {
    name: 'Balance',
    why: 'Turns one side down so that the sound leans to the other. Nothing is folded across.',
  },
  dcFilter: {
    name: 'DC filter',
    why: 'Takes out a constant offset below 5 Hz, which nobody hears but which costs headroom and makes edits click.',
  },
  delayLeftMs: {
    name: 'Left delay',
    why: 'Holds the left side back: up to 1 ms moves the image, 10–30 ms makes one take sound like two sides of a room.',
  },
  delayRightMs: {
    name: 'Right delay',
    why: 'Holds the right side back. Listen in mono afterwards: short delays comb there.',
  },
  delayLeftSamples: {
    name: 'Left samples',
    why: 'The same delay for the left side in single samples, added to the time: to line up two microphones exactly.',
  },
  delayRightSamples: {
    name: 'Right samples',
    why: 'The same delay for the right side in single samples, added to the time: move it until the sum is fullest.',
  },
  picture: {
    left: 'L',
    right: 'R',
    mid: 'Mid',
    side: 'Side',
    inside: 'in',
    outside: 'out',
    correlation: 'Correlation',
    correlationHelp: 'Below 0 the sides cancel in mono.',
    timing: 'Arrives later',
    together: 'both sides together',
    later: (side: string, text: string) => `${side} ${text} later`,
    aria: (gain: string, width: string) => `Gain ${gain} dB, width ${width} %, and what the sides do`,
    help: 'How both sides leave here. Drag up and down for gain, sideways for balance; double-click resets both.',
    delays: 'Delay',
    sides: 'Sides',
  },
};
