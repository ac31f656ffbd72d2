/** What Threshold says about audio files: reading, writing, importing and the pictures of their waveforms. */
import type { FailureValue } from './failure.ts';

const name = (path: string): string => path.split(/[\\/]/).pop() || path;

/** The system's error codes in a person's words. */
function reason(code: string): { why: string; next: string } {
  switch (code) {
    case 'ENOENT':
      return {
        why: 'it is not there any more',
        next: 'Check whether it was moved or renamed, then try again.',
      };
    case 'EACCES':
    case 'EPERM':
      return {
        why: 'you are not allowed to',
        next: 'Change the permissions of the file or its folder, then try again.',
      };
    case 'EROFS':
      return { why: 'the disk is read-only', next: 'Choose a folder on another disk.' };
    case 'ENOSPC':
    case 'EDQUOT':
      return { why: 'the disk is full', next: 'Free some space, then try again.' };
    case 'EMFILE':
    case 'ENFILE':
      return { why: 'too many files are open', next: 'Close other programs, then try again.' };
    case 'ENAMETOOLONG':
      return { why: 'its name is too long', next: 'Give it a shorter name, then try again.' };
    case 'EIO':
      return { why: 'the disk reports an error', next: 'Copy the file to another disk and try that copy.' };
    default:
      return {
        why: 'the system refused it',
        next: 'Try again; if it fails again, copy the file elsewhere first.',
      };
  }
}

const FORMAT_NAMES: Record<string, string> = {
  u8: '8-bit',
  s16: '16-bit',
  s24: '24-bit',
  s32: '32-bit',
  f32: '32-bit float',
  f64: '64-bit float',
};

const kilohertz = (hz: number): string => `${hz / 1000} kHz`;

