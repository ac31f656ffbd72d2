/** What the keeper of the session says: opening, saving, locks, and a disk that does not do what it should. */
import type { FailureValue } from './failure.ts';

function failure(code: string, sentence: string, nextStep: string): FailureValue {
  return { code, sentence, nextStep };
}

const files = (names: readonly string[]) =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;

export const studioWords = {
  historyNames: {
    restore: (version: string) => `Restore version “${version}”`,
    saveAs: (name: string) => `Save as “${name}”`,
  },
  untitled: 'Untitled',

  disk: {
    full: (path: string) =>
      failure(
        'disk-full',
        `The disk is full: ${path} could not be written.`,
        'Free some space and do it again. Everything up to the last step is kept.',
      ),
    readOnly: (path: string) =>
      failure(
        'disk-read-only',
        `${path} cannot be written: the folder is read-only.`,
        'Save the session to a folder you may write to.',
      ),
    missing: (path: string) =>
      failure('disk-missing', `${path} is not there.`, 'Check the path, or that the drive is connected.'),
    failing: (path: string, code: string) =>
      failure(
        'disk-failing',
        `The disk reported an error at ${path} (${code}).`,
        'Save the session to another disk now.',
      ),
    exists: (path: string) => failure('disk-exists', `${path} is already there.`, 'Choose another name.'),
  },

  notASession: (path: string) =>
    failure(
      'not-a-session',
      `${path} is not a Threshold session.`,
      'Choose a folder that holds a session.json written by Threshold.',
    ),
  noFolder: (path: string) =>
    failure(
      'session-missing',
      `There is no session at ${path}.`,
      'Check the path, or that the drive is connected.',
    ),
  snapshotDamaged: (path: string) =>
    failure(
      'snapshot-damaged',
      `${path} is damaged and cannot be read.`,
      'Restore the folder from a backup, or a version from its versions folder. Nothing was changed.',
    ),
  snapshotChanged: (path: string) =>
    failure(
      'snapshot-damaged',
      `${path} is not as Threshold wrote it: its checksum does not fit.`,
      'Restore the folder from a backup, or a version from its versions folder. If you changed the file yourself, take its "crc32" out and open it again. Nothing was changed.',
    ),
  journalDamaged: (path: string, line: number) =>
    failure(
      'journal-damaged',
      `${path} is damaged at line ${line}, and later steps build on it.`,
      'Restore the folder from a backup, or open it with what came before the damage. Nothing was changed.',
    ),
  journalGap: (path: string, line: number) =>
    failure(
      'journal-damaged',
      `${path} misses a step before line ${line}.`,
      'Restore the folder from a backup, or open it with what came before the gap. Nothing was changed.',
    ),
  folderNotEmpty: (path: string) =>
    failure('folder-not-empty', `${path} already holds files.`, 'Choose a new or an empty folder.'),
  locked: (host: string, pid: number, since: string) =>
    failure(
      'session-locked',
      `Another Threshold has this session open (on ${host}, process ${pid}, since ${since}).`,
      'Close it there, or open it here read-only.',
    ),
  readOnlyRefused: (reason: string) =>
    failure(
      'session-read-only',
      `This session is open read-only: ${reason}`,
      'Save it under another name to work on a copy.',
    ),
  readOnlyChosen: 'it was opened to look and listen.',
  readOnlyFolder: 'its folder cannot be written.',
  readOnlyFull: 'its disk is full.',
  savingAlready: () =>
    failure('saving', 'The session is being saved under another name already.', 'Wait until that is done.'),
  closed: () => failure('session-closed', 'This session was closed.', 'Open it again.'),
  journalStuck: (path: string) =>
    failure(
      'journal-stuck',
      `${path} could not be brought back to its last whole step after a failed write.`,
      'Save the session to another disk now. Every step up to the failed one is kept.',
    ),
  nothingToUndo: () => failure('nothing-to-undo', 'There is nothing to undo.', ''),
  nothingToRedo: () => failure('nothing-to-redo', 'There is nothing to redo.', ''),
  noSuchStep: (revision: number) =>
    failure(
      'unknown-step',
      `The history has no step ${revision}.`,
      'Look at the history again; it may have moved on.',
    ),
  stepUnreadable: (name: string) =>
    failure(
      'step-unreadable',
      `The step “${name}” can no longer be read from the history.`,
      'Nothing was changed.',
    ),
  unknownVersion: (id: string) =>
    failure('unknown-version', `There is no saved version “${id}”.`, 'Look at the list of versions again.'),
  unknownGesture: () => failure('unknown-gesture', 'This gesture is not under way.', 'Begin it again.'),
  badOverlay: (what: string) =>
    failure('invalid-overlay', `The preview was refused: ${what}.`, 'Nothing was changed.'),
  badMessage: () =>
    failure('invalid-message', 'The message was not understood.', 'Send one JSON object a line.'),
  messageTooLong: () => failure('message-too-long', 'The message is too long.', 'Send smaller commands.'),
  notReachable: () =>
    failure(
      'session-unreachable',
      'The Threshold that has this session open does not answer.',
      'Close it there and try again.',
    ),

  notices: {
    tornTail: (bytes: number) =>
      `The journal ended in the middle of a step (${bytes} bytes): that unfinished step was dropped, everything before it is here.`,
    staleLock:
      'The last program that had this session open ended without closing it. Nothing acknowledged was lost.',
    missingMedia: (names: readonly string[]) =>
      names.length === 1
        ? `An audio file is missing and will be silent: ${files(names)}. Put it back into the session’s audio folder.`
        : `${names.length} audio files are missing and will be silent: ${files(names)}. Put them back into the session’s audio folder.`,
    historyCut: (file: string) => `Undo reaches back only to where ${file} is damaged or missing.`,
    migrated: 'The session was brought to this version’s format. Undo begins here.',
    salvaged: (line: number) =>
      `The journal was damaged at line ${line}: the session is as it was before. The damaged journal is kept in history.`,
    noSocket: 'Other programs on this computer cannot reach this session while it is open here.',
    syncFailed: 'The disk did not confirm the last steps. They are written, but may not survive a power cut.',
  },
};
