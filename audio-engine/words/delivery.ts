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

const VERSION_NAMES = { full: 'Full', instrumental: 'Instrumental', acapella: 'Acapella' } as const;
const TAG_NAMES: Record<string, string> = {
  title: 'a title',
  artist: 'an artist',
  album: 'an album',
  albumArtist: 'an album artist',
  composer: 'a composer',
  genre: 'a genre',
  date: 'a release date',
  copyright: 'a copyright line',
  isrc: 'an ISRC',
  upc: 'a UPC or EAN',
};

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
  noFiles: {
    code: 'delivery.noFiles',
    sentence: 'No file was chosen to be written.',
    nextStep: 'Choose at least one format or set.',
  } satisfies FailureValue,
  noFolder: (path: string): FailureValue => ({
    code: 'delivery.noFolder',
    sentence: `The folder “${path}” is not there.`,
    nextStep: 'Make it, or choose another one.',
  }),
  noVersions: {
    code: 'delivery.noVersions',
    sentence: 'There is nothing to export: the song has no voices that could be left out or alone.',
    nextStep: 'Give the vocal tracks their role, or export the full song.',
  } satisfies FailureValue,
  unknownField(field: string): FailureValue {
    return {
      code: 'delivery.pattern',
      sentence: `“{${field}}” is no part of a file name that Threshold knows.`,
      nextStep:
        'There are {title}, {artist}, {album}, {session}, {track}, {version}, {what}, {format}, {rate}, {isrc}, {number}, {date} and {target}.',
    };
  },
  artwork: {
    unreadable: (path: string, detail: string): FailureValue => ({
      code: 'delivery.artwork',
      sentence: `“${name(path)}” cannot be read.`,
      nextStep: 'Check that the picture is there, or choose another one.',
      detail,
    }),
    tooLarge: (path: string): FailureValue => ({
      code: 'delivery.artworkSize',
      sentence: `“${name(path)}” is larger than 40 MB.`,
      nextStep: 'Save it as a JPEG of 3000 × 3000 pixels.',
    }),
    notArtwork: (path: string): FailureValue => ({
      code: 'delivery.artworkKind',
      sentence: `“${name(path)}” is no JPEG or PNG picture.`,
      nextStep: 'Save the cover as JPEG or PNG.',
    }),
    noPicture: 'It is no JPEG or PNG picture.',
    notSquare: (width: number, height: number) =>
      `It is not square (${width} × ${height}); services crop it or send it back.`,
    small: (width: number, height: number, least: number) =>
      `It is ${width} × ${height} pixels; at least ${least} × ${least} are asked for.`,
    large: (width: number, height: number, most: number) =>
      `It is ${width} × ${height} pixels; at most ${most} × ${most} are taken.`,
    kind: (kind: string, kinds: readonly string[]) =>
      `It is a ${kind.toUpperCase()}; ${kinds.map((one) => one.toUpperCase()).join(' or ')} is taken.`,
  },
  set: {
    unreadable: (detail: string): FailureValue => ({
      code: 'delivery.sets',
      sentence: 'The list of delivery sets (assets/delivery-sets.json) cannot be read.',
      nextStep: 'Restore the file, or correct the entry named in the detail.',
      detail,
    }),
    unknown: (set: string, known: readonly string[]): FailureValue => ({
      code: 'delivery.unknownSet',
      sentence: `There is no delivery set called “${set}”.`,
      nextStep: `There are: ${known.join(', ')}.`,
    }),
    lacks: (set: string, tag: string) => `${set} asks for ${TAG_NAMES[tag] ?? tag}, which is empty.`,
    noArtwork: (set: string) => `${set} asks for a cover; the release has none.`,
    artwork: (set: string, fault: string) => `Cover for ${set}: ${fault}`,
  },
  proof: {
    missing: (path: string): FailureValue => ({
      code: 'delivery.noProof',
      sentence: `There is no proof beside “${name(path)}”.`,
      nextStep: `Put ${name(path)}.proof.json into the same folder; it was written with the export.`,
    }),
    unreadable: (path: string): FailureValue => ({
      code: 'delivery.badProof',
      sentence: `The proof of “${name(path)}” is damaged.`,
      nextStep: 'Take the proof that was written with the export, or export again.',
    }),
    unwritable: (path: string, detail: string): FailureValue => ({
      code: 'delivery.proofWrite',
      sentence: `“${name(path)}” cannot be written.`,
      nextStep: 'Make room or choose another folder.',
      detail,
    }),
    otherSession: (path: string, session: string): FailureValue => ({
      code: 'delivery.otherSession',
      sentence: `“${name(path)}” was exported from another session, “${session}”.`,
      nextStep: 'Open that session, or name it.',
    }),
    noSession: (path: string): FailureValue => ({
      code: 'delivery.noSession',
      sentence: `The session that “${name(path)}” was exported from is not where it was.`,
      nextStep: 'Name it: threshold prove FILE --session SESSION.',
    }),
    noStem: (stem: string): FailureValue => ({
      code: 'delivery.noStem',
      sentence: `The session has no stem “${stem}” any more.`,
      nextStep: 'Prove it against the session as it was.',
    }),
    verdict: {
      identical: 'Identical: rendered again, every byte is the same.',
      sound: 'The sound is identical, sample for sample; what is written beside it differs.',
      different: 'Different: rendered again, the sound is not the same.',
    },
    differs: (db: number, seconds: number) =>
      `The largest difference is ${level(db)} dBFS, the first at ${seconds.toFixed(3)} s.`,
    touched: 'The file itself was changed after the export: its checksum is not that of the proof.',
    program: (then: string, now: string) => `It was written by Threshold ${then}; this is ${now}.`,
    document: 'The session is not as it was: something other than the master’s chain was changed.',
    chain: (then: string, now: string) =>
      `The master’s chain was: ${then || 'empty'}; it is: ${now || 'empty'}.`,
    bypass: (kind: string, bypassed: boolean) =>
      `The ${kind} on the master ${bypassed ? 'is bypassed now' : 'was bypassed'}.`,
    parameter: (kind: string, parameter: string, then: number | null, now: number | null) =>
      `The ${kind}’s ${parameter} was ${then ?? 'at its default'} and is ${now ?? 'at its default'}.`,
    besideSound: 'Tags, artwork or the encoder’s own marks differ.',
    unexplained: 'Session and program are the same: a file that the session uses was changed.',
    proving: (path: string) => `Rendering “${name(path)}” again`,
  },
  /** Titles of what leaves the program. */
  titleOf(title: string, version: 'full' | 'instrumental' | 'acapella', stem: string | null): string {
    const named = version === 'full' ? title : `${title} (${VERSION_NAMES[version]})`;
    return stem === null ? named : `${named}: ${stem}`;
  },
  version: VERSION_NAMES,
  kind: { master: 'master', mix: 'mix', premaster: 'premaster', stems: 'stems' },
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
  silentFile(path: string): FailureValue {
    return {
      code: 'delivery.silentFile',
      sentence: `“${name(path)}” is silent from start to end: there is nothing to master.`,
      nextStep: 'Export the mix again, and listen to the file before you bring it here.',
      detail: path,
    };
  },
  onlyOffset(path: string): FailureValue {
    return {
      code: 'delivery.onlyOffset',
      sentence: `“${name(path)}” holds a constant offset (DC) and no sound: there is nothing to master.`,
      nextStep: 'Export the mix again; something in its path gives out a constant voltage.',
      detail: path,
    };
  },
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
    decoding: (path: string) => `Listening back to “${name(path)}”`,
    stems: (names: readonly string[]) =>
      names.length === 1 ? `Rendering ${names[0]}` : `Rendering ${names.length} stems`,
  },
  /** What a summary adds to its figures. */
  notice: {
    notNumbers: (count: number) =>
      count === 1
        ? 'One sample was no number (NaN or infinite) and is silence now: the program that made the file has a fault.'
        : `${count} samples were no numbers (NaN or infinite) and are silence now: the program that made the file has a fault.`,
    clippedBefore: (count: number) =>
      `It was clipped before it came here: ${count} flat tops. No master brings them back; ask for the mix without its limiter, 3 to 6 dB lower.`,
    mono: 'It has one channel, so its master has one: both speakers play the same.',
    short: (seconds: number) =>
      `It is ${seconds.toFixed(1)} s long: under three seconds, loudness is no more than an estimate.`,
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
    noVersion: (version: 'full' | 'instrumental' | 'acapella') =>
      `No ${VERSION_NAMES[version].toLowerCase()} was written: the song has no voices beside other tracks.`,
    stemsThrough:
      'Each stem went through the master’s chain alone, without its limiter. Compressors hear less than the whole mix there, so these stems do not add up to the master.',
    artworkMissing: 'The release’s cover is not in the session’s folder any more, so the files have none.',
    notDecoded: (path: string, why: string) =>
      `“${name(path)}” could not be listened back to, so its figures are those before encoding. ${why}`,
    sameName: (file: string) =>
      `Several files of this export would be called “${file}”: they are numbered. {format} and {rate} in the names tell them apart.`,
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