export const mediaWords = {
  cannotRead(path: string, code: string): FailureValue {
    const { why, next } = reason(code);
    return {
      code: 'media.read',
      sentence: `“${name(path)}” cannot be read: ${why}.`,
      nextStep: next,
      detail: `${path}: ${code}`,
    };
  },
  cannotWrite(path: string, code: string): FailureValue {
    const { why, next } = reason(code);
    return {
      code: 'media.write',
      sentence: `“${name(path)}” cannot be written: ${why}.`,
      nextStep: next,
      detail: `${path}: ${code}`,
    };
  },
  isFolder(path: string): FailureValue {
    return {
      code: 'media.folder',
      sentence: `“${name(path)}” is a folder, not an audio file.`,
      nextStep: 'Choose the files in it.',
      detail: path,
    };
  },
  notWav(path: string): FailureValue {
    return {
      code: 'media.notWav',
      sentence: `“${name(path)}” is not a WAV file.`,
      nextStep: 'Import it, so that Threshold can convert it.',
      detail: path,
    };
  },
  badHeader(path: string, what: string): FailureValue {
    return {
      code: 'media.damaged',
      sentence: `“${name(path)}” has a damaged header: ${what}.`,
      nextStep: 'Export it again from the program that made it.',
      detail: path,
    };
  },
  compressedInside(path: string, format: string, kind: string): FailureValue {
    return {
      code: 'media.unsupported',
      sentence: `“${name(path)}” is ${format === 'WAV' ? 'a' : 'an'} ${format} file with compressed sound inside (${kind}), which Threshold does not read.`,
      nextStep: 'Export it as plain PCM or float WAV.',
      detail: path,
    };
  },
  noAudio(path: string, format: string): FailureValue {
    return {
      code: 'media.damaged',
      sentence: `“${name(path)}” begins like a ${format} file but holds no audio.`,
      nextStep: 'Export it again from the program that made it.',
      detail: path,
    };
  },
  unsupported(path: string, format: string): FailureValue {
    return {
      code: 'media.unsupported',
      sentence: `“${name(path)}” is a ${format} file, which Threshold does not read.`,
      nextStep: 'Export it as WAV, AIFF, FLAC, MP3, Ogg or M4A.',
      detail: path,
    };
  },
  notAudio(path: string, what: string | null): FailureValue {
    return {
      code: 'media.notAudio',
      sentence: what
        ? `“${name(path)}” is ${what}, not audio.`
        : `“${name(path)}” holds no audio that Threshold knows.`,
      nextStep: 'Choose WAV, AIFF, FLAC, MP3, Ogg or M4A files.',
      detail: path,
    };
  },
  emptyFile(path: string): FailureValue {
    return {
      code: 'media.empty',
      sentence: `“${name(path)}” is an empty file.`,
      nextStep: 'Export it again from the program that made it.',
      detail: path,
    };
  },
  undecodable(path: string, error: unknown): FailureValue {
    return {
      code: 'media.damaged',
      sentence: `“${name(path)}” is damaged and cannot be decoded.`,
      nextStep: 'Export it again, or convert it to WAV with another program.',
      detail: `${path}: ${error instanceof Error ? error.message : String(error)}`,
    };
  },
  protectedFile(path: string): FailureValue {
    return {
      code: 'media.protected',
      sentence: `“${name(path)}” is copy-protected (DRM), so no other program can open its sound.`,
      nextStep: 'Use a file without protection, for example the one you bought as a download.',
      detail: path,
    };
  },
  needsBrowser(path: string): FailureValue {
    return {
      code: 'media.noBrowser',
      sentence: `“${name(path)}” holds AAC sound, which Threshold decodes with Chromium or Chrome, and none was found on this machine.`,
      nextStep:
        'Install Chromium or Chrome (or set THRESHOLD_BROWSER to its path), or convert the file to WAV.',
      detail: path,
    };
  },
  browserFailed(path: string, detail: string): FailureValue {
    return {
      code: 'media.browser',
      sentence: `The browser that decodes “${name(path)}” stopped before it was done.`,
      nextStep: 'Import it again, or convert the file to WAV.',
      detail,
    };
  },
  codecUnknown(path: string, codec: string): FailureValue {
    return {
      code: 'media.unsupported',
      sentence: `“${name(path)}” holds ${codec} sound, which Threshold does not read.`,
      nextStep: 'Convert it to WAV or FLAC.',
      detail: path,
    };
  },
  noSamples(path: string): FailureValue {
    return {
      code: 'media.empty',
      sentence: `“${name(path)}” is an audio file without a single sample in it.`,
      nextStep: 'Export it again from the program that made it.',
      detail: path,
    };
  },
  cannotConvert(path: string, from: number, to: number): FailureValue {
    return {
      code: 'media.rate',
      sentence: `“${name(path)}” has a sample rate of ${from} Hz, which cannot be brought to the session’s ${to} Hz.`,
      nextStep: 'Export it at the session’s rate.',
      detail: path,
    };
  },
  folderWithoutAudio(path: string): FailureValue {
    return {
      code: 'media.folder',
      sentence: `The folder “${name(path)}” holds no audio files.`,
      nextStep: 'Choose a folder with WAV, AIFF, FLAC, MP3, Ogg or M4A files.',
      detail: path,
    };
  },
  tooManyFiles(count: number, most: number): FailureValue {
    return {
      code: 'media.tooMany',
      sentence: `${count} files were chosen; the first ${most} are taken.`,
      nextStep: 'Import the others after them.',
    };
  },
  notAFile(path: string): FailureValue {
    return {
      code: 'media.notAudio',
      sentence: `“${name(path)}” is a device or a pipe, not a file.`,
      nextStep: 'Choose audio files.',
      detail: path,
    };
  },
  failedInside: (path: string): string => `“${name(path)}” could not be imported.`,
  cancelled: {
    code: 'cancelled',
    sentence: 'The import was cancelled; nothing was added.',
    nextStep: '',
  } satisfies FailureValue,
  aboutFile: (path: string, notice: string): string => `“${name(path)}”: ${notice}`,
  noticeLeftOut: (path: string, count: number): string =>
    count === 1
      ? `One file in “${name(path)}” is no audio and was left out.`
      : `${count} files in “${name(path)}” are no audio and were left out.`,
  noticeBadSamples: (count: number): string =>
    count === 1
      ? 'One sample was not a number; silence stands in its place.'
      : `${count} samples were not numbers; silence stands in their place.`,
  noticeSplit: (channels: number): string =>
    `It has ${channels} channels and became ${channels} mono tracks.`,
  conversionFormat: (from: string, to: string): string => `${from} became WAV (${FORMAT_NAMES[to] ?? to}).`,
  conversionRate: (from: number, to: number): string =>
    `Converted from ${kilohertz(from)} to ${kilohertz(to)}.`,
  conversionChannel: (channel: number, channels: number): string => `Channel ${channel} of ${channels}.`,
  conversionRewritten: 'Written anew, sample for sample.',
  mediaShorter(path: string): FailureValue {
    return {
      code: 'media.changed',
      sentence: `“${name(path)}” became shorter while it was read.`,
      nextStep: 'Check whether another program writes to it.',
      detail: path,
    };
  },
  peaksCancelled: {
    code: 'cancelled',
    sentence: 'Drawing the waveforms was cancelled.',
    nextStep: '',
  } satisfies FailureValue,
  jobFailed: 'The job stopped because something went wrong inside Threshold.',
  importing: (fileName: string, number: number, total: number): string =>
    total === 1 ? `Importing “${fileName}”` : `Importing “${fileName}”, ${number} of ${total}`,
  imported(files: number, failures: number): string {
    if (files === 0) return 'Nothing was imported.';
    const done = files === 1 ? 'One file was imported' : `${files} files were imported`;
    if (failures === 0) return `${done}.`;
    return `${done}, ${failures === 1 ? 'one was' : `${failures} were`} not.`;
  },
  drawing: (number: number, total: number): string => `Drawing waveform ${number} of ${total}`,
  drawn: (count: number): string =>
    count === 1 ? 'One waveform was drawn.' : `${count} waveforms were drawn.`,
  fileClosed(path: string): FailureValue {
    return {
      code: 'media.closed',
      sentence: `“${name(path)}” was already closed.`,
      nextStep: 'Open it again.',
      detail: path,
    };
  },
  noticeTruncated: (missingSeconds: number): string =>
    `The file breaks off early: ${missingSeconds < 0.1 ? 'its last moment is' : `${missingSeconds.toFixed(1)} s are`} missing at the end.`,
  noticeUnfinished: 'The file was never finished: its end may be missing.',
  noticeDamaged: 'Parts of the file are damaged; silence stands in their place.',
  noticeHeaderRepaired: 'The length in the file’s header was wrong; everything that is there was read.',
} as const;
