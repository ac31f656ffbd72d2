/** What Threshold says about exports: files, loudness targets, ceilings. */
import type { FailureValue } from './failure.ts';

const MINUS = '−';
const name = (path: string): string => path.split(/[\\/]/).pop() || path;

/** A level for a person: real minus sign, fixed decimals. */
const level = (value: number, decimals = 1): string => {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `${MINUS}${text}` : text;
};

const kilohertz = (hz: number): string => `${hz / 1000} kHz`;

function summary(figures: { integratedLufs: number | null; truePeakDbtp: number | null }): string {
  const { integratedLufs, truePeakDbtp } = figures;
  if (truePeakDbtp === null) return 'silence';
  const loudness = integratedLufs === null ? 'too short for a loudness' : `${level(integratedLufs)} LUFS`;
  return `${loudness}, true peak ${level(truePeakDbtp)} dBTP`;
}

export const deliveryWords = {
  unknownTarget(target: string, known: readonly string[]): FailureValue {
    return {
      code: 'delivery.unknownTarget',
      sentence: `There is no loudness target called “${target}”.`,
      nextStep: `Choose one of: ${known.join(', ')}; or give a level and a ceiling yourself.`,
    };
  },
  flacNeedsInteger: {
    code: 'delivery.flacBits',
    sentence: 'FLAC holds 16 or 24 bits, not floats.',
    nextStep: 'Choose 24 bit, or WAV for 32-bit float.',
  } satisfies FailureValue,
  flacRate(sampleRate: number): FailureValue {
    return {
      code: 'delivery.flacRate',
      sentence: `FLAC cannot be written at ${kilohertz(sampleRate)}.`,
      nextStep: 'Choose 44.1, 48, 88.2 or 96 kHz, or WAV.',
    };
  },
  flacFailed(path: string, detail: string): FailureValue {
    return {
      code: 'delivery.flac',
      sentence: `“${name(path)}” could not be encoded as FLAC.`,
      nextStep: 'Try again, or choose WAV.',
      detail,
    };
  },
  cancelled: {
    code: 'cancelled',
    sentence: 'The export was cancelled; nothing was written.',
    nextStep: 'Start it again when you want the file.',
  } satisfies FailureValue,
  tooManyChannels(path: string, channels: number): FailureValue {
    return {
      code: 'delivery.channels',
      sentence: `“${name(path)}” has ${channels} channels; a master has one or two.`,
      nextStep: 'Export a stereo mix of it and master that.',
      detail: path,
    };
  },
  emptySession: {
    code: 'delivery.empty',
    sentence: 'There is nothing to export: the session has no clips.',
    nextStep: 'Import audio first.',
  } satisfies FailureValue,
  emptyFile(path: string): FailureValue {
    return {
      code: 'delivery.emptyFile',
      sentence: `“${name(path)}” holds no audio.`,
      nextStep: 'Choose a file that does.',
      detail: path,
    };
  },
  noTracks: {
    code: 'delivery.noTracks',
    sentence: 'There are no tracks to export as stems.',
    nextStep: 'Import audio first.',
  } satisfies FailureValue,
  /** Steps of a running export. */
  step: {
    printing: (track: string) => `Printing ${track}`,
    rendering: 'Rendering the chain',
    reading: (path: string) => `Reading “${name(path)}”`,
    listening: 'Listening to the song',
    searching: (pass: number) => `Finding the loudness, pass ${pass}`,
    checking: (pass: number) => `Checking the true peak, pass ${pass}`,
    writing: (path: string) => `Writing “${name(path)}”`,
  },
  /** What a summary adds to its figures. */
  notice: {
    silent: 'The file is silent, so there is no loudness to bring to the target.',
    tooShort:
      'The audio is shorter than 0.4 s, so its loudness cannot be measured and the gain was left alone.',
    outOfReach(reachedLufs: number, targetLufs: number): string {
      return (
        `The target of ${level(targetLufs)} LUFS is out of the limiter’s reach: ` +
        `this master lands at ${level(reachedLufs, 2)} LUFS. Bring the mix closer to it first.`
      );
    },
    aboveCeiling(truePeakDbtp: number, ceilingDbtp: number): string {
      return (
        `The true peak is ${level(truePeakDbtp, 2)} dBTP, above the ceiling of ` +
        `${level(ceilingDbtp, 2)} dBTP. Lower the ceiling by a little and export again.`
      );
    },
    lowered(ceilingDbtp: number): string {
      return `The limiter ran at ${level(ceilingDbtp, 2)} dBTP, so that the finished file stays below its ceiling.`;
    },
    clipped(samples: number): string {
      return (
        `${samples} ${samples === 1 ? 'sample' : 'samples'} went over full scale and ` +
        `${samples === 1 ? 'was' : 'were'} clipped. Turn the master fader down, or export 32-bit float.`
      );
    },
    overFloat(overDb: number): string {
      return `The file peaks ${level(overDb)} dB above full scale; 32-bit float keeps it, a converter would clip it.`;
    },
    dialogueGated(target: string): string {
      return `${target} measures dialogue; this master was brought to its level by the whole programme.`;
    },
    raised(gainDb: number): string {
      return `The file was very quiet and was raised by ${level(gainDb)} dB before the limiter.`;
    },
    noLimiter: 'The master had no limiter; the one this export needed has its default settings.',
  },
  /** One line when an export has ended. */
  exported(
    figures: { integratedLufs: number | null; truePeakDbtp: number | null } | null,
    files: number,
  ): string {
    if (files > 1) return `${files} files written.`;
    return figures ? `Written: ${summary(figures)}.` : 'Written.';
  },
  analysed(figures: { integratedLufs: number | null; truePeakDbtp: number | null }): string {
    return `The song: ${summary(figures)}.`;
  },
  nothingToPrint: (track: string) => ({
    code: 'nothing-to-print',
    sentence: `There is nothing to print on ${track}: it has no clips.`,
    nextStep: 'Put a clip on it first.',
  }),
  printName: (track: string) => `${track} print`,
  bounceName: (track: string) => `${track} bounce`,
  printedFrom: (track: string) => `Printed from ${track} with its inserts.`,
  printed: (track: string, how: 'freeze' | 'bounce') =>
    how === 'freeze'
      ? `${track} is frozen: its inserts cost nothing until it is thawed.`
      : `${track} is bounced to a track beside it, and muted.`,
  levelled(tracks: number): string {
    return tracks === 1 ? 'One track levelled.' : `${tracks} tracks levelled.`;
  },
};
