/** What the mix check says of levels, dynamics and the song's ends. */
import { hertz, level, number, plural } from './advice-numbers.ts';

const convention = 'This is a convention, not a law.';

export const adviceLevelWords = {
  clipping: {
    line: 'Clipping',
    help: 'Flat tops in the wave: runs of three and more samples cut off at one level.',
    none: 'none',
    count: (count: number): string => plural(count, 'flat top', 'flat tops'),
    title: (name: string, mix: boolean): string => (mix ? 'The mix is clipped' : `${name} is clipped`),
    measured: (count: number, longest: number, levelDb: number): string =>
      `${plural(count, 'flat top', 'flat tops')} at ${level(levelDb)}FS, the longest ${longest} samples`,
    expected: 'none',
    cost: 'Every flat top is a crackle, and a limiter, a codec and a loud speaker each make it rougher.',
    why: (count: number, levelDb: number): string =>
      `The wave arrives at ${level(levelDb)}FS with a corner, stays there and leaves with a corner, ${plural(count, 'time', 'times')}. Music does not do that; a converter or a plug-in at its stop does.`,
    fixMix:
      'Turn down what goes into the stage that clips and print the mix again; a master cannot put the tops back.',
    fixTrack: (name: string): string =>
      `Use another take of ${name}, or export it again with less gain; turning it down now keeps the flat tops.`,
  },
  headroom: {
    line: 'Headroom',
    help: 'How far the highest true peak stays below full scale.',
    room: (roomDb: number): string => level(roomDb),
    title: (peakDb: number): string =>
      peakDb > 0 ? `The mix peaks ${level(peakDb)} above full scale` : `Only ${level(-peakDb)} of headroom`,
    level: (peakDb: number): string => `${number(peakDb)} dBTP`,
    expected: '−6 to −3 dBTP (convention)',
    costSession:
      'Nothing is lost inside the session, but the master chain starts on its ceiling and a 24-bit print clips.',
    costFile: 'The next converter or codec clips these peaks.',
    why: (peakDb: number): string =>
      `The highest true peak is ${number(peakDb)} dBTP. Mixers leave 3 to 6 dB for mastering. ${convention}`,
    fixSession: (byDb: number): string =>
      `Lower everything that goes to the master by ${level(byDb)}: the balance stays.`,
    fixFile: (byDb: number): string => `Print the mix again ${level(byDb)} lower, or as 32-bit float.`,
  },
  quiet: {
    line: 'Level',
    help: 'Integrated loudness of the whole mix.',
    level: (lufs: number): string => `${number(lufs)} LUFS`,
    title: (lufs: number): string => `The mix is very quiet, ${number(lufs)} LUFS`,
    expected: '−24 to −14 LUFS (convention)',
    cost: 'The gain that mastering adds lifts hiss, hum and 16-bit noise as much as the music.',
    why: `Mixes usually arrive between −24 and −14 LUFS. ${convention}`,
    fix: (byDb: number): string =>
      byDb > 0
        ? `Raise everything that goes to the master by ${level(byDb)}.`
        : 'Record or print it again at a higher level.',
  },
  ends: {
    line: 'Start and end',
    help: 'Silence before the first and after the last sound, and whether the sound dies away.',
    text: (before: number, after: number): string => `${number(before)} s before, ${number(after)} s after`,
    seconds: (seconds: number): string => `${number(seconds)} s`,
    silence: (where: 'start' | 'end', seconds: number): string =>
      `${number(seconds)} s of silence at the ${where}`,
    expectedSilence: (seconds: number): string => `under ${seconds} s`,
    costStart: 'Listeners skip while they wait, and services count the wait as the song.',
    costEnd: 'The next song of a playlist comes late.',
    whySilence:
      'Measured from −80 dBFS on. A short gap may be meant; a long one is usually a left-over of the export.',
    fixSilence: (where: 'start' | 'end'): string =>
      where === 'start'
        ? 'Move the song to the beginning, or set the song’s start in the Master room.'
        : 'Shorten the last clips, or set the song’s end in the Master room.',
    cutTitle: 'The end is cut off',
    cutMeasured: (db: number): string => `still ${level(db)} against the loud parts at the last sample`,
    cutExpected: 'died away, −60 dB',
    cutCost: 'The last sound stops as if a plug was pulled; everyone hears it.',
    cutWhy:
      'The last 10 ms are compared with the loud pieces of the song. A decay or a fade ends far below them.',
    cutFix:
      'Let the tail ring out before the export ends, or fade it: drag the fade handle of the last clips.',
    headTitle: 'The song starts inside a wave',
    headMeasured: (db: number): string => `first sample at ${level(db)}FS`,
    headExpected: 'silence',
    headCost: 'It begins with a click.',
    headWhy: 'The very first sample should be silence; this one is not, so that the loudspeaker jumps.',
    headFix: 'Start a few milliseconds earlier, or give the first clips a short fade-in.',
  },
  density: {
    line: 'Density, PLR',
    help: 'Highest true peak over integrated loudness: what a limiter still has to work with.',
    text: (plr: number): string => level(plr),
    title: (plr: number): string => `The mix is dense: PLR ${level(plr)}`,
    measured: (plr: number): string => `PLR ${level(plr)}`,
    expected: '10 dB and more before mastering (convention)',
    cost: 'Services turn it down to their level and what is left is flat: drums without a front, choruses that do not lift.',
    why: `Peak over loudness is what punch is measured by: 14 dB is open, 10 to 12 a modern balance, under 7 flat. ${convention}`,
    fix: 'Ease the compressors on buses and the mix; louder is the limiter’s work in the Master room.',
  },
  limited: {
    line: 'Limiting',
    help: 'Share of the loud moments whose peaks stand in a row at one level.',
    text: (share: number): string => `${Math.round(share * 100)} % at the top`,
    title: 'There is a limiter on the mix already',
    measured: (share: number): string =>
      `${Math.round(share * 100)} % of the loud moments peak at the very top`,
    expected: 'under 30 %',
    cost: 'A second limiter works on what the first has left over: less punch for the same loudness.',
    why: 'Peaks of music spread over several dB; a limiter or clipper leaves them in a row at its ceiling.',
    fix: 'Bypass the limiter on the mix or its bus; it can come back as the last step of the master.',
  },
  fatigue: {
    line: 'Tiring over time',
    help: 'Dynamics of three seconds (PSR), the middle of the song; tiring where 2–5 kHz is high as well.',
    text: (psr: number): string => `PSR ${number(psr)}`,
    title: 'It tires the ear: bright at 2–5 kHz and never quiet',
    measured: (excess: number, psr: number): string =>
      `${level(excess)} more at ${hertz(2000)}–${hertz(5000)} than beside it, PSR ${number(psr)}`,
    expected: 'under 2 dB more, or PSR above 9.5',
    cost: 'Listeners turn it down or off after a minute or two, without knowing why.',
    why: `Ears are most sensitive from 2 to 5 kHz; with no rest between peaks they tire. The limits are a convention.`,
    fix: 'Take 2–3 dB at 3 kHz out of the parts that are always there, and let compressors breathe.',
  },
} as const;
