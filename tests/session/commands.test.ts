/** Every document command: what it does, what it refuses, what it is called, what it costs. */
import { describe, expect, it } from 'vitest';
import {
  applyCommand,
  applyPatches,
  type Command,
  commands,
  finalLimiter,
  limitMaster,
  orderedEffects,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import { ThresholdError } from '../../audio-engine/words/failure.ts';
import { mixExamples } from './mix-song.ts';
import { clip, effect, emptySong, importSong, media, run, song, track } from './song.ts';

function refusal(document: SessionDocument, command: { id: string; payload: unknown }) {
  try {
    applyCommand(document, command);
  } catch (error) {
    if (error instanceof ThresholdError) return error.failure;
    throw error;
  }
  throw new Error('it was not refused');
}

const createdAt = '2026-01-01T00:00:00.000Z';
const note = (id: string, sample: number) => ({ id, sample, text: '', createdAt, done: false });
const reference = (id: string, mediaId: string) => ({
  id,
  name: 'Holding Pattern',
  artist: 'June Ocean',
  mediaId,
  order: 'V',
  lufs: -10.2,
  truePeakDbtp: -0.8,
  markers: [{ sample: 480_000, name: 'Loudest' }],
});
const dismissal = (key: string, sentence: string) => ({ key, sentence, createdAt });

const print = (id: string, mediaId: string) => ({
  id,
  name: 'Print 1',
  mediaId,
  createdAt: '2026-01-01T00:00:00Z',
  order: 'V',
  fingerprint: '0123',
});

const withInserts = () =>
  run(
    song(),
    { id: 'effect.insert', payload: { stripId: 'vox', effect: effect('eq1', 'equaliser') } },
    { id: 'effect.insert', payload: { stripId: 'vox', effect: effect('comp1', 'compressor', 'W') } },
    { id: 'effect.insert', payload: { stripId: 'master', effect: effect('lim1', 'limiter', 'V') } },
    { id: 'effect.insert', payload: { stripId: 'master', effect: effect('eq2', 'equaliser', 'W') } },
    { id: 'marker.add', payload: { marker: { id: 'mk1', sample: 0, name: 'Intro' } } },
    { id: 'master.print', payload: { print: print('p1', 'm7'), media: media('m7'), heard: false } },
    { id: 'note.add', payload: { note: note('no1', 3_120_000) } },
    { id: 'reference.add', payload: { reference: reference('r1', 'm6'), media: media('m6') } },
    { id: 'advice.dismiss', payload: { dismissal: dismissal('dc.kick', 'DC on Kick') } },
  );

/** One example of every command on that song, with the name it gets in the history. */
const examples: [Command, string][] = [
  [{ id: 'session.rename', payload: { name: 'Late' } }, 'Rename session to “Late”'],
  [
    {
      id: 'session.import',
      payload: {
        media: [media('m9')],
        tracks: [track('t9', 'Pad', 'Y')],
        clips: [{ trackId: 't9', clip: clip('c9', 'm9') }],
      },
    },
    'Import File m9',
  ],
  [{ id: 'tempo.set', payload: { bpm: 96 } }, 'Tempo 96 BPM'],
  [{ id: 'loop.set', payload: { startSample: 0, endSample: 96000, enabled: true } }, 'Loop on'],
  [{ id: 'track.add', payload: { track: track('t9', 'Pad', 'Y') } }, 'Add track Pad'],
  [{ id: 'track.remove', payload: { trackIds: ['vox'] } }, 'Remove track Lead vox'],
  [{ id: 'track.rename', payload: { trackId: 'vox', name: 'Vox' } }, 'Rename Lead vox to Vox'],
  [{ id: 'track.color', payload: { trackId: 'vox', color: 'rose' } }, 'Colour Lead vox'],
  [{ id: 'track.move', payload: { trackId: 'vox', order: 'A' } }, 'Reorder Lead vox'],
  [{ id: 'track.role', payload: { trackId: 'vox', role: 'backing-vocal' } }, 'Lead vox is a backing vocal'],
  [
    {
      id: 'track.duplicate',
      payload: {
        trackId: 'vox',
        newId: 'vox2',
        name: 'Lead vox 2',
        order: 'WV',
        clipIds: { c2: 'c2b' },
        effectIds: { eq1: 'eq1b', comp1: 'comp1b' },
      },
    },
    'Duplicate track Lead vox',
  ],
  [{ id: 'clip.add', payload: { trackId: 'vox', clip: clip('c9', 'm2') } }, 'Add Clip c9'],
  [
    {
      id: 'clip.move',
      payload: { clips: [{ trackId: 'kick', clipId: 'c1', toTrackId: 'vox', startSample: 4800 }] },
    },
    'Move Clip c1',
  ],
  [
    {
      id: 'clip.trim',
      payload: { trackId: 'kick', clipId: 'c1', startSample: 100, lengthSamples: 2000, offsetSamples: 100 },
    },
    'Trim Clip c1',
  ],
  [
    { id: 'clip.split', payload: { trackId: 'kick', clipId: 'c1', atSample: 24000, newId: 'c1b' } },
    'Split Clip c1',
  ],
  [
    {
      id: 'clip.duplicate',
      payload: {
        clips: [{ trackId: 'kick', clipId: 'c1', newId: 'c1b', toTrackId: 'kick', startSample: 48000 }],
      },
    },
    'Duplicate Clip c1',
  ],
  [{ id: 'clip.remove', payload: { clips: [{ trackId: 'kick', clipId: 'c1' }] } }, 'Delete Clip c1'],
  [
    { id: 'clip.set', payload: { trackId: 'kick', clipId: 'c1', gainDb: -1.5 } },
    'Clip c1 clip gain to −1.5 dB',
  ],
  [{ id: 'strip.set', payload: { stripId: 'vox', faderDb: -3 } }, 'Lead vox fader to −3.0 dB'],
  [
    {
      id: 'strip.level',
      payload: {
        levels: [
          { stripId: 'kick', faderDb: -6 },
          { stripId: 'vox', faderDb: -4 },
        ],
      },
    },
    'Level 2 tracks',
  ],
  [
    { id: 'effect.insert', payload: { stripId: 'kick', effect: effect('eq9', 'equaliser') } },
    'Insert Equaliser on Kick',
  ],
  [{ id: 'effect.remove', payload: { stripId: 'vox', effectId: 'eq1' } }, 'Remove Equaliser from Lead vox'],
  [
    { id: 'effect.move', payload: { stripId: 'vox', effectId: 'eq1', toStripId: 'kick', order: 'V' } },
    'Move Equaliser from Lead vox to Kick',
  ],
  [
    { id: 'effect.set', payload: { stripId: 'master', effectId: 'lim1', parameters: { ceilingDbtp: -1.5 } } },
    'Master Limiter: Ceiling −1.50 dBTP',
  ],
  [
    { id: 'effect.bypass', payload: { stripId: 'vox', effectId: 'eq1', bypassed: true } },
    'Bypass Lead vox Equaliser',
  ],
  [
    {
      id: 'effect.copy',
      payload: { stripId: 'vox', effectId: 'eq1', toStripId: 'kick', newId: 'eq9', order: 'V' },
    },
    'Copy Equaliser to Kick',
  ],
  [
    { id: 'marker.add', payload: { marker: { id: 'mk9', sample: 48000, name: 'Verse' } } },
    'Add marker Verse',
  ],
  [{ id: 'marker.move', payload: { markerId: 'mk1', sample: 100 } }, 'Move marker Intro'],
  [{ id: 'marker.rename', payload: { markerId: 'mk1', name: 'Start' } }, 'Rename marker Intro to Start'],
  [{ id: 'marker.remove', payload: { markerId: 'mk1' } }, 'Delete marker Intro'],
  [{ id: 'note.add', payload: { note: note('no9', 96_000) } }, 'Drop a note at 0:02'],
  [{ id: 'note.set', payload: { noteId: 'no1', text: 'Too loud' } }, 'Write the note at 1:05'],
  [{ id: 'note.set', payload: { noteId: 'no1', done: true } }, 'Tick the note at 1:05'],
  [{ id: 'note.remove', payload: { noteIds: ['no1'] } }, 'Remove a note'],
  [
    { id: 'reference.add', payload: { reference: reference('r2', 'm5'), media: media('m5') } },
    'Add reference Holding Pattern',
  ],
  [
    { id: 'reference.rename', payload: { referenceId: 'r1', name: 'Pattern' } },
    'Rename reference Holding Pattern to Pattern',
  ],
  [{ id: 'reference.move', payload: { referenceId: 'r1', order: 'W' } }, 'Reorder reference Holding Pattern'],
  [
    { id: 'reference.set', payload: { referenceId: 'r1', markers: [{ sample: 0, name: 'Start' }] } },
    'Set markers of reference Holding Pattern',
  ],
  [{ id: 'reference.remove', payload: { referenceId: 'r1' } }, 'Remove reference Holding Pattern'],
  [
    { id: 'advice.dismiss', payload: { dismissal: dismissal('level.hum', 'Hum on Bass') } },
    'Not a problem: Hum on Bass',
  ],
  [{ id: 'advice.restore', payload: { key: 'dc.kick' } }, 'Ask again: DC on Kick'],
  [{ id: 'master.source', payload: { kind: 'file', mediaId: 'm3' } }, 'Master File m3'],
  [
    { id: 'master.print', payload: { print: print('p2', 'm8'), media: media('m8'), heard: true } },
    'Print the mix as Print 1',
  ],
  [{ id: 'master.removePrint', payload: { printId: 'p1' } }, 'Remove Print 1'],
  [{ id: 'master.song', payload: { startSample: 24_000 } }, 'Song starts at 0:00.50'],
  [{ id: 'chain.state', payload: { state: 'B' } }, 'Chain state B'],
  [{ id: 'chain.copyState', payload: { from: 'A', to: 'C' } }, 'Copy chain state A to C'],
  [{ id: 'release.set', payload: { targetName: 'Spotify' } }, 'Target Spotify'],
  [
    {
      id: 'batch',
      payload: {
        commands: [
          { id: 'clip.set', payload: { trackId: 'kick', clipId: 'c1', muted: true } },
          { id: 'clip.set', payload: { trackId: 'vox', clipId: 'c2', muted: true } },
        ],
      },
    },
    'Edit 2 clips',
  ],
];

describe('every command', () => {
  it('has an example here', () => {
    // Three of them need a document that another of them has made: their tests are in mix.test.ts.
    const shown = [...examples, ...mixExamples].map(([command]) => command.id);
    const all = [...new Set(shown), 'track.thaw', 'scene.recall', 'effect.impulse'];
    expect(all.sort()).toEqual(Object.keys(commands).sort());
  });

  it.each(examples)('$id goes there and back, by patches that survive JSON', (command, name) => {
    const before = withInserts();
    const applied = applyCommand(before, command);
    expect(applied.name).toBe(name);
    expect(applied.document).not.toEqual(before);
    const patches = JSON.parse(JSON.stringify(applied.patches));
    const inverse = JSON.parse(JSON.stringify(applied.inverse));
    expect(applyPatches(before, patches)).toEqual(applied.document);
    expect(applyPatches(applied.document, inverse)).toEqual(before);
  });

  it.each(examples)('$id says which payload is wrong and changes nothing', (command) => {
    const before = withInserts();
    const failure = refusal(before, { id: command.id, payload: { ...command.payload, surprise: 1 } });
    expect(failure.code).toBe('invalid-command');
    expect(failure.sentence).toContain(command.id);
  });
});

describe('a step is small', () => {
  const big = () => {
    const tracks = Array.from({ length: 100 }, (_, i) =>
      track(`t${i}`, `Track ${i}`, `V${String(i).padStart(3, '0')}1`),
    );
    const clips = tracks.flatMap((t) =>
      Array.from({ length: 100 }, (_, i) => ({
        trackId: t.id,
        clip: clip(`${t.id}c${i}`, 'm1', i * 50_000),
      })),
    );
    return run(emptySong(), { id: 'session.import', payload: { media: [media('m1')], tracks, clips } });
  };
  const document = big();

  it.each([
    ['a fader', { id: 'strip.set', payload: { stripId: 't50', faderDb: -3 } }, 1, 200],
    [
      'a moved clip',
      {
        id: 'clip.move',
        payload: { clips: [{ trackId: 't50', clipId: 't50c7', toTrackId: 't50', startSample: 5 }] },
      },
      1,
      200,
    ],
    [
      'a split',
      { id: 'clip.split', payload: { trackId: 't50', clipId: 't50c7', atSample: 350_100, newId: 'n' } },
      3,
      1000,
    ],
    [
      'a deleted clip',
      { id: 'clip.remove', payload: { clips: [{ trackId: 't50', clipId: 't50c0' }] } },
      1,
      600,
    ],
    ['a track put elsewhere', { id: 'track.move', payload: { trackId: 't50', order: 'A' } }, 1, 200],
  ] as const)('%s: patches and bytes there and back', (_what, command, patches, bytes) => {
    const applied = applyCommand(document, command);
    expect(applied.patches.length).toBeLessThanOrEqual(patches);
    expect(applied.inverse.length).toBeLessThanOrEqual(patches);
    expect(JSON.stringify([applied.patches, applied.inverse]).length).toBeLessThanOrEqual(bytes);
  });
});

describe('rules', () => {
  it('a track takes strip, clips and inserts away with it', () => {
    const after = run(withInserts(), { id: 'track.remove', payload: { trackIds: ['vox'] } });
    for (const map of [after.tracks, after.strips, after.clips, after.effects])
      expect(map).not.toHaveProperty('vox');
    expect(after.media).toHaveProperty('m2');
  });

  it('the master strip is there from the start and is no track', () => {
    expect(emptySong().strips.master).toBeDefined();
    expect(refusal(song(), { id: 'track.remove', payload: { trackIds: ['master'] } }).code).toBe(
      'unknown-track',
    );
    expect(refusal(song(), { id: 'track.add', payload: { track: track('master', 'M', 'V') } }).code).toBe(
      'invalid-command',
    );
  });

  it('the master has one limiter, and it comes last', () => {
    const document = withInserts();
    expect(orderedEffects(document, 'master').map((e) => e.id)).toEqual(['eq2', 'lim1']);
    const second = { stripId: 'master', effect: effect('lim2', 'limiter', 'Z') };
    expect(refusal(document, { id: 'effect.insert', payload: second }).code).toBe('second-limiter');
    const onTrack = run(document, {
      id: 'effect.insert',
      payload: { stripId: 'vox', effect: effect('lim2', 'limiter', 'Z') },
    });
    for (const id of ['effect.move', 'effect.copy']) {
      const payload = {
        stripId: 'vox',
        effectId: 'lim2',
        toStripId: 'master',
        order: 'a',
        ...(id === 'effect.copy' ? { newId: 'x' } : {}),
      };
      expect(refusal(onTrack, { id, payload }).code).toBe('second-limiter');
    }
  });

  it.each([
    ['strip.set', { stripId: 'nope', faderDb: 0 }, 'unknown-strip', 'mixer'],
    ['track.rename', { trackId: 'constructor', name: 'x' }, 'unknown-track', 'constructor'],
    ['clip.remove', { clips: [{ trackId: 'kick', clipId: 'nope' }] }, 'unknown-clip', 'nope'],
    ['effect.bypass', { stripId: 'vox', effectId: 'nope', bypassed: true }, 'unknown-effect', 'nope'],
    ['marker.remove', { markerId: 'nope' }, 'unknown-marker', 'nope'],
    ['clip.add', { trackId: 'kick', clip: clip('c9', 'nope') }, 'unknown-media', 'nope'],
    ['nothing.here', {}, 'unknown-command', 'nothing.here'],
  ])('%s refuses what is not there by its name', (id, payload, code, named) => {
    const failure = refusal(withInserts(), { id, payload });
    expect(failure.code).toBe(code);
    if (named !== 'mixer') expect(failure.sentence).toContain(named);
    expect(failure.nextStep).not.toBe('');
  });

  it.each([
    ['strip.set', { stripId: 'vox', faderDb: 12.1 }],
    ['strip.set', { stripId: 'vox', pan: Number.NaN }],
    ['strip.set', { stripId: 'vox', faderDb: Number.NEGATIVE_INFINITY }],
    ['clip.move', { clips: [{ trackId: 'kick', clipId: 'c1', toTrackId: 'kick', startSample: 0.5 }] }],
    ['clip.move', { clips: [] }],
    ['tempo.set', { bpm: 0 }],
    ['track.add', { track: track('__proto__', 'x', 'V') }],
    ['track.move', { trackId: 'vox', order: 'V0' }],
    [
      'session.import',
      { media: [{ ...media('m9'), file: 'audio/../../secret.wav' }], tracks: [], clips: [] },
    ],
    ['session.import', { media: [{ ...media('m9'), file: '/etc/passwd' }], tracks: [], clips: [] }],
  ])('%s refuses values outside their range: %j', (id, payload) => {
    expect(refusal(song(), { id, payload }).code).toBe('invalid-command');
  });

  it.each([
    [{ stripId: 'vox', faderDb: 13 }, 'faderDb: it must be at most 12.'],
    [{ stripId: 'vox', faderDb: -150 }, 'faderDb: it must be at least −144.'],
    [{ stripId: 'vox', mute: 'yes' }, 'mute: it must be of the kind boolean.'],
    [{ stripId: 'vox', panLaw: '-7' }, 'panLaw: it must be one of 0, -3, -4.5, -6.'],
    [{ stripId: 'vox', loud: 1 }, '“loud” does not belong there.'],
    [{ stripId: 'a b', pan: 0 }, 'stripId: it does not have the right form.'],
  ])('%j is refused in plain words', (payload, words) => {
    expect(refusal(song(), { id: 'strip.set', payload }).sentence).toBe(
      `The command strip.set was refused: ${words}`,
    );
  });

  it('effects take only their own parameters, inside their ranges', () => {
    const set = (parameters: Record<string, number>) => ({
      id: 'effect.set',
      payload: { stripId: 'master', effectId: 'lim1', parameters },
    });
    expect(refusal(withInserts(), set({ wetness: 1 })).code).toBe('unknown-parameter');
    const outside = refusal(withInserts(), set({ ceilingDbtp: 3 }));
    expect(outside.code).toBe('parameter-range');
    expect(outside.sentence).toContain('ceilingDbtp 3');
  });

  it('a clip stays inside its file, and off tracks that cannot carry it', () => {
    const trim = { trackId: 'kick', clipId: 'c1', startSample: 0, lengthSamples: 480_000, offsetSamples: 1 };
    expect(refusal(song(), { id: 'clip.trim', payload: trim }).code).toBe('clip-outside-media');
    const move = { clips: [{ trackId: 'kick', clipId: 'c1', toTrackId: 'bass', startSample: 0 }] };
    expect(refusal(song(), { id: 'clip.move', payload: move }).code).toBe('clip-stereo-on-mono');
    const monoOnStereo = { clips: [{ trackId: 'bass', clipId: 'c3', toTrackId: 'kick', startSample: 9 }] };
    expect(run(song(), { id: 'clip.move', payload: monoOnStereo }).clips.kick!.c3!.startSample).toBe(9);
  });

  it('media of another rate is refused: it has to be converted on the way in', () => {
    const payload = { media: [{ ...media('m9'), sampleRate: 44100 }], tracks: [], clips: [] };
    expect(refusal(song(), { id: 'session.import', payload }).code).toBe('media-sample-rate');
  });

  it('a session without audio takes the rate of its first files; markers stay where they are in seconds', () => {
    const payload = {
      sampleRate: 96_000,
      media: [{ ...media('m9'), sampleRate: 96_000 }],
      tracks: [],
      clips: [],
    };
    const marked = run(emptySong(), {
      id: 'marker.add',
      payload: { marker: { id: 'mk', sample: 48_000, name: 'One second' } },
    });
    const after = run(marked, { id: 'session.import', payload });
    expect(after.session.sampleRate).toBe(96_000);
    expect(after.markers.mk!.sample).toBe(96_000);
    expect(refusal(song(), { id: 'session.import', payload }).code).toBe('media-sample-rate');
  });

  it('a split leaves no seam: the parts play on where the whole did', () => {
    const faded = run(
      song(),
      {
        id: 'clip.set',
        payload: {
          trackId: 'kick',
          clipId: 'c1',
          fadeIn: { lengthSamples: 30_000, shape: 's-curve' },
          fadeOut: { lengthSamples: 500, shape: 'linear' },
        },
      },
      { id: 'clip.split', payload: { trackId: 'kick', clipId: 'c1', atSample: 24_000, newId: 'right' } },
    );
    const { c1: left, right } = faded.clips.kick!;
    expect([left!.lengthSamples, left!.fadeIn.lengthSamples, left!.fadeOut.lengthSamples]).toEqual([
      24_000, 24_000, 0,
    ]);
    expect([right!.startSample, right!.offsetSamples, right!.lengthSamples]).toEqual([
      24_000, 24_000, 24_000,
    ]);
    expect([right!.fadeIn.lengthSamples, right!.fadeOut.lengthSamples]).toEqual([0, 500]);
    for (const atSample of [0, 48_000, 90_000]) {
      const payload = { trackId: 'kick', clipId: 'c1', atSample, newId: 'x' };
      expect(refusal(song(), { id: 'clip.split', payload }).code).toBe('split-outside-clip');
    }
  });

  it('fades never overlap: the one that was set last keeps its length', () => {
    const fade = (lengthSamples: number) => ({ lengthSamples, shape: 'linear' as const });
    const after = run(
      song(),
      { id: 'clip.set', payload: { trackId: 'kick', clipId: 'c1', fadeIn: fade(30_000) } },
      { id: 'clip.set', payload: { trackId: 'kick', clipId: 'c1', fadeOut: fade(40_000) } },
    );
    const { c1 } = after.clips.kick!;
    expect([c1!.fadeIn.lengthSamples, c1!.fadeOut.lengthSamples]).toEqual([8000, 40_000]);
  });

  it('a copy of a track is a track of its own', () => {
    const duplicate = examples.find(([command]) => command.id === 'track.duplicate')![0];
    const soloed = run(
      withInserts(),
      { id: 'strip.set', payload: { stripId: 'vox', solo: true, faderDb: -2 } },
      duplicate,
    );
    expect(soloed.strips.vox2).toMatchObject({ id: 'vox2', faderDb: -2, solo: false });
    expect(Object.keys(soloed.clips.vox2!)).toEqual(['c2b']);
    const changed = run(soloed, { id: 'clip.set', payload: { trackId: 'vox2', clipId: 'c2b', gainDb: -9 } });
    expect(changed.clips.vox!.c2!.gainDb).toBe(0);
    expect(orderedEffects(changed, 'vox2').map((e) => e.id)).toEqual(['eq1b', 'comp1b']);
  });

  it('the master gets its limiter, or the one that is there is set and woken, in one step', () => {
    const found = { gainDb: 4.25, ceilingDbtp: -1.02 };
    const inserted = run(song(), limitMaster(song(), found, 'lim'));
    expect(finalLimiter(inserted)).toMatchObject({ id: 'lim', bypassed: false, parameters: found });
    const asleep = run(withInserts(), {
      id: 'effect.bypass',
      payload: { stripId: 'master', effectId: 'lim1', bypassed: true },
    });
    const set = run(asleep, limitMaster(asleep, found, 'other'));
    expect(orderedEffects(set, 'master').map((e) => e.id)).toEqual(['eq2', 'lim1']);
    expect(finalLimiter(set)).toMatchObject({ bypassed: false, parameters: found });
  });

  it('minus zero does not get into the document, because it would not survive the journal', () => {
    const after = run(song(), { id: 'strip.set', payload: { stripId: 'vox', pan: -0 } });
    expect(Object.is(after.strips.vox!.pan, 0)).toBe(true);
  });

  it('ids are taken once', () => {
    expect(refusal(song(), importSong).code).toBe('media-id-taken');
    expect(refusal(song(), { id: 'track.add', payload: { track: track('vox', 'x', 'Z') } }).code).toBe(
      'track-id-taken',
    );
  });
});

describe('a batch', () => {
  const split = (atSample: number, newId: string) => ({
    id: 'clip.split' as const,
    payload: { trackId: 'kick', clipId: 'c1', atSample, newId },
  });
  const batch = (...commands: { id: string; payload: unknown }[]) => ({ id: 'batch', payload: { commands } });

  it('equals its commands one after the other, a later one seeing what an earlier one made', () => {
    const right = {
      id: 'clip.set' as const,
      payload: { trackId: 'kick', clipId: 'right', gainDb: -3 },
    };
    const together = applyCommand(song(), batch(split(24_000, 'right'), right));
    expect(together.document).toEqual(run(song(), split(24_000, 'right'), right));
    expect(together.name).toBe('Split Clip c1 and 1 more');
    expect(applyPatches(together.document, together.inverse)).toEqual(song());
    expect(applyCommand(song(), batch(split(24_000, 'right'))).name).toBe('Split Clip c1');
  });

  it('is refused as a whole, for the reason of the one that cannot be run', () => {
    const before = song();
    const untouched = structuredClone(before);
    expect(refusal(before, batch(split(24_000, 'a'), split(90_000, 'b'))).code).toBe('split-outside-clip');
    expect(refusal(before, batch(split(24_000, 'a'), split(12_000, 'a'))).code).toBe('clip-id-taken');
    expect(before).toEqual(untouched);
  });

  it('says where a payload inside is wrong', () => {
    const gain = { id: 'clip.set', payload: { trackId: 'kick', clipId: 'c1', gainDb: 900 } };
    const failure = refusal(song(), batch(split(24_000, 'a'), gain));
    expect(failure.code).toBe('invalid-command');
    expect(failure.sentence).toContain('commands.1.payload.gainDb');
  });

  it('does not nest, is not empty and has a bound', () => {
    expect(refusal(song(), batch(batch(split(24_000, 'a')))).sentence).toContain('not inside a batch');
    expect(refusal(song(), batch({ id: 'no.such', payload: {} })).sentence).toContain('commands.0.id');
    expect(refusal(song(), batch()).code).toBe('invalid-command');
    const mute = { id: 'strip.set', payload: { stripId: 'vox', mute: true } };
    expect(refusal(song(), batch(...Array(10_001).fill(mute))).sentence).toContain('commands');
    expect(applyCommand(song(), batch(...Array(10_000).fill(mute))).patches).toHaveLength(1);
  });
});
