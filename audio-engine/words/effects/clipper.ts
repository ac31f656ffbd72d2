/** Names, choices and what each knob does to the music: the clipper. */
export const clipper = {
  title: 'Clipper',
  why: 'Shaves the tips off the shortest peaks before the limiter, so that the limiter has less to do and the song can be louder without pumping.',
  qualities: ['4×', '8×'],
  drive: {
    name: 'Drive',
    why: 'How far the song is pushed into the ceiling. One or two decibels on a master go unnoticed; more is a sound of its own.',
  },
  ceiling: {
    name: 'Ceiling',
    why: 'Where peaks are cut off. Set it just above the body of the mix, so that only drum hits reach it: 1–3 dB is usual.',
  },
  knee: {
    name: 'Knee',
    why: 'How gradually it begins. 0 % is a hard cut that leaves all below alone; higher rounds peaks earlier and sounds warmer.',
  },
  quality: {
    name: 'Oversampling',
    why: 'How finely it works between the samples. 8× keeps what folds back into the music 100 dB down whatever the knee; 4× costs half.',
  },
  link: {
    name: 'Link',
    why: 'Whether one side’s peak turns the other down too. 0 % cuts each side by itself, which for such short moments is nearly always better.',
  },
  mix: {
    name: 'Mix',
    why: 'How much of the clipped sound is heard. Below 100 % the untouched peaks come back under it.',
  },
  output: {
    name: 'Output',
    why: 'Level after everything else. Take back here what drive added, to hear what was lost and not what was gained.',
  },
  picture: {
    curve: 'Curve',
    wave: 'Peaks',
    input: 'in',
    output: 'out',
    ceiling: 'ceiling',
    kneeStart: 'untouched below',
    takenOff: (text: string) => `takes off ${text} dB`,
    share: (text: string) => `${text} % of the time`,
    nothing: 'nothing reaches it',
    aria: (ceiling: string, drive: string) =>
      `Clipping curve with a ceiling of ${ceiling} dB and ${drive} dB of drive`,
    help: 'Left the curve with where the peaks reach on it, right the last seconds: what came in, and what was cut off. Drag up for the ceiling, sideways for the knee; double-click resets both.',
  },
};
