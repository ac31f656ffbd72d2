/** What is heard in place of the master: what the engine is told, and what is forgotten with what it was. */
import { beforeEach, describe, expect, it } from 'vitest';
import { loadSystems, namesOf } from '../../audio-engine/listening/index.ts';
import { type EngineListening, type Listen, NEUTRAL_LISTEN } from '../../audio-engine/protocol/index.ts';
import { createDocument, type Reference, type SessionDocument } from '../../audio-engine/session/index.ts';
import { ThresholdError } from '../../audio-engine/words/index.ts';
import { ListenKeeper, markerSample } from '../../main/common/listen.ts';

const reference: Reference = {
  id: 'r',
  name: 'Salt',
  artist: '',
  mediaId: 'm',
  order: 'V',
  lufs: -10,
  truePeakDbtp: -0.5,
  markers: [
    { sample: 96_000, name: 'Loudest' },
    { sample: 480_000, name: 'Drop' },
  ],
};

let document: SessionDocument;
let told: EngineListening[];
let changed: Listen[];
let keeper: ListenKeeper;
let matched: boolean;

beforeEach(() => {
  document = {
    ...createDocument({ id: 's', name: 'S', sampleRate: 48_000, createdAt: '2026-01-01T00:00:00Z' }),
    references: { r: reference },
    media: {
      m: {
        id: 'm',
        name: 'Salt',
        file: 'audio/Salt.wav',
        channels: 2,
        sampleRate: 48_000,
        lengthSamples: 960_000,
        sampleFormat: 's24',
        origin: { fileName: 'Salt.wav', format: 'WAV', sampleRate: 48_000, channels: 2, conversions: [] },
      },
    },
  };
  told = [];
  changed = [];
  matched = true;
  keeper = new ListenKeeper({
    session: () => ({ document, folder: '/songs/S' }),
    systems: () => loadSystems(),
    matched: () => matched,
    masterLufs: () => -12,
    fileFacts: (path) => {
      if (path.includes('gone')) throw new ThresholdError({ code: 'x', sentence: 'gone', nextStep: '' });
      return { channels: 2, lengthSamples: 1000 };
    },
    tell: (listening) => told.push(listening),
    changed: (state) => changed.push(state),
  });
});

describe('what is heard', () => {
  it('is a reference in step or from its marker, read ahead before it is heard', () => {
    keeper.set({ chosen: 'r' });
    expect(told.at(-1)).toMatchObject({ heard: false, masterLufs: -12 });
    expect(told.at(-1)!.deck).toMatchObject({ fromSample: null, lufs: -10, peakDbtp: -0.5, matched: true });
    keeper.set({ reference: 'r', at: 'marker', marker: 1 });
    expect(told.at(-1)).toMatchObject({ heard: true });
    expect(told.at(-1)!.deck!.fromSample).toBe(480_000);
    expect(told.at(-1)!.deck!.path).toMatch(/Salt\.wav$/);
    matched = false;
    keeper.refresh();
    expect(told.at(-1)).toMatchObject({ matched: false, deck: { matched: false } });
  });

  it('is told only when something differs', () => {
    keeper.set({ reference: 'r' });
    const count = told.length;
    keeper.refresh();
    keeper.set({ reference: 'r' });
    expect(told).toHaveLength(count);
  });

  it('ends with the reference, with another session, and one thing ends the other', () => {
    keeper.set({ reference: 'r' });
    document = { ...document, references: {} };
    keeper.refresh();
    expect(keeper.state.reference).toBeNull();
    expect(told.at(-1)).toMatchObject({ deck: null, heard: false });
    document = { ...document, references: { r: reference } };
    keeper.set({ reference: 'r' });
    keeper.set({ file: { path: 'previews/a.wav', gainDb: -2, startSample: 0 } });
    expect(keeper.state.reference).toBeNull();
    expect(told.at(-1)!.deck).toMatchObject({ gainDb: -2, fromSample: null });
    keeper.set({ reference: 'r' });
    expect(keeper.state.file).toBeNull();
    keeper.reset();
    expect(keeper.state).toEqual(NEUTRAL_LISTEN);
  });

  it('refuses what is not there, and a file outside the session', () => {
    for (const change of [
      { reference: 'nobody' },
      { systemId: 'gramophone' },
      { file: { path: '../outside.wav', gainDb: 0, startSample: 0 } },
      { file: { path: 'previews/gone.wav', gainDb: 0, startSample: 0 } },
    ])
      expect(() => keeper.set(change)).toThrow(ThresholdError);
    expect(keeper.state).toEqual(NEUTRAL_LISTEN);
  });
});

it('knows a marker that is not there, or behind the end', () => {
  expect(markerSample(reference, null, 960_000)).toBe(96_000);
  expect(markerSample(reference, 9, 960_000)).toBe(96_000);
  expect(markerSample(reference, 1, 100_000)).toBe(0);
});

it('reads artist and title out of a file’s name', () => {
  expect(namesOf('June Ocean - Holding Pattern')).toEqual({ artist: 'June Ocean', name: 'Holding Pattern' });
  expect(namesOf('03 - June Ocean - Salt')).toEqual({ artist: 'June Ocean', name: 'Salt' });
  expect(namesOf('Salt')).toEqual({ artist: '', name: 'Salt' });
});
