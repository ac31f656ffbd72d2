/** What the mix check, the break and the listen-through say: steps in the history, the view, the door. */

const MINUS = '−';
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** A place in the song: `1:05`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Titles, history names and refusals of notes and of what is set aside. */
export const checkDocumentWords = {
  titles: {
    'note.add': 'Drop a note',
    'note.set': 'Write or tick a note',
    'note.remove': 'Remove notes',
    'advice.dismiss': 'Set a finding aside',
    'advice.restore': 'Bring a finding back',
  },
  names: {
    addNote: (seconds: number) => `Drop a note at ${clock(seconds)}`,
    writeNote: (seconds: number) => `Write the note at ${clock(seconds)}`,
    doneNote: (seconds: number) => `Tick the note at ${clock(seconds)}`,
    openNote: (seconds: number) => `Reopen the note at ${clock(seconds)}`,
    removeNotes: (count: number) => (count === 1 ? 'Remove a note' : `Remove ${count} notes`),
    dismiss: (sentence: string) => `Not a problem: ${sentence}`,
    restore: (sentence: string) => `Ask again: ${sentence}`,
  },
  refused: {
    notesFull: (most: number) => `There are ${most} notes already.`,
    notesFullNext: 'Tick them off and remove those that are done.',
    notDismissed: (key: string) => `No finding “${key}” is set aside.`,
    notDismissedNext: 'It may have been brought back already.',
  },
  what: { note: 'note' },
} as const;

/** `−3.1`, `0.0`; `−∞` where there is nothing. */
function figure(value: number, decimals = 1): string {
  if (!Number.isFinite(value)) return value < 0 ? `${MINUS}∞` : '∞';
  const text = Math.abs(value).toFixed(decimals);
  return `${value < 0 && Number(text) !== 0 ? MINUS : ''}${text}`;
}

const signedFigure = (value: number, decimals = 1): string =>
  value > 0 && Number(value.toFixed(decimals)) !== 0
    ? `+${figure(value, decimals)}`
    : figure(value, decimals);

/** `74 Hz`, `2.0 kHz`. */
export function hertz(hz: number): string {
  return hz >= 1000 ? `${(hz / 1000).toFixed(1)} kHz` : `${Math.round(hz)} Hz`;
}

function hertzRange(lowHz: number, highHz: number): string {
  if (highHz / lowHz < 1.06) return hertz(Math.sqrt(lowHz * highHz));
  if (lowHz <= 20) return `below ${hertz(highHz)}`;
  if (highHz >= 20_000) return `above ${hertz(lowHz)}`;
  if (lowHz >= 1000) return `${(lowHz / 1000).toFixed(1)}–${hertz(highHz)}`;
  return highHz < 1000 ? `${Math.round(lowHz)}–${hertz(highHz)}` : `${hertz(lowHz)}–${hertz(highHz)}`;
}

function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `${hours} h ${String(minutes % 60).padStart(2, '0')} min` : `${minutes} min`;
}

const severities = { fix: 'fix', hear: 'hear', note: 'note', clear: 'clear' } as const;

