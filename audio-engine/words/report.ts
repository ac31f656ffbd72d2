/** The words of a master's report: for an artist, a client or a label. */

const MINUS = '−';
const level = (value: number | null, unit: string, decimals = 1): string => {
  if (value === null || !Number.isFinite(value)) return '–';
  const text = Math.abs(value).toFixed(decimals);
  return `${value < 0 && Number(text) !== 0 ? MINUS : ''}${text} ${unit}`.trim();
};
const signed = (value: number | null, unit: string): string =>
  value === null ? '–' : `${value > 0.04 ? '+' : ''}${level(value, unit)}`;
const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const reportWords = {
  making: 'Writing the report',
  level,
  signed,
  title: (title: string) => `Master report: ${title}`,
  untitled: 'Untitled',
  sections: {
    figures: 'Figures',
    loudness: 'Loudness over the song',
    dynamics: 'Peak to short-term loudness',
    correlation: 'Left against right',
    spectrum: 'Tone',
    services: 'What services do to it',
    check: 'Mix check',
    chain: 'Chain',
  },
  notes: {
    loudness: 'Short-term loudness over 3 s; the thin line is momentary, over 0.4 s.',
    dynamics: 'The highest true peak of each 3 s above their loudness. Under 8 dB is dense.',
    correlation: '1 is mono, 0 unrelated, below 0 is lost where it is played in mono.',
    spectrum: 'Third octaves, each level against the mean of 200 Hz to 2 kHz.',
    reference: (name: string) => `The dashed line is ${name}.`,
    services:
      'Gains are what each service says it does, with the day it was read; peaks are measured after its codec, before its gain.',
    noCheck: 'The mix check was left out.',
  },
  figures: {
    integrated: 'Integrated',
    range: 'Loudness range',
    shortTerm: 'Loudest 3 s',
    momentary: 'Loudest 0.4 s',
    truePeak: 'True peak',
    plr: 'PLR',
    psr: 'Lowest PSR',
    correlation: 'Correlation',
    length: 'Length',
    format: 'Format',
    target: 'Target',
  },
  targetText: (name: string, lufs: number, ceilingDbtp: number) =>
    `${name}: ${level(lufs, 'LUFS')}, at most ${level(ceilingDbtp, 'dBTP')}`,
  formatText: (sampleRate: number, channels: number) =>
    `${sampleRate / 1000} kHz, ${channels === 1 ? 'mono' : 'stereo'}`,
  table: {
    service: 'Service',
    gain: 'Gain',
    plays: 'Plays at',
    codec: 'Codec',
    peak: 'Peak after',
    source: 'Rule',
  },
  limited: 'with its limiter',
  over: 'over',
  offBy: (lu: number) => `${signed(lu, 'LU')} off its level`,
  checkHead: (fix: number, hear: number, note: number, aside: number) =>
    [
      plural(fix, 'thing to fix', 'things to fix'),
      `${hear} to hear`,
      plural(note, 'note', 'notes'),
      ...(aside > 0 ? [`${aside} set aside`] : []),
    ].join(', '),
  severity: { fix: 'Fix', hear: 'Hear', note: 'Note' },
  clear: 'Nothing found.',
  loudnessLabel: (lufs: number | null, low: string, high: string) =>
    `Loudness over the song: ${level(lufs, 'LUFS')} as a whole, short-term from ${low} to ${high}.`,
  psrLabel: (lowest: number | null) => `Peak to short-term loudness; lowest ${level(lowest, 'dB')}.`,
  correlationLabel: (lowest: number) => `Correlation of left and right; lowest ${level(lowest, '', 2)}.`,
  spectrumLabel: (reference: string | null) =>
    reference === null ? 'Tone in third octaves.' : `Tone in third octaves, beside ${reference}.`,
  subjectSession: (name: string, revision: number | null) =>
    revision === null
      ? `The master of the session “${name}”`
      : `The master of the session “${name}”, revision ${revision}`,
  subjectFile: (file: string, sha256: string) => `The file ${file}, SHA-256 ${sha256}`,
  made: (version: string, date: string) =>
    `Made by Threshold ${version} on ${date}. Every figure was measured on this master.`,
  step: { curves: 'Measuring over the song', check: 'Checking the mix', writing: 'Writing the report' },
  written: (path: string) => `The report is at ${path}.`,
  noPrinter: {
    code: 'report.noPrinter',
    sentence: 'A PDF needs a Chromium or Chrome on this machine, and none was found.',
    nextStep: 'Write the report as HTML and print it from any browser, or install Chromium.',
  },
  printFailed: (detail: string) => ({
    code: 'report.print',
    sentence: 'The browser could not print the report.',
    nextStep: 'Write it as HTML and print it by hand.',
    detail,
  }),
  ending: (path: string) => ({
    code: 'report.ending',
    sentence: `A report is an .html or a .pdf file, not ${path}.`,
    nextStep: 'Give it one of these endings.',
  }),
  dialog: {
    heading: 'Report',
    about:
      'Loudness over the song, tone beside the reference, dynamics, correlation, what each service will do, and the state of the mix check, on one page.',
    format: 'Format',
    formatHelp: 'HTML opens in any browser; a PDF needs a Chromium or Chrome on this machine.',
    file: 'File',
    check: 'With the mix check',
    checkHelp: 'What is still open in the mix stands in the report.',
    make: 'Write the report',
  },
};
