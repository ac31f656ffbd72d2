// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { HEADER_DOUBLES, Header, SPECTRUM_BANDS } from '../../../audio-engine/protocol/index.ts';
import { readExported } from '../../../renderer/export/index.ts';
import {
  type ExportSettings,
  optionsOf,
  suggestedFolder,
  suggestedPattern,
} from '../../../renderer/export/settings.ts';
import { readAnalysis } from '../../../renderer/master/analysis.ts';
import { Heard } from '../../../renderer/master/heard.ts';
import { MasterView } from '../../../renderer/master/index.ts';
import { timeStep, timeText } from '../../../renderer/master/loudness-history-picture.ts';
import { loudnessPosition } from '../../../renderer/master/loudness-scale.ts';
import { SpectrumAverage } from '../../../renderer/master/spectrum-panel.tsx';
import { type Stage, settle, stage } from '../controls/dom.tsx';

let open: Stage | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

function frame(values: Partial<Record<keyof typeof Header, number>>) {
  const header = new Float64Array(HEADER_DOUBLES).fill(Number.NaN);
  header[Header.sampleRate] = 48_000;
  header[Header.playing] = 1;
  for (const [name, value] of Object.entries(values)) header[Header[name as keyof typeof Header]] = value;
  return { header, strips: new Float32Array(0), sections: [] };
}

const measurement = {
  integratedLufs: -14.02,
  loudnessRangeLu: 6.1,
  maxMomentaryLufs: null,
  maxShortTermLufs: -10,
  truePeakDbtp: -1.03,
  plrDb: 12.99,
  correlation: 0.6,
  durationSeconds: 200.2,
  sampleRate: 48_000,
  channels: 2,
  bitDepth: 24,
};

