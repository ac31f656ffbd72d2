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
  wavNoAudio(path: string): FailureValue {
    return {
      code: 'media.damaged',
      sentence: `“${name(path)}” begins like a WAV file but holds no audio.`,
      nextStep: 'Export it again from the program that made it.',
      detail: path,
    };
  },
  wavBadFormat(path: string, what: string): FailureValue {
    return {
      code: 'media.damaged',
      sentence: `“${name(path)}” has a damaged header: ${what}.`,
      nextStep: 'Export it again from the program that made it.',
      detail: path,
    };
  },
  wavCompressed(path: string, tag: number): FailureValue {
    return {
      code: 'media.unsupported',
      sentence: `“${name(path)}” is a WAV file with compressed sound inside (format ${tag}), which Threshold does not read.`,
      nextStep: 'Export it as plain PCM or float WAV.',
      detail: path,
    };
  },
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
  noticeHeaderRepaired: 'The length in the file’s header was wrong; everything that is there was read.',
} as const;