export const checkWords = {
  figure,
  signed: signedFigure,
  hertzRange,
  duration,
  severities,
  severitySpoken: { fix: 'To fix', hear: 'To hear', note: 'Good to know', clear: 'Clear' },
  title: 'Mix check',
  checking: 'Checking the mix',
  running: (fraction: number) => `Listening to every track, ${Math.round(fraction * 100)} %`,
  cancel: 'Cancel',
  cancelled: 'The check was cancelled.',
  summary: (length: string, tracks: number, seconds: number) =>
    `${length}, ${plural(tracks, 'track', 'tracks')}, checked in ${seconds.toFixed(1)} s`,
  listening: 'The song and each of its tracks are listened to, aside. Playback and editing go on.',
  never: 'Not checked yet.',
  empty: 'There is no audio in this song yet. Import some stems, and the mix can be checked.',
  stale: 'Checked before the last changes.',
  failed: 'The check did not come to an end.',
  again: 'Check again',
  check: 'Check the mix',
  againHelp: 'Renders the whole song aside and listens to it and to every track; playback goes on.',
  counts: 'What was found',
  lines: 'What was looked at',
  lineHelp: (help: string) => help,
  lineState: { clear: 'clear', fix: 'to fix', hear: 'to hear', note: 'a note' },
  filter: 'Findings shown',
  filters: { all: 'All', fix: 'Fix', hear: 'Hear', note: 'Note', aside: 'Set aside', notes: 'Your notes' },
  order: 'What costs the listener most, first',
  overview: 'The song, with the places of every finding',
  overviewHelp: 'Bars are the places of the findings; press to go there, press a bar to open its finding.',
  list: 'Findings',
  none: {
    all: 'Nothing stands in the way. Rest your ears before the Master room.',
    fix: 'Nothing to fix.',
    hear: 'Nothing to hear.',
    note: 'Nothing to note.',
    aside: 'No finding is set aside.',
    notes: '',
  },
  hear: 'Hear it',
  hearEnd: 'Back to the mix',
  hearHelp: 'Solos what it is about and loops the place; again, or Esc, and the mix is as it was. Key H.',
  hearing: (title: string) => `Hear: ${title}`,
  hearingLive: (name: string) =>
    `A track is heard in the live mix. “${name}” feeds the master again when you go back.`,
  tryIt: 'Try it',
  tryHelp: (sentence: string) => `${sentence} One step that undo takes back. Key Y.`,
  tryNothing: 'Only a person can mend this one: the fix says how.',
  trying: (title: string) => `Try: ${title}`,
  tried: 'Tried. Equally loud, what does it do?',
  triedHear: 'Hear before and after',
  triedHearHelp: 'Renders the mix before and after the step and plays both at one place, equally loud.',
  triedMeasuring: (fraction: number) => `Rendering both, ${Math.round(fraction * 100)} %`,
  triedUndo: 'Undo it',
  sides: { after: 'After', before: 'Before' },
  side: 'Before or after the fix',
  triedBy: (lu: number) => `matched by ${signedFigure(lu)} LU`,
  go: (name: string) => `Go to ${name}`,
  goHelp: 'Opens the strip or track it is about, at its place in the song. Key Enter.',
  dismiss: 'Not a problem',
  dismissHelp:
    'Sets it aside for this song: the next check asks no more. Undo or “Set aside” brings it back. Key N.',
  dismissed: (title: string) => `Set aside: ${title}`,
  undo: 'Undo',
  notesRemoved: (count: number) => (count === 1 ? 'The note is removed.' : `${count} notes are removed.`),
  restore: 'Ask again',
  restoreHelp: 'Brings the finding back into the list.',
  goneFinding: 'The newest check does not find it any more.',
  costs: 'What it costs to leave',
  fix: 'The fix, in the mix',
  why: 'Based on',
  wholeSong: 'whole song',
  places: (count: number) => plural(count, 'place', 'places'),
  under: 'under',
  more: (count: number) => `and ${count} more`,
  measured: (measured: string, expected: string) =>
    `${(expected ? `${measured}; ${expected}` : measured).replace(/\.$/, '')}.`,
  row: (severity: string, title: string, where: string) => `${severity}: ${title}. ${where}`,
  rowHelp: 'Press to open it. Up and Down walk the findings.',
  badge: (fix: number, hear: number) =>
    fix > 0 ? `${plural(fix, 'thing', 'things')} to fix` : `${plural(hear, 'thing', 'things')} to hear`,
  door: {
    title: 'Into the Master room',
    picture: (open: number) =>
      open === 0 ? 'The door to the Master room stands open.' : 'The door to the Master room stands ajar.',
    mix: 'Mix',
    master: 'Master',
    text: 'Mixing asks whether the parts work together. Mastering asks whether the song works everywhere. Change chairs, if you can.',
    integrated: 'Integrated',
    truePeak: 'True peak',
    plr: 'PLR',
    range: 'Range',
    correlation: 'Correlation',
    length: 'Length',
    figureHelp: {
      integrated: 'Loudness of the whole mix by ITU-R BS.1770, before any master chain.',
      truePeak: 'The highest peak between the samples. Above −1 dBTP the final limiter has to work for it.',
      plr: 'True peak minus loudness: how much punch the mix still holds. Dense masters end near 8 dB.',
      range: 'How far quiet and loud passages lie apart, LRA by EBU Tech 3342.',
      correlation: 'How alike left and right are: +1 is mono, below 0 mono playback loses sound.',
      length: 'From the first sample to the end of the last tail.',
    },
    carry: 'Carry over',
    live: 'Live mix',
    print: 'Print',
    liveHelp: 'The chain follows every change in the mix.',
    printHelp: 'The mix is printed to a file when you go through; later changes wait for a new print.',
    start: 'Start on',
    startMix: 'Mix',
    startMixHelp: 'Your own song, as it is.',
    startReferenceHelp: (name: string, lufs: string | null) =>
      lufs === null
        ? `“${name}” first, equally loud as your mix.`
        : `“${name}” first, brought to the loudness of your mix from ${lufs} LUFS.`,
    noReference: 'No reference in this song yet. The Master room’s left column takes one.',
    level: 'Level',
    levelNow: 'As it is',
    levelCalibrated: 'Calibrated',
    levelSpl: (spl: string) => `${spl} dB SPL`,
    levelDb: (db: string) => `${db} dB`,
    levelStays: 'Your control room stays as it is.',
    levelDown: (db: number) => `${figure(Math.abs(db))} dB ${db < 0 ? 'below' : 'above'} where you are now.`,
    uncalibrated: 'The room is not calibrated, so nobody knows how loud this is. Control room, Calibrate.',
    along:
      'The open findings come along. If a master tool tries to mend one, the Master room names the track.',
    alongNone: 'Nothing is left open.',
    breakFirst: 'Break first, come back on the reference',
    breakFirstPlain: 'Break first',
    breakHelp: 'Stops the sound and counts fifteen minutes; you come back to the reference, equally loud.',
    through: (open: number) => (open === 0 ? 'Go through' : `Go through with ${open} open`),
    throughHelp: 'Nothing is locked: the check advises, you decide.',
  },
  panel: {
    title: 'From the mix check',
    open: (count: number) => `${count} open`,
    none: 'Nothing is open.',
    never: 'The mix was not checked yet.',
    stale: 'checked before the last changes',
    help: 'Opens the finding in the Mix check.',
    more: (count: number) => `${count} more in the Mix check`,
  },
  pictures: {
    spectra: (names: string, band: string | null) =>
      band === null
        ? `Levels over frequency of ${names}.`
        : `Levels over frequency of ${names}; it is about ${band}.`,
    curve: (over: 'hz' | 'seconds', from: string, to: string, lowest: string, highest: string) =>
      `A value ${over === 'hz' ? 'over frequency' : 'over time'} from ${from} to ${to}: lowest ${lowest}, highest ${highest}.`,
    places: (count: number, worst: string, at: string) =>
      `${plural(count, 'place', 'places')} in the song; the worst is ${worst} at ${at}.`,
    scale: (value: string, usual: string | null, marks: string) =>
      [`${value} on a scale`, usual ? `usual is ${usual}` : '', marks].filter(Boolean).join('; ').concat('.'),
    steps: (steps: string) => `By part: ${steps}.`,
    grid: (from: string, to: string, share: number) =>
      `How much is covered from ${from} to ${to}: ${Math.round(share * 100)} % of time and bands on average.`,
    usual: 'usual',
    mix: 'Mix',
    reference: 'Reference',
    nothing: 'There is nothing to draw.',
    worst: (count: number, worst: string) => `${plural(count, 'place', 'places')}, worst ${worst}`,
  },
} as const;