describe('what was heard', () => {
  it('stands at its place in the song, grows with it, and keeps the lowest PSR', () => {
    const heard = new Heard();
    heard.take(frame({ positionSample: 48_000, shortTermLufs: -18, momentaryLufs: -16, psrDb: 12 }), 0);
    heard.take(frame({ positionSample: 48_000 * 600, shortTermLufs: -9, momentaryLufs: -8, psrDb: 7 }), 100);
    heard.take(frame({ positionSample: 48_000 * 2, playing: 0, shortTermLufs: -50 }), 200);
    expect(heard.shortTermLufs[10]).toBe(-18);
    expect(heard.shortTermLufs[6000]).toBe(-9);
    expect(heard.shortTermLufs[20]).toBeNaN();
    expect(heard.steps).toBe(6001);
    expect([heard.lowestPsrDb, heard.lowestPsrAtS]).toEqual([7, 600]);
    heard.clear();
    expect(heard.steps).toBe(0);
    expect(heard.lowestPsrDb).toBeNaN();
  });

  it('averages spectra in power', () => {
    const average = new SpectrumAverage();
    average.add(new Float32Array(SPECTRUM_BANDS).fill(-20));
    average.add(new Float32Array(SPECTRUM_BANDS).fill(Number.NEGATIVE_INFINITY));
    const mean = average.read(new Float32Array(SPECTRUM_BANDS));
    expect(mean[100]).toBeCloseTo(-23.01, 2);
  });

  it('has its scales', () => {
    expect([loudnessPosition(-30), loudnessPosition(-17), loudnessPosition(-4)]).toEqual([0, 0.5, 1]);
    expect(loudnessPosition(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(timeText(91.7)).toBe('1:31');
    expect(timeStep(200, 1200)).toBe(15);
  });
});

describe('results of jobs', () => {
  it('are read with what could not be measured, and nothing else is taken for one', () => {
    const analysis = readAnalysis(
      { measurement, history: { stepSeconds: 0.1, momentaryLufs: [-20, null], shortTermLufs: [null, -18] } },
      'master',
      {},
    );
    expect(analysis?.measurement.integratedLufs).toBe(-14.02);
    expect(analysis?.history?.shortTermLufs[0]).toBe(Number.NEGATIVE_INFINITY);
    expect(readAnalysis({ changed: 3 }, 'mix', {})).toBeUndefined();
    expect(
      readExported({ files: [{ ...exported, measurement }], limiter: null, notices: [] })?.files.length,
    ).toBe(1);
    expect(readExported(null)).toBeUndefined();
  });
});

const exported = {
  path: '/a/b.wav',
  name: null,
  version: 'full',
  file: { format: 'wav', bits: '24' },
  dither: 'tpdf',
  set: null,
  sizeBytes: 1,
  sha256: '',
  lossy: null,
  proof: null,
};

describe('an export', () => {
  const settings: ExportSettings = {
    what: 'master',
    formats: ['wav24', 'mp3-320'],
    sampleRate: null,
    dither: 'tpdf',
    toTarget: true,
    folder: '/x',
    pattern: '{title}',
    replace: false,
    lower: false,
    proof: true,
    versions: ['full'],
    sets: [],
    stems: { by: 'tracks', chain: 'before', returns: 'own' },
  };
  const target = { name: 'Streaming', lufs: -14, ceilingDbtp: -1 };
  it('aims at the target only for a master, and only when it should', () => {
    expect(optionsOf(settings, target).target).toEqual(target);
    expect(optionsOf({ ...settings, toTarget: false }, target).target).toBeNull();
    expect(optionsOf({ ...settings, what: 'mix' }, target).target).toBeNull();
    expect(optionsOf(settings, null).target).toBeNull();
  });
  it('asks for every format that was chosen, and for stems only where they are wanted', () => {
    expect(optionsOf(settings, null).files.map(({ file }) => file.format)).toEqual(['wav', 'mp3']);
    expect(optionsOf(settings, null).stems).toBeNull();
    expect(optionsOf({ ...settings, what: 'stems', sets: ['Bandcamp'] }, null)).toMatchObject({
      stems: { by: 'tracks' },
      sets: [],
    });
  });
  it('suggests a place that every system takes, and names that tell files apart', () => {
    expect(suggestedFolder('/s', '/h', 'What: now?', 'master')).toBe('/s/exports');
    expect(suggestedFolder(null, '/h', '...', 'mix')).toBe('/h');
    expect(suggestedFolder(null, '/h', 'Song: 1', 'stems')).toBe('/h/Song 1 stems');
    expect(suggestedPattern('master', ['wav24', 'flac24'])).not.toContain('{format}');
    expect(suggestedPattern('master', ['wav24', 'wav16'])).toContain('{format}');
    expect(suggestedPattern('stems', ['wav24'])).toBe('{track}');
  });
});

describe('the master room', () => {
  it('shows a dash for everything that was not measured', async () => {
    open = await stage(<MasterView />);
    expect(open.find('.headline').textContent).toBe('–');
    const values = [...open.host.querySelectorAll('.figure-value b')].map((node) => node.textContent);
    expect(values.length).toBe(6);
    expect(new Set(values)).toEqual(new Set(['–']));
    expect(open.host.textContent).toContain('not measured');
  });

  it('exports with what was chosen', async () => {
    open = await stage(<MasterView />);
    const start = [...open.host.querySelectorAll('button')].find(
      (node) => node.textContent === 'Export file',
    );
    expect(start).toBeDefined();
    await act(async () => start?.click());
    await settle();
    expect(open.calls('delivery.export')).toEqual([
      {
        what: 'master',
        files: [{ file: { format: 'wav', bits: '24' }, sampleRate: null, dither: 'tpdf' }],
        sets: [],
        place: { folder: '/home/you', pattern: '{artist} - {title} {what}', ifThere: 'number' },
        target: null,
        range: null,
        versions: ['full'],
        stems: null,
        overshoot: 'say',
        proof: true,
      },
    ]);
  });
});
