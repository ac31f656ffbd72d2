/** Every sentence the document speaks: names in the history, titles of commands, and why a command is refused. */

const MINUS = '−';

function db(valueDb: number): string {
  if (valueDb <= -144) return `${MINUS}∞ dB`;
  const text = Math.abs(valueDb).toFixed(1);
  return `${valueDb < 0 && Number(text) !== 0 ? MINUS : ''}${text} dB`;
}

function panText(pan: number): string {
  const percent = Math.round(Math.abs(pan) * 100);
  if (percent === 0) return 'centre';
  return `${percent} % ${pan < 0 ? 'left' : 'right'}`;
}

function clips(count: number): string {
  return count === 1 ? '1 clip' : `${count} clips`;
}

export const sessionWords = {
  db,
  panText,
  master: 'Master',
  titles: {
    'session.rename': 'Rename the session',
    'session.import': 'Import audio',
    'tempo.set': 'Set tempo and time signature',
    'loop.set': 'Set the loop range',
    'track.add': 'Add a track',
    'track.remove': 'Remove tracks',
    'track.rename': 'Rename a track',
    'track.color': 'Colour a track',
    'track.move': 'Move a track up or down',
    'track.duplicate': 'Duplicate a track',
    'clip.add': 'Add a clip',
    'clip.move': 'Move clips',
    'clip.trim': 'Trim a clip',
    'clip.split': 'Split a clip',
    'clip.duplicate': 'Duplicate clips',
    'clip.remove': 'Delete clips',
    'clip.set': 'Set clip gain, fades, mute or name',
    'strip.set': 'Set a mixer strip',
    'strip.level': 'Level tracks',
    'effect.insert': 'Insert an effect',
    'effect.remove': 'Remove an effect',
    'effect.move': 'Move an effect',
    'effect.set': 'Set an effect',
    'effect.bypass': 'Bypass an effect',
    'effect.copy': 'Copy an effect',
    'marker.add': 'Add a marker',
    'marker.move': 'Move a marker',
    'marker.rename': 'Rename a marker',
    'marker.remove': 'Delete a marker',
    'release.set': 'Set release details',
    batch: 'Run several commands as one step',
  },
  names: {
    renameSession: (name: string) => `Rename session to “${name}”`,
    importOne: (name: string) => `Import ${name}`,
    importMany: (count: number) => `Import ${count} files`,
    tempo: (bpm: number) => `Tempo ${bpm} BPM`,
    signature: (numerator: number, denominator: number) => `Time signature ${numerator}/${denominator}`,
    loopOn: 'Loop on',
    loopOff: 'Loop off',
    loopRange: 'Set loop range',
    addTrack: (name: string) => `Add track ${name}`,
    removeTrack: (name: string) => `Remove track ${name}`,
    removeTracks: (count: number) => `Remove ${count} tracks`,
    renameTrack: (from: string, to: string) => `Rename ${from} to ${to}`,
    colorTrack: (name: string) => `Colour ${name}`,
    moveTrack: (name: string) => `Reorder ${name}`,
    duplicateTrack: (name: string) => `Duplicate track ${name}`,
    addClip: (name: string) => `Add ${name}`,
    moveClip: (name: string) => `Move ${name}`,
    moveClips: (count: number) => `Move ${clips(count)}`,
    trimClip: (name: string) => `Trim ${name}`,
    splitClip: (name: string) => `Split ${name}`,
    duplicateClip: (name: string) => `Duplicate ${name}`,
    duplicateClips: (count: number) => `Duplicate ${clips(count)}`,
    removeClip: (name: string) => `Delete ${name}`,
    removeClips: (count: number) => `Delete ${clips(count)}`,
    fadeClips: (count: number) => `Fade ${clips(count)}`,
    gainClips: (count: number) => `Clip gain of ${clips(count)}`,
    crossfadeClips: (count: number) => `Crossfade ${clips(count)}`,
    muteClips: (count: number, muted: boolean) => `${muted ? 'Mute' : 'Unmute'} ${clips(count)}`,
    muteTracks: (count: number, on: boolean) => `${on ? 'Mute' : 'Unmute'} ${count} tracks`,
    soloTracks: (count: number, on: boolean) => `${on ? 'Solo' : 'Unsolo'} ${count} tracks`,
    clipGain: (name: string, gainDb: number) => `${name} clip gain to ${db(gainDb)}`,
    clipFades: (name: string) => `Fade ${name}`,
    clipMute: (name: string, muted: boolean) => `${muted ? 'Mute' : 'Unmute'} clip ${name}`,
    clipRename: (from: string, to: string) => `Rename clip ${from} to ${to}`,
    clipEdit: (name: string) => `Edit clip ${name}`,
    fader: (strip: string, faderDb: number) => `${strip} fader to ${db(faderDb)}`,
    trim: (strip: string, trimDb: number) => `${strip} input trim to ${db(trimDb)}`,
    pan: (strip: string, pan: number) => `${strip} pan ${panText(pan)}`,
    panLaw: (strip: string) => `${strip} pan law`,
    mute: (strip: string, on: boolean) => `${on ? 'Mute' : 'Unmute'} ${strip}`,
    solo: (strip: string, on: boolean) => `${on ? 'Solo' : 'Unsolo'} ${strip}`,
    soloSafe: (strip: string, on: boolean) => `${strip} solo-safe ${on ? 'on' : 'off'}`,
    polarity: (strip: string, on: boolean) => `${strip} polarity ${on ? 'inverted' : 'normal'}`,
    stripEdit: (strip: string) => `Set ${strip} strip`,
    level: (count: number) => `Level ${count} tracks`,
    insertEffect: (effect: string, strip: string) => `Insert ${effect} on ${strip}`,
    removeEffect: (effect: string, strip: string) => `Remove ${effect} from ${strip}`,
    reorderEffect: (effect: string, strip: string) => `Reorder ${effect} on ${strip}`,
    moveEffect: (effect: string, from: string, to: string) => `Move ${effect} from ${from} to ${to}`,
    setEffect: (strip: string, effect: string, parameter: string, value: string) =>
      `${strip} ${effect}: ${parameter} ${value}`,
    setEffects: (strip: string, effect: string) => `Shape ${strip} ${effect}`,
    presetEffect: (strip: string, effect: string, preset: string) => `${strip} ${effect}: preset ${preset}`,
    bypassEffect: (strip: string, effect: string, on: boolean) =>
      `${on ? 'Bypass' : 'Unbypass'} ${strip} ${effect}`,
    copyEffect: (effect: string, to: string) => `Copy ${effect} to ${to}`,
    addMarker: (name: string) => `Add marker ${name}`,
    moveMarker: (name: string) => `Move marker ${name}`,
    renameMarker: (from: string, to: string) => `Rename marker ${from} to ${to}`,
    removeMarker: (name: string) => `Delete marker ${name}`,
    andMore: (first: string, more: number) => `${first} and ${more} more`,
    release: 'Set release details',
    releaseTarget: (target: string) => `Target ${target}`,
  },
  /** A batch of one kind of command. */
  batches: {
    'clip.trim': (count: number) => `Trim ${clips(count)}`,
    'clip.split': (count: number) => `Split ${clips(count)}`,
    'clip.set': (count: number) => `Edit ${clips(count)}`,
    'clip.add': (count: number) => `Add ${clips(count)}`,
    'strip.set': (count: number) => `Set ${count} strips`,
    'track.color': (count: number) => `Colour ${count} tracks`,
    'track.add': (count: number) => `Add ${count} tracks`,
  },
  refused: {
    unknownCommand: (id: string) => `There is no command called “${id}”.`,
    unknownCommandNext: 'Run `threshold commands` for the list of commands and what each takes.',
    invalid: (id: string, where: string, what: string) =>
      where === ''
        ? `The command ${id} was refused: ${what}.`
        : `The command ${id} was refused: ${where}: ${what}.`,
    wrong: {
      below: (min: number) => `it must be at least ${min}`.replace('-', MINUS),
      above: (max: number) => `it must be at most ${max}`.replace('-', MINUS),
      short: 'it is empty or too short',
      long: 'it is too long',
      unknown: (keys: string) => `“${keys}” does not belong there`,
      oneOf: (values: string) => `it must be one of ${values}`,
      type: (expected: string) =>
        expected === 'int' ? 'it must be a whole number' : `it must be of the kind ${expected}`,
      id: 'there is no such command, or not inside a batch',
      form: 'it does not have the right form',
    },
    invalidNext: 'Nothing was changed. Correct the value and run it again.',
    unknown: (what: string, id: string) => `This session has no ${what} with the id “${id}”.`,
    unknownNext: 'It may have been removed by another step. Nothing was changed.',
    taken: (what: string, id: string) => `This session already has a ${what} with the id “${id}”.`,
    takenNext: 'Give the new one an id of its own. Nothing was changed.',
    clipOutsideMedia: (clip: string) => `The clip ${clip} would reach beyond the end of its audio file.`,
    clipOutsideMediaNext: 'Choose a shorter length or an earlier start inside the file.',
    stereoOnMono: (clip: string, track: string) =>
      `The clip ${clip} is stereo and the track ${track} is mono.`,
    stereoOnMonoNext: 'Put it on a stereo track.',
    splitOutside: (clip: string) => `The split point is not inside the clip ${clip}.`,
    splitOutsideNext: 'Move the playhead inside the clip and split again.',
    secondLimiter: 'The master already has a limiter, and only one can be the last stage.',
    secondLimiterNext: 'Set the one that is there, or remove it first.',
    unknownParameter: (effect: string, parameter: string) =>
      `The ${effect} has no parameter called “${parameter}”.`,
    unknownParameterNext: (known: string) => `It has: ${known}.`,
    parameterRange: (effect: string, parameter: string, value: number, min: number, max: number) =>
      `${effect}: ${parameter} ${value} is outside ${min} to ${max}.`,
    parameterChoice: (effect: string, parameter: string, value: number) =>
      `${effect}: ${parameter} takes whole numbers, not ${value}.`,
    parameterRangeNext: 'Choose a value inside the range. Nothing was changed.',
    loopOrder: 'The loop would end before it starts.',
    loopOrderNext: 'Put the end after the start.',
    rateMismatch: (name: string, rate: number, sessionRate: number) =>
      `The audio of ${name} is at ${rate} Hz and the session runs at ${sessionRate} Hz.`,
    rateMismatchNext: 'Import it, so that it is converted to the session’s rate.',
    orderRoom: 'There is no room between these two places in the order.',
    orderRoomNext: 'The first must sort before the second.',
  },
  what: {
    track: 'track',
    clip: 'clip',
    media: 'audio file',
    strip: 'strip',
    effect: 'effect',
    marker: 'marker',
  },
  document: {
    notASession: 'This is not a Threshold session.',
    notASessionNext: 'Choose a folder that holds a session.json written by Threshold.',
    newer: (version: number, ours: number) =>
      `This session was written by a newer Threshold (format ${version}; this one reads up to ${ours}).`,
    newerNext: 'Update Threshold and open it again. The session was not touched.',
    invalid: (where: string, what: string) => `The session’s data is damaged at ${where}: ${what}.`,
    invalidNext: 'Restore an earlier version or a backup of the folder. Nothing was changed.',
    missingClipMedia: (clip: string, media: string) =>
      `clip “${clip}” uses audio “${media}” that is not listed`,
    missingTrack: (track: string) => `there are clips for the track “${track}”, which is not there`,
    missingStrip: (strip: string) => `the strip “${strip}” is missing`,
    strayStrip: (strip: string) => `there is a strip “${strip}” without a track`,
    strayEffects: (strip: string) => `there are effects for the strip “${strip}”, which is not there`,
    wrongId: (key: string) => `the entry “${key}” carries another id`,
    twoLimiters: 'the master has more than one limiter',
  },
};