export const breakWords = {
  title: 'Listening time',
  since: 'since your last break',
  rested: 'Your ears are rested.',
  nothing: 'Counted while sound plays; five quiet minutes are a break.',
  levelSpl: 'Listening level, dB SPL',
  levelRelative: 'Listening level, LUFS',
  calibrated: 'an estimate',
  uncalibrated: 'room not calibrated',
  levelHelp:
    'Loudness of the master plus the level of your control room, a minute at a time. With a calibrated room it is an estimate of dB SPL at your chair, good to 2 or 3 dB.',
  picture: (from: string, to: string, lowest: string, highest: string) =>
    `From ${from} to ${to}, between ${lowest} and ${highest}.`,
  empty: 'Nothing was heard yet.',
  pause: 'break',
  changed: (
    roomDb: number | null,
    treble: { name: string; changeDb: number; strips: number } | null,
    since: string,
  ) => {
    const moves: string[] = [];
    if (roomDb !== null && roomDb >= 1) moves.push(`turned up ${figure(roomDb)} dB`);
    if (treble)
      moves.push(
        treble.strips === 1
          ? `added ${figure(treble.changeDb)} dB above 8 kHz to ${treble.name}`
          : `added treble to ${treble.strips} tracks, most to ${treble.name}: ${figure(treble.changeDb)} dB above 8 kHz`,
      );
    return moves.length === 0 ? null : `You have ${moves.join(' and ')} since ${since}.`;
  },
  tired: 'Tired ears ask for treble and level. Fifteen quiet minutes bring them back.',
  due: (time: string) =>
    `${time} of sound since your last break. Fifteen quiet minutes bring your ears back.`,
  take: 'Break, 15 min',
  takeHelp: 'Stops the sound and counts down. Whatever plays ends the break.',
  later: 'Remind me later',
  laterHelp: 'Asks again in twenty minutes.',
  left: (seconds: number) =>
    `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`,
  begun: 'Break: fifteen quiet minutes. The song will still be here.',
  onBreak: 'Break',
  onBreakText: 'Leave the room if you can. The song will still be here.',
  over: 'The break is over.',
  overText: 'First a record you know, then your own.',
  back: 'Come back on the reference',
  backPlain: 'Come back',
  backHelp:
    'Plays the reference first, as loud as your mix; switch to your own when its sound has become normal.',
  noReference: 'This song has no reference yet, so you come back to your own mix. The Master room takes one.',
  onReference: (name: string) => `You hear “${name}”, equally loud. Key T goes to your own.`,
} as const;

