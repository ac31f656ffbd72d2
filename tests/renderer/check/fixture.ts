/** A report with every kind of evidence, about the four tracks of the stage. */
import type { CheckReport, Finding } from '../../../audio-engine/protocol/index.ts';

const RATE = 48_000;
const at = (seconds: number) => Math.round(seconds * RATE);

function finding(key: string, severity: Finding['severity'], title: string, more: Partial<Finding>): Finding {
  return {
    key,
    code: key,
    severity,
    title,
    stripIds: ['t3'],
    ranges: [],
    frequency: null,
    measured: { value: 3.1, unit: 'dB', text: '3.1 dB' },
    expected: { value: 1, unit: 'dB', text: 'at most 1.0 dB' },
    cost: 1,
    costSentence: `What ${title} costs.`,
    why: 'Third-octave levels of the sung parts.',
    fix: { sentence: 'Turn it down.', commands: [] },
    evidence: [],
    ...more,
  };
}

const bandsHz = Array.from({ length: 30 }, (_, i) => 20 * 2 ** (i / 3));

export const masking = finding('masking.vocal', 'fix', 'Bass covers the lead vocal', {
  stripIds: ['t3', 't2'],
  ranges: [{ startSample: at(20), endSample: at(40) }],
  frequency: { lowHz: 2000, highHz: 3500 },
  measured: { value: 38, unit: '%', text: '38 % of the sung time' },
  cost: 3,
  fix: {
    sentence: 'Bass: −2.5 dB at 2.7 kHz.',
    commands: [{ id: 'strip.set', payload: { stripId: 't2', faderDb: -2.5 } }],
  },
  evidence: [
    {
      kind: 'spectra',
      bandsHz,
      series: [
        { name: 'Lead vox', levelsDb: bandsHz.map((_, i) => (i < 4 ? null : -20 - Math.abs(i - 18) * 1.5)) },
        { name: 't2', levelsDb: bandsHz.map((_, i) => -22 - Math.abs(i - 21) * 2) },
      ],
    },
    {
      kind: 'grid',
      bandsHz: [500, 1000, 2000, 4000, 8000],
      startSample: at(20),
      columnSamples: at(0.5),
      rows: [0, 0.2, 1, 0.6, 0].map((v) => Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? 0 : v))),
    },
  ],
});

export const monoLoss = finding('stereo.mono-loss', 'hear', 'Low end is wide below 110 Hz', {
  stripIds: ['master'],
  frequency: { lowHz: 20, highHz: 110 },
  cost: 2,
  evidence: [
    {
      kind: 'curve',
      over: 'hz',
      unit: '',
      points: bandsHz.map((hz, i) => [hz, i === 6 ? -0.18 : 0.9]),
      low: 0,
      high: 1,
    },
  ],
});

export const esses = finding('tone.sibilance', 'hear', 'Sharp esses on the lead', {
  ranges: [5, 9, 14, 22].map((s) => ({ startSample: at(s), endSample: at(s + 0.1) })),
  cost: 1.5,
  evidence: [
    { kind: 'places', unit: 'dB', places: [5, 9, 14, 22].map((s, i) => ({ sample: at(s), value: 2 + i })) },
  ],
});

export const dense = finding('dynamics.plr', 'note', 'The mix is dense', {
  stripIds: ['master'],
  evidence: [
    {
      kind: 'scale',
      unit: 'dB',
      value: 7.8,
      from: 4,
      to: 18,
      low: 10,
      high: 13,
      marks: [{ name: 'A', value: 11 }],
    },
    {
      kind: 'steps',
      unit: 'dB',
      low: -7,
      high: -5,
      steps: [
        { name: 'Verse', value: -6 },
        { name: 'Bridge', value: null },
        { name: 'Chorus', value: -8.9 },
      ],
    },
  ],
});

export const report: CheckReport = {
  revision: 0,
  checkedAt: '2026-01-01T00:00:00.000Z',
  tookSeconds: 6.1,
  tracks: 4,
  sampleRate: RATE,
  lengthSamples: at(60),
  measured: {
    integratedLufs: -14.2,
    truePeakDbtp: -1.6,
    plrDb: 12.6,
    loudnessRangeLu: 6.8,
    correlation: 0.58,
  },
  lines: [
    {
      code: 'level.clipping',
      title: 'Clipping',
      state: 'clear',
      text: 'none',
      help: 'Samples at full scale.',
    },
    {
      code: 'masking.vocal',
      title: 'Vocal masking',
      state: 'fix',
      text: '38 %',
      help: 'How often the voice is covered.',
    },
    {
      code: 'tone.sibilance',
      title: 'Sibilance',
      state: 'hear',
      text: '4 places',
      help: 'Esses that stick out.',
    },
  ],
  findings: [masking, monoLoss, esses, dense],
  notices: [],
};
