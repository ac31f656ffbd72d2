/** What is said between two engineers: the sheet of a hand-off, and what can be wrong with one. */
import type { FailureValue } from './failure.ts';

const name = (path: string): string => path.split(/[\\/]/).pop() || path;

const figure = (value: number | null, decimals: number, unit: string): string =>
  value === null ? 'not measurable' : `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(decimals)} ${unit}`;

const clock = (sample: number, rate: number): string => {
  const seconds = sample / rate;
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - minutes * 60).toFixed(3).padStart(6, '0')}`;
};

interface SheetFile {
  path: string;
  measurement: {
    integratedLufs: number | null;
    truePeakDbtp: number | null;
    plrDb: number | null;
    durationSeconds: number;
  };
}

interface Sheet {
  createdAt: string;
  session: { name: string; sampleRate: number };
  tempo: { bpm: number; numerator: number; denominator: number };
  markers: { sample: number; name: string }[];
  notes: { sample: number; text: string }[];
  message: string;
  target: string | null;
  chain: { kind: string; bypassed: boolean }[];
  premaster: SheetFile;
  stems: SheetFile[];
}

export const handoffWords = {
  notEmpty: (folder: string): FailureValue => ({
    code: 'handoff.notEmpty',
    sentence: `“${name(folder)}” is not empty.`,
    nextStep: 'Give a new folder; nothing is written over.',
  }),
  missing: (folder: string): FailureValue => ({
    code: 'handoff.missing',
    sentence: `“${name(folder)}” is no hand-off: it has no handoff.json.`,
    nextStep: 'Choose the folder that was given to you, with all its files.',
  }),
  damaged: (folder: string): FailureValue => ({
    code: 'handoff.damaged',
    sentence: `The sheet of “${name(folder)}” (handoff.json) is damaged.`,
    nextStep: 'Ask for the folder again, or import its audio files as they are.',
  }),
  noPremaster: (folder: string): FailureValue => ({
    code: 'handoff.premaster',
    sentence: `“${name(folder)}” does not hold its premaster.`,
    nextStep: 'Ask for the folder again.',
  }),
  fileMissing: (path: string) => `${path} is missing.`,
  fileChanged: (path: string) => `${path} is not as it was sent: its checksum differs.`,
  premasterName: 'Premaster',
  returnedName: (file: string) => `${file} (returned)`,
  steps: {
    opened: (song: string) => `Open the hand-off of ${song}`,
    returned: 'Take a master back',
  },
  making: (song: string) => `Handing off ${song}`,
  made: (folder: string, files: number) =>
    files === 1
      ? `“${name(folder)}” holds the premaster and its sheets.`
      : `“${name(folder)}” holds the premaster, ${files - 1} ${files === 2 ? 'stem' : 'stems'} and their sheets.`,
  opening: (song: string) => `Opening the hand-off of ${song}`,
  opened: (song: string) => `The hand-off of ${song} is here.`,
  bringing: (file: string) => `Bringing in ${name(file)}`,
  /** The two dialogs: what goes out, and what came in. */
  give: {
    heading: 'Hand off to another engineer',
    about:
      'A plain folder that any program can read. Nothing of the master strip is in its files: mastering starts from the mix.',
    holds: 'It holds',
    premaster: 'The mix before the master strip, 32-bit float',
    stems: 'A stem for each group, return and track that goes into the master; together they are the mix',
    sheet: (markers: number, notes: number) =>
      [
        'A sheet for people and one for programs: loudness and checksum of each file, tempo, tags, target',
        markers === 0 ? '' : markers === 1 ? 'one marker' : `${markers} markers`,
        notes === 0 ? '' : notes === 1 ? 'one open note' : `${notes} open notes`,
      ]
        .filter(Boolean)
        .join(', '),
    chain: (names: string) => `The names of what is on your master strip, for information: ${names}`,
    withStems: 'Stems, too',
    stemsHelp:
      'A file for each group and each track that goes straight into the master, from the song’s start.',
    message: 'What the engineer should know',
    messageHint: 'Warm, please; the second verse should stay quiet.',
    folder: 'Into a new folder',
    make: 'Write the package',
  },
  take: {
    heading: 'Open a hand-off package',
    about:
      'A folder that was handed off with Threshold: its handoff.json is read, and every file’s checksum.',
    folder: 'Folder that was given',
    choose: 'Choose',
    from: (date: string, rate: number, bpm: number) => `Handed off ${date}, ${rate / 1000} kHz, ${bpm} bpm`,
    premaster: (lufs: string, peak: string) => `Premaster: ${lufs} LUFS, true peak ${peak} dBTP`,
    stems: (count: number) => (count === 0 ? 'No stems' : count === 1 ? 'One stem' : `${count} stems`),
    extras: (markers: number, notes: number) =>
      `${markers} ${markers === 1 ? 'marker' : 'markers'}, ${notes} ${notes === 1 ? 'note' : 'notes'}`,
    target: (target: string) => `Made for ${target}`,
    as: 'Bring it in as',
    session: 'A new session',
    master: 'What this session masters',
    asHelp:
      'A new session: stems as tracks, the premaster in the master room, tempo, markers, notes and tags. Or only the premaster, as what the master room of the session that is open works on.',
    open: 'Open it',
  },
  /** README.txt: what an engineer reads who has another program. */
  readme(sheet: Sheet): string {
    const rate = sheet.session.sampleRate;
    const line = ({ path, measurement: m }: SheetFile): string =>
      `  ${path}  ${figure(m.integratedLufs, 1, 'LUFS')}, true peak ${figure(m.truePeakDbtp, 2, 'dBTP')}, PLR ${figure(m.plrDb, 1, 'dB')}`;
    return [
      sheet.session.name,
      `Handed off with Threshold, ${sheet.createdAt.slice(0, 10)}.`,
      '',
      `${clock(sheet.premaster.measurement.durationSeconds * rate, rate)} at ${rate} Hz, 32-bit float; every file begins at the session’s start.`,
      `Tempo ${sheet.tempo.bpm} bpm, ${sheet.tempo.numerator}/${sheet.tempo.denominator}.`,
      ...(sheet.target ? [`Made for: ${sheet.target}.`] : []),
      ...(sheet.message ? ['', sheet.message] : []),
      '',
      'The mix before the master strip:',
      line(sheet.premaster),
      ...(sheet.stems.length > 0 ? ['', 'Stems; they add up to it:', ...sheet.stems.map(line)] : []),
      ...(sheet.markers.length > 0
        ? ['', 'Markers:', ...sheet.markers.map((m) => `  ${clock(m.sample, rate)}  ${m.name}`)]
        : []),
      ...(sheet.notes.length > 0
        ? ['', 'Notes:', ...sheet.notes.map((n) => `  ${clock(n.sample, rate)}  ${n.text}`)]
        : []),
      ...(sheet.chain.length > 0
        ? [
            '',
            `On the master strip, not in these files: ${sheet.chain.map(({ kind, bypassed }) => (bypassed ? `${kind} (off)` : kind)).join(', ')}.`,
          ]
        : []),
      '',
      'The same in handoff.json, with checksums; Threshold opens the folder: threshold handoff FOLDER --open SESSION.',
      '',
    ].join('\r\n');
  },
};