export const listenWords = {
  start: 'Listen through',
  startHelp: 'Hands off: the song from its start, nothing to turn. Key N drops a note where you are.',
  title: 'Listen through',
  hint: 'N drops a note · Space plays and stops · Esc leaves',
  dropped: (at: string) => `Note at ${at}`,
  count: (count: number) => plural(count, 'note', 'notes'),
  drop: 'Drop a note',
  leave: 'Leave',
  see: 'See your notes',
  ended: 'That was the song.',
  wave: 'The song and where you are in it',
  progress: (at: string, of: string) => `${at} of ${of}`,
  notes: {
    title: 'Your notes',
    empty: 'No notes yet. Listen through, and drop one with N wherever something makes you look up.',
    text: (at: string) => `What is at ${at}`,
    blank: 'What was it?',
    done: (at: string) => `Note at ${at} is done`,
    go: (at: string) => `Go to ${at}`,
    remove: (at: string) => `Remove the note at ${at}`,
    removeDone: 'Remove those that are done',
    section: (name: string) => name,
    open: (count: number) => `${count} open`,
  },
} as const;

/** The line under the master's chain: a master tool that works on what a track of the mix does. */
export const explainWords = {
  region: 'What the mix could do instead',
  go: (name: string) => `Go to ${name}`,
  close: 'Close this line',
  hearBoth: 'Hear both',
  hearBothHelp: 'Switches between the move on the master and the same move on those tracks, equally loud.',
  hearing: { master: 'On the master', tracks: 'On the tracks' },
  which: 'Where the move is made',
  gesture: (hz: string) => `Hear the move at ${hz} on the tracks`,
  fix: 'Fix in the mix',
  fixHelp: 'One step: takes the band off the master and puts the same change on those tracks.',
  fixed: (hz: string) => `Move the change at ${hz} from the master into the mix`,
  looking: 'Looking for the tracks behind it',
} as const;

/** Before a mix that is tagged for release goes out without a master chain: once. */
export const releaseWords = {
  lead: 'This mix is tagged for release, and nothing masters it yet. The Master room would add',
  limiter: (peak: string) => `a true-peak limiter: the mix peaks at ${peak} dBTP`,
  limiterUnmeasured: 'a true-peak limiter, so that no converter or codec clips',
  loudness: (lufs: string, target: string) =>
    `loudness made for its target: ${lufs} LUFS now, ${target} LUFS asked`,
  findingsLead: 'Before it goes out: the mix check still has',
  more: (count: number) => `and ${count} more`,
  reference: 'a comparison with records you know, equally loud',
  services: 'what each service will do to it, heard before it is out',
  findings: (count: number) => `an eye on ${plural(count, 'open finding', 'open findings')} of the mix check`,
} as const;
