/** Names, choices and what each knob does to the music: the transient shaper. */
export const transient = {
  title: 'Transient',
  why: 'Makes hits harder or softer and their tails longer or shorter, loud ones and quiet ones alike: it has no threshold.',
  editor: {
    hit: 'a hit, before and after',
    change: 'change',
    highPass: 'Detector HP',
    picture: (attack: string, sustain: string) =>
      `A hit before and after, attack ${attack}, sustain ${sustain}, and the last four seconds`,
    pictureHelp:
      'Left a hit at full level as it goes in and comes out: drag its front for attack, its tail for sustain. Right the last four seconds.',
  },
  attack: {
    name: 'Attack',
    why: 'How far the front of each hit comes forward, or steps back. Plus for snap and definition, minus to sit something behind.',
  },
  sustain: {
    name: 'Sustain',
    why: 'How far what follows the hit is lifted or lowered. Plus brings up body and room, minus dries a drum like a gate without a threshold.',
  },
  attackTime: {
    name: 'Attack length',
    why: 'How much of the front counts as the hit. 10–15 ms is the click of a stick, 40 ms and more takes in the punch of a kick.',
  },
  sustainTime: {
    name: 'Sustain length',
    why: 'How long the tail is that sustain works on. Short reaches the first decay, long the room behind it.',
  },
  highPass: {
    name: 'Detector high-pass',
    why: 'Below this it does not listen, so that on a whole kit the kick does not speak for the snare. 20 Hz is off.',
  },
  output: {
    name: 'Output',
    why: 'Level afterwards. Harder hits are higher peaks: match the level before you decide whether it is better.',
  },
  mix: {
    name: 'Mix',
    why: 'How much of the shaped sound is heard beside the untouched one: a fine adjustment for both amounts at once.',
  },
};
