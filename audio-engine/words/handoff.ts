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
