/** The mix in the document: routes, removal, VCAs, groups, folders, automation, scenes, comparing and linking. */
import { describe, expect, it } from 'vitest';
import { effectKinds } from '../../audio-engine/effects/registry.ts';
import {
  applyCommand,
  applyPatches,
  audibleStripIds,
  type Command,
  compareDocuments,
  compareScenes,
  EFFECT_KINDS,
  effectiveFaderDb,
  goneNames,
  laneOf,
  lanePoints,
  laneTarget,
  laneTargets,
  laneValueAt,
  linkedCommands,
  linkedEffectCommands,
  linkedSendCommands,
  migrate,
  openRoutes,
  orderedStrips,
  overlayProblem,
  routeLoop,
  type SessionDocument,
  stripColor,
  stripName,
  stripPresetOf,
  validateDocument,
} from '../../audio-engine/session/index.ts';
import { ThresholdError } from '../../audio-engine/words/failure.ts';
import { bus, mixExamples, mixSong, point, send } from './mix-song.ts';
import { effect, run } from './song.ts';

function refusal(document: SessionDocument, command: { id: string; payload: unknown }) {
  try {
    applyCommand(document, command);
  } catch (error) {
    if (error instanceof ThresholdError) return error.failure;
    throw error;
  }
  throw new Error('it was not refused');
}

const set = (stripId: string, fields: object): Command => ({
  id: 'strip.set',
  payload: { stripId, ...fields },
});
/** An effect that listens to nobody else, whichever that is. */
const deafKind = EFFECT_KINDS.find((one) => !effectKinds[one].keyed && effectKinds[one].resource === null)!;
const deafSong = () =>
  run(mixSong(), {
    id: 'effect.insert',
    payload: { stripId: 'vox', effect: { ...effect('deaf', 'limiter', 'X'), kind: deafKind } },
  });
const plainOf = (document: SessionDocument) => JSON.parse(JSON.stringify(document));

describe('every command of the mix', () => {
  it.each(mixExamples)('$id goes there and back, by patches that survive JSON', (command, name) => {
    const before = mixSong();
    const applied = applyCommand(before, command);
    expect(applied.name).toBe(name);
    expect(applied.document).not.toEqual(before);
    const patches = JSON.parse(JSON.stringify(applied.patches));
    const inverse = JSON.parse(JSON.stringify(applied.inverse));
    expect(applyPatches(before, patches)).toEqual(applied.document);
    expect(applyPatches(applied.document, inverse)).toEqual(before);
    expect(validateDocument(plainOf(applied.document))).toEqual(applied.document);
  });

  it.each(mixExamples)('$id says which payload is wrong', (command) => {
    const failure = refusal(mixSong(), { id: command.id, payload: { ...command.payload, surprise: 1 } });
    expect(failure.code).toBe('invalid-command');
  });
});

describe('routes', () => {
  const loops: [string, Command, string][] = [
    ['a bus into itself', set('drums', { output: 'drums' }), 'Drums cannot feed itself'],
    [
      'a send of the return back into the bus that feeds it',
      {
        id: 'batch',
        payload: {
          commands: [
            { id: 'send.add', payload: { stripId: 'drums', send: send('x', 'plate') } },
            { id: 'send.add', payload: { stripId: 'plate', send: send('y', 'drums') } },
          ],
        },
      },
      'Plate → Drums → Plate',
    ],
    [
      'the master into a bus of its own',
      { id: 'send.add', payload: { stripId: 'master', send: send('x', 'plate') } },
      'Master → Plate → Master',
    ],
    [
      'a key from downstream',
      {
        id: 'effect.sideChain',
        payload: { stripId: 'bass', effectId: 'duck', sideChain: { stripId: 'drums', point: 'pre' } },
      },
      'Drums → Bass → Drums',
    ],
    [
      'a keyed insert onto the strip that it listens to',
      { id: 'effect.move', payload: { stripId: 'bass', effectId: 'duck', toStripId: 'kick', order: 'V' } },
      'Kick cannot feed itself',
    ],
    [
      'its copy there',
      {
        id: 'effect.copy',
        payload: { stripId: 'bass', effectId: 'duck', toStripId: 'kick', newId: 'n', order: 'V' },
      },
      'Kick cannot feed itself',
    ],
  ];
  it.each(loops)('%s is refused with the loop named', (_what, command, named) => {
    const failure = refusal(mixSong(), command);
    expect(failure.code).toBe('route-loop');
    expect(failure.sentence).toContain(named);
  });

  it('the loop that an edge would close is known beforehand', () => {
    expect(routeLoop(mixSong(), 'master', 'drums')).toEqual(['master', 'drums']);
    expect(routeLoop(mixSong(), 'drums', 'kick')).toEqual(['drums', 'kick']);
    expect(routeLoop(mixSong(), 'vox', 'drums')).toBeNull();
  });

  it.each([
    ['a track', set('kick', { output: 'vox' }), 'no-destination'],
    ['nothing known', set('kick', { output: 'nope' }), 'no-destination'],
    ['pair zero', set('kick', { output: 'hardware:0' }), 'no-destination'],
    ['anywhere, from the master', set('master', { output: 'hardware:2' }), 'master-output'],
    ['a VCA that is not there', set('kick', { vcaIds: ['nope'] }), 'unknown-vca'],
    [
      'a send to a track',
      { id: 'send.set', payload: { stripId: 'vox', sendId: 's1', toStripId: 'kick' } },
      'no-destination',
    ],
  ] as const)('no strip goes to %s', (_what, command, code) => {
    expect(refusal(mixSong(), command).code).toBe(code);
  });

  it('outputs of the device and nowhere are fine', () => {
    const document = run(mixSong(), set('kick', { output: 'hardware:2' }), set('bass', { output: null }));
    expect(applyCommand(mixSong(), set('kick', { output: 'hardware:2' })).name).toBe(
      'Kick goes to outputs 3/4',
    );
    expect(validateDocument(plainOf(document))).toEqual(document);
  });

  it('an effect that listens only to itself takes no side-chain, and one without impulses no impulse', () => {
    const sideChain = { stripId: 'kick', point: 'post' };
    const deaf = { id: 'effect.sideChain', payload: { stripId: 'vox', effectId: 'deaf', sideChain } };
    expect(refusal(deafSong(), deaf).code).toBe('not-keyed');
    const dry = {
      id: 'effect.impulse',
      payload: { stripId: 'vox', effectId: 'eq1', impulse: 'factory:hall' },
    };
    expect(refusal(mixSong(), dry).code).toBe('no-impulse');
    const kind = EFFECT_KINDS.find((one) => effectKinds[one].resource === 'impulse')!;
    const document = run(
      mixSong(),
      {
        id: 'effect.insert',
        payload: { stripId: 'vox', effect: { ...effect('conv', 'limiter', 'W'), kind } },
      },
      { id: 'effect.impulse', payload: { stripId: 'vox', effectId: 'conv', impulse: 'factory:hall' } },
    );
    expect(document.effects.vox!.conv!.impulse).toBe('factory:hall');
  });

  it('names and colours are found for strips of every kind', () => {
    const names = ['kick', 'drums', 'band', 'master'].map((id) => stripName(mixSong(), id));
    expect(names).toEqual(['Kick', 'Drums', 'Band', 'Master']);
    expect(['drums', 'band', 'master'].map((id) => stripColor(mixSong(), id))).toEqual([
      'teal',
      'iris',
      null,
    ]);
  });

  it('strips stand as their folders do, buses after the tracks', () => {
    expect(orderedStrips(mixSong()).map(({ id }) => id)).toEqual(['kick', 'vox', 'bass', 'drums', 'plate']);
    const inside = run(
      mixSong(),
      { id: 'bus.folder', payload: { busIds: ['drums'], folderId: 'f1' } },
      { id: 'folder.set', payload: { folderId: 'f1', order: 'WV' } },
    );
    expect(orderedStrips(inside).map(({ id }) => id)).toEqual(['vox', 'kick', 'drums', 'bass', 'plate']);
    expect(orderedStrips(inside)).toBe(orderedStrips(inside));
  });
});

describe('who sounds', () => {
  const audible = (...commands: Command[]) => [...audibleStripIds(run(mixSong(), ...commands))].sort();
  it.each([
    ['everybody', [], ['bass', 'drums', 'kick', 'plate', 'vox']],
    ['not the muted', [set('vox', { mute: true })], ['bass', 'drums', 'kick', 'plate']],
    [
      'not those of a muted VCA',
      [{ id: 'vca.set', payload: { vcaId: 'band', mute: true } }],
      ['drums', 'plate', 'vox'],
    ],
    ['a soloed track with all that it feeds', [set('vox', { solo: true })], ['plate', 'vox']],
    ['a soloed bus with all that feeds it', [set('drums', { solo: true })], ['bass', 'drums', 'kick']],
    [
      'those of a soloed VCA',
      [{ id: 'vca.set', payload: { vcaId: 'band', solo: true } }],
      ['bass', 'drums', 'kick'],
    ],
    [
      'the safe beside the soloed',
      [set('kick', { solo: true }), set('plate', { soloSafe: true })],
      ['drums', 'kick', 'plate'],
    ],
    ['not a soloed one that is muted', [set('kick', { solo: true, mute: true })], ['drums']],
  ] as [string, Command[], string[]][])('%s', (_what, commands, ids) => {
    expect(audible(...commands)).toEqual(ids);
  });

  it('a soloed return is heard without the dry sound of what feeds it', () => {
    const document = run(mixSong(), set('plate', { solo: true }));
    const open = openRoutes(document);
    expect([...audibleStripIds(document)].sort()).toEqual(['plate', 'vox']);
    expect(open({ fromId: 'vox', toId: 'plate' })).toBe(true);
    expect(open({ fromId: 'vox', toId: 'master' })).toBe(false);
    expect(open({ fromId: 'plate', toId: 'master' })).toBe(true);
  });

  it('VCAs add their dB, and one at its stop silences', () => {
    const vca = (faderDb: number): Command => ({ id: 'vca.set', payload: { vcaId: 'band', faderDb } });
    const document = run(mixSong(), set('kick', { faderDb: -3 }), vca(-4.5));
    expect(effectiveFaderDb(document, 'kick')).toBe(-7.5);
    expect(effectiveFaderDb(document, 'vox')).toBe(0);
    expect(effectiveFaderDb(run(document, vca(-144)), 'kick')).toBe(Number.NEGATIVE_INFINITY);
    const kept = run(document, { id: 'vca.remove', payload: { vcaId: 'band', keepLevels: true } });
    expect(effectiveFaderDb(kept, 'kick')).toBe(-7.5);
    expect(kept.strips.kick!.vcaIds).toEqual([]);
  });
});

describe('removing', () => {
  it('a bus sends what fed it to the master and takes its sends, side-chains and automation with it', () => {
    const before = run(mixSong(), {
      id: 'effect.sideChain',
      payload: { stripId: 'bass', effectId: 'duck', sideChain: { stripId: 'plate', point: 'post' } },
    });
    const after = run(before, { id: 'bus.remove', payload: { busIds: ['drums', 'plate'] } });
    expect([after.strips.kick!.output, after.strips.bass!.output]).toEqual(['master', 'master']);
    expect(after.sends.vox).toEqual({});
    expect(Object.keys(after.automation.vox!)).toEqual(['faderDb']);
    expect(after.effects.bass!.duck!.sideChain).toBeNull();
    expect(Object.keys(after.strips).sort()).toEqual(['bass', 'kick', 'master', 'vox']);
    expect(validateDocument(plainOf(after))).toEqual(after);
  });

  it('a bus inside a way out of the master leaves no loop behind', () => {
    const before = run(
      mixSong(),
      { id: 'bus.add', payload: { bus: bus('c1', 'Cue 1', 'cue', 'X') } },
      { id: 'bus.add', payload: { bus: bus('c2', 'Cue 2', 'cue', 'Y'), strip: { output: 'c1' } } },
      { id: 'send.add', payload: { stripId: 'master', send: send('x', 'c2') } },
    );
    const after = run(before, { id: 'bus.remove', payload: { busIds: ['c1'] } });
    expect(after.strips.c2!.output).toBeNull();
    expect(validateDocument(plainOf(after))).toEqual(after);
  });

  it('a track takes its sends, lanes and memberships with it', () => {
    const after = run(mixSong(), { id: 'track.remove', payload: { trackIds: ['kick', 'vox'] } });
    expect(after.groups.g1!.stripIds).toEqual(['bass']);
    for (const map of [after.strips, after.effects, after.sends, after.automation])
      expect(Object.keys(map).filter((id) => id === 'kick' || id === 'vox')).toEqual([]);
    expect(after.effects.bass!.duck!.sideChain).toBeNull();
    expect(validateDocument(plainOf(after))).toEqual(after);
  });

  it('a folder leaves its strips where it was', () => {
    const before = run(
      mixSong(),
      {
        id: 'folder.add',
        payload: { folder: { id: 'f2', name: 'In', color: 'sage', order: 'V', parentId: 'f1' } },
      },
      { id: 'track.folder', payload: { trackIds: ['vox'], folderId: 'f2' } },
    );
    const inside = { id: 'folder.set', payload: { folderId: 'f1', parentId: 'f2' } };
    expect(refusal(before, inside).code).toBe('folder-inside-itself');
    const after = run(before, { id: 'folder.remove', payload: { folderId: 'f2' } });
    expect(after.tracks.vox!.folderId).toBe('f1');
  });
});

describe('moving and copying', () => {
  it('an insert goes with its automation and side-chain', () => {
    const move = {
      id: 'effect.move' as const,
      payload: { stripId: 'bass', effectId: 'duck', toStripId: 'vox', order: 'W' },
    };
    const after = run(mixSong(), move);
    expect(after.effects.vox!.duck!.sideChain).toEqual({ stripId: 'kick', point: 'post' });
    expect(Object.keys(after.automation.vox!)).toContain('effect:duck:thresholdDb');
    expect(after.automation.bass).toEqual({});
    expect(validateDocument(plainOf(after))).toEqual(after);
  });

  it('a copy of a track has its sends and automation, under ids of its own', () => {
    const after = run(mixSong(), {
      id: 'track.duplicate',
      payload: {
        trackId: 'vox',
        newId: 'vox2',
        name: 'Double',
        order: 'WV',
        clipIds: {},
        effectIds: { eq1: 'eq2' },
        sendIds: { s1: 's9' },
      },
    });
    expect(after.sends.vox2!.s9).toMatchObject({ id: 's9', toStripId: 'plate', levelDb: -12 });
    expect(Object.keys(after.automation.vox2!).sort()).toEqual(['faderDb', 'send:s9:levelDb']);
    const changed = run(after, {
      id: 'automation.edit',
      payload: {
        edits: [{ stripId: 'vox2', laneId: 'faderDb', fromSample: 0, toSample: 96_000, points: [] }],
      },
    });
    expect(lanePoints(laneOf(changed, 'vox', 'faderDb')!)).toHaveLength(3);
    expect(validateDocument(plainOf(changed))).toEqual(changed);
  });

  it('a strip preset holds every insert with its values, and puts them onto any strip', () => {
    const shaped = run(mixSong(), {
      id: 'effect.set',
      payload: { stripId: 'bass', effectId: 'duck', parameters: { ratio: 4 } },
    });
    const preset = stripPresetOf(shaped, 'bass', { name: 'Ducked', purpose: 'Makes room.' });
    const after = run(shaped, { id: 'strip.preset', payload: { stripId: 'vox', preset, effectIds: ['n1'] } });
    expect(Object.values(after.effects.vox!)).toEqual([
      { ...effect('n1', 'compressor', 'V'), parameters: { ratio: 4 }, sideChain: null, impulse: null },
    ]);
    const short = { id: 'strip.preset', payload: { stripId: 'vox', preset, effectIds: [] } };
    expect(refusal(shaped, short).code).toBe('preset-ids');
  });

  it('a frozen track thaws to what it was', () => {
    const freeze = mixExamples.find(([command]) => command.id === 'track.freeze')![0];
    const frozen = run(mixSong(), freeze);
    expect(frozen.tracks.vox!.frozen).toEqual({ mediaId: 'frozen', startSample: 96_000 });
    expect(refusal(frozen, freeze).code).toBe('frozen');
    expect(run(frozen, { id: 'track.thaw', payload: { trackId: 'vox' } })).toEqual(mixSong());
    expect(refusal(mixSong(), { id: 'track.thaw', payload: { trackId: 'vox' } }).code).toBe('not-frozen');
  });
});

describe('automation in the document', () => {
  const edit = (laneId: string, points: object[], fromSample = 0, toSample = 1_000_000) => ({
    id: 'automation.edit' as const,
    payload: { edits: [{ stripId: 'vox', laneId, fromSample, toSample, points }] },
  });
  const lane = (document: SessionDocument, laneId = 'faderDb') => laneOf(document, 'vox', laneId)!;

  it('has a value everywhere: held at both ends, straight or bent between, a step where two are', () => {
    const document = run(
      mixSong(),
      edit('faderDb', [point(100, -10), point(200, 0, 0.5), point(300, -12), point(300, -3)]) as Command,
    );
    const at = (sample: number) => laneValueAt(lane(document), sample);
    expect([at(0), at(100), at(150), at(200), at(300), at(9999)]).toEqual([-10, -10, -5, 0, -3, -3]);
    // k = (1 − 0.5) / (1 + 0.5) = 1/3; half of the time is 0.5 / (0.5 + 1/6) = 3/4 of the way.
    expect(at(250)).toBeCloseTo(-9, 12);
    expect(at(299)).toBeLessThan(-11.9);
    expect(laneValueAt(lane(document), 250, true)).toBe(0);
  });

  it.each([
    ['out of range', [point(0, 13)]],
    ['out of order', [point(5, 0), point(4, 0)]],
    ['three on one sample', [point(5, 0), point(5, 1), point(5, 2)]],
    ['outside what they replace', [point(1_000_001, 0)]],
  ])('points %s are refused', (_what, points) => {
    expect(refusal(mixSong(), edit('faderDb', points)).code).toBe('automation-points');
  });

  it('moves what is there and can be automated, and nothing else', () => {
    for (const laneId of ['nope', 'send:nope:levelDb', 'effect:eq1:nope', 'effect:nope:mix', 'output'])
      expect(refusal(mixSong(), edit(laneId, [])).code).toBe('no-lane');
    expect(refusal(mixSong(), edit('mute', [point(0, 0.5)])).code).toBe('automation-points');
    for (const target of laneTargets(mixSong(), 'vox')) {
      const middle = target.stepped ? target.max : (target.min + target.max) / 2;
      const document = run(mixSong(), edit(target.laneId, [point(7, middle)]) as Command);
      expect(laneValueAt(lane(document, target.laneId), 0)).toBe(middle);
      expect(target.text(middle)).not.toBe('');
    }
    expect(laneTarget(mixSong(), 'vox', 'send:s1:levelDb')?.name).toBe('send to Plate');
  });

  it('goes with its insert and its send when they are removed', () => {
    const without = run(
      mixSong(),
      { id: 'send.remove', payload: { stripId: 'vox', sendId: 's1' } },
      { id: 'effect.remove', payload: { stripId: 'bass', effectId: 'duck' } },
    );
    expect(Object.keys(without.automation.vox!)).toEqual(['faderDb']);
    expect(without.automation.bass).toEqual({});
  });

  it('an edit of one point among fifty thousand is a few bytes, a pass over a second of them little', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => point(i * 20, 0 - (i % 60)));
    const document = run(mixSong(), edit('faderDb', many) as Command);
    expect(lanePoints(lane(document))).toEqual(many);
    expect(Object.values(lane(document).pages).every((page) => page.points.length <= 256)).toBe(true);
    const moved = applyCommand(document, edit('faderDb', [point(500_000, -7)], 500_000, 500_000));
    expect(JSON.stringify([moved.patches, moved.inverse]).length).toBeLessThan(400);
    const added = applyCommand(document, edit('faderDb', [point(500_001, -7)], 500_001, 500_001));
    expect(added.patches.length).toBeLessThanOrEqual(3);
    expect(JSON.stringify([added.patches, added.inverse]).length).toBeLessThan(16_000);
    expect(lanePoints(laneOf(added.document, 'vox', 'faderDb')!)).toHaveLength(50_001);
    expect(validateDocument(plainOf(added.document))).toEqual(added.document);
    const cleared = run(document, edit('faderDb', []) as Command);
    expect(lane(cleared).pages).toEqual({});
  });

  it('is previewed while a hand is on it, within its range', () => {
    const held = { op: 'replace' as const, path: ['automation', 'vox', 'faderDb', 'held'], value: true };
    expect(overlayProblem(mixSong(), [held])).toBeNull();
    const moved = (value: number) => ({
      op: 'replace' as const,
      path: ['automation', 'vox', 'faderDb', 'pages', 'p0', 'points', 1, 'value'],
      value,
    });
    expect(overlayProblem(mixSong(), [moved(-9)])).toBeNull();
    expect(overlayProblem(mixSong(), [moved(40)])).not.toBeNull();
    for (const path of [
      ['sends', 'vox', 's1', 'levelDb'],
      ['vcas', 'band', 'faderDb'],
    ])
      expect(overlayProblem(mixSong(), [{ op: 'replace', path, value: -3 }])).toBeNull();
    for (const [path, value] of [
      [['strips', 'kick', 'output'], 'plate'],
      [['sends', 'vox', 's1', 'toStripId'], 'drums'],
      [['sends', 'vox', 's1', 'levelDb'], 13],
    ] as const)
      expect(overlayProblem(mixSong(), [{ op: 'replace', path: [...path], value }])).not.toBeNull();
  });
});

describe('scenes', () => {
  it('bring the mix back onto the strips that are still there, and say which are not', () => {
    const changed = run(
      mixSong(),
      set('vox', { faderDb: -20, pan: 0.5 }),
      { id: 'send.set', payload: { stripId: 'vox', sendId: 's1', levelDb: 0 } },
      { id: 'effect.remove', payload: { stripId: 'vox', effectId: 'eq1' } },
      { id: 'vca.set', payload: { vcaId: 'band', faderDb: -6 } },
    );
    const back = applyCommand(changed, { id: 'scene.recall', payload: { sceneId: 'sc1' } });
    expect(back.name).toBe('Recall scene Verse');
    expect(back.document).toEqual(mixSong());
    expect(back.patches.length).toBeLessThanOrEqual(5);
    const gone = run(changed, { id: 'bus.remove', payload: { busIds: ['drums', 'plate'] } });
    const rest = applyCommand(gone, { id: 'scene.recall', payload: { sceneId: 'sc1' } });
    expect(rest.name).toBe('Recall scene Verse (no longer there: Drums, Plate)');
    expect(rest.document.strips.kick!.output).toBe('master');
    expect(rest.document.strips.vox!.faderDb).toBe(0);
    expect(validateDocument(plainOf(rest.document))).toEqual(rest.document);
  });

  it('are refused where they would close a loop with what came after them', () => {
    const turned = run(
      mixSong(),
      { id: 'send.remove', payload: { stripId: 'vox', sendId: 's1' } },
      set('drums', { output: 'master' }),
      { id: 'bus.add', payload: { bus: bus('new', 'New', 'bus', 'X') } },
      set('kick', { output: 'master' }),
      set('bass', { output: 'new' }),
    );
    expect(refusal(turned, { id: 'scene.recall', payload: { sceneId: 'nope' } }).code).toBe('unknown-scene');
    expect(run(turned, { id: 'scene.recall', payload: { sceneId: 'sc1' } }).strips.bass!.output).toBe(
      'drums',
    );
  });

  it('are compared in a producer’s words', () => {
    const document = run(
      mixSong(),
      set('vox', { faderDb: -1.5, mute: true }),
      set('kick', { output: 'master' }),
      { id: 'effect.set', payload: { stripId: 'bass', effectId: 'duck', parameters: { thresholdDb: -24 } } },
      { id: 'scene.store', payload: { scene: { id: 'sc2', name: 'Chorus', order: 'W', createdAt: 'now' } } },
    );
    const { sc1, sc2 } = document.scenes;
    expect(compareScenes(document, sc1!, sc2!).map(({ sentence }) => sentence)).toEqual([
      'Kick output: Drums → Master',
      'Lead vox fader: 0.0 dB → −1.5 dB (−1.5 dB)',
      'Lead vox mute on',
      'Bass Compressor Threshold: −18.0 dB → −24.0 dB',
    ]);
    expect(compareScenes(document, sc1!, sc1!)).toEqual([]);
    // A strip that is gone is still called what it was called.
    const without = run(document, { id: 'track.remove', payload: { trackIds: ['kick'] } });
    expect(goneNames(without, without.scenes.sc2!)).toEqual(['Kick']);
    const told = compareScenes(without, without.scenes.sc1!, without.scenes.sc2!);
    expect(told.map(({ sentence }) => sentence)).toContain('Kick output: Drums → Master');
    const older = { ...without.scenes.sc2!, names: undefined };
    expect(goneNames(without, older)).toEqual(['a strip without a name']);
  });
});

describe('what did I change', () => {
  it.each(mixExamples.filter(([{ id }]) => !/^(scene|group|folder)\.|\.(color|move|folder)$/.test(id)))(
    '$id is among the differences of two versions',
    (command) => {
      const before = mixSong();
      const changes = compareDocuments(before, run(before, command));
      expect(changes.length).toBeGreaterThan(0);
      for (const { sentence } of changes) expect(sentence).not.toMatch(/undefined|NaN|\[object/);
      expect(compareDocuments(before, before)).toEqual([]);
    },
  );

  it('says what, where and by how much', () => {
    const before = mixSong();
    const after = run(
      before,
      { id: 'send.set', payload: { stripId: 'vox', sendId: 's1', levelDb: -15, point: 'pre' } },
      { id: 'clip.set', payload: { trackId: 'vox', clipId: 'c2', gainDb: -2 } },
      { id: 'automation.remove', payload: { lanes: [{ stripId: 'vox', laneId: 'faderDb' }] } },
      { id: 'tempo.set', payload: { bpm: 90 } },
      { id: 'bus.add', payload: { bus: bus('cue', 'Singer', 'cue', 'X') } },
    );
    expect(compareDocuments(before, after).map(({ sentence }) => sentence)).toEqual([
      'Bus Singer is new',
      'Lead vox send to Plate: −12.0 dB → −15.0 dB (−3.0 dB)',
      'Lead vox send to Plate taken: after the fader → before the fader',
      'Lead vox clips: 1 changed',
      'Lead vox fader automation is gone',
      'Tempo: 120 BPM → 90 BPM',
    ]);
  });
});

describe('linked strips', () => {
  const faders = (document: SessionDocument, commands: Command[]) => {
    const after = run(document, ...commands);
    return [after.strips.kick!.faderDb, after.strips.bass!.faderDb];
  };
  const start = () => run(mixSong(), set('kick', { faderDb: -3 }), set('bass', { faderDb: -9 }));

  it('move by the same dB, and all stop where one of them has to', () => {
    expect(faders(start(), linkedCommands(start(), 'kick', { faderDb: -5 }))).toEqual([-5, -11]);
    expect(faders(start(), linkedCommands(start(), 'bass', { faderDb: 12 }))).toEqual([12, 6]);
    expect(faders(start(), linkedCommands(start(), 'kick', { faderDb: -140 }))).toEqual([-137, -143]);
    expect(faders(start(), linkedCommands(start(), 'kick', { faderDb: -144 }))).toEqual([-144, -144]);
    const off = run(start(), set('bass', { faderDb: -144 }));
    expect(faders(off, linkedCommands(off, 'kick', { faderDb: 0 }))).toEqual([0, -144]);
    expect(faders(off, linkedCommands(off, 'bass', { faderDb: -6 }))).toEqual([-3, -6]);
  });

  it('mute and solo together; groups that are off bind nobody', () => {
    const muted = run(start(), ...linkedCommands(start(), 'kick', { mute: true }));
    expect(muted.strips.bass!.mute).toBe(true);
    const off = run(start(), { id: 'group.set', payload: { groupId: 'g1', active: false } });
    expect(linkedCommands(off, 'kick', { faderDb: 0 })).toHaveLength(1);
    expect(linkedCommands(start(), 'vox', { faderDb: 0 })).toHaveLength(1);
  });

  it('share sends to the same bus and inserts of the same kind', () => {
    const document = run(
      start(),
      { id: 'send.add', payload: { stripId: 'kick', send: send('k', 'plate', -10) } },
      { id: 'send.add', payload: { stripId: 'bass', send: send('b', 'plate', -20) } },
      { id: 'effect.insert', payload: { stripId: 'kick', effect: effect('kc', 'compressor') } },
    );
    const sent = run(document, ...linkedSendCommands(document, 'kick', 'k', { levelDb: -12 }));
    expect(sent.sends.bass!.b!.levelDb).toBe(-22);
    const shaped = run(
      document,
      ...linkedEffectCommands(document, 'kick', 'kc', { parameters: { ratio: 6 } }),
    );
    expect(shaped.effects.bass!.duck!.parameters.ratio).toBe(6);
  });
});

describe('a damaged document', () => {
  const damage: [string, (d: ReturnType<typeof plainOf>) => void][] = [
    [
      'feeds back',
      (d) => {
        d.sends.plate = { x: { ...d.sends.vox.s1, id: 'x', toStripId: 'drums' } };
        d.strips.drums.output = 'plate';
      },
    ],
    [
      'has an output that leads nowhere known',
      (d) => {
        d.strips.kick.output = 'gone';
      },
    ],
    [
      'has a master that goes somewhere',
      (d) => {
        d.strips.master.output = 'hardware:2';
      },
    ],
    [
      'sends to a track',
      (d) => {
        d.sends.vox.s1.toStripId = 'kick';
      },
    ],
    [
      'has sends of nobody',
      (d) => {
        d.sends.gone = {};
      },
    ],
    [
      'has lanes of nobody',
      (d) => {
        d.automation.gone = {};
      },
    ],
    [
      'listens to a strip that is gone',
      (d) => {
        d.effects.bass.duck.sideChain.stripId = 'gone';
      },
    ],
    [
      'listens with a deaf effect',
      (d) => {
        d.effects.vox.deaf.sideChain = { stripId: 'kick', point: 'pre' };
      },
    ],
    [
      'has an impulse where none is used',
      (d) => {
        d.effects.vox.eq1.impulse = 'factory:hall';
      },
    ],
    [
      'follows a VCA that is gone',
      (d) => {
        d.strips.vox.vcaIds = ['gone'];
      },
    ],
    [
      'follows a VCA twice',
      (d) => {
        d.strips.kick.vcaIds = ['band', 'band'];
      },
    ],
    [
      'links a strip that is gone',
      (d) => {
        d.groups.g1.stripIds.push('gone');
      },
    ],
    [
      'has a track in a folder that is gone',
      (d) => {
        d.tracks.vox.folderId = 'gone';
      },
    ],
    [
      'has a folder inside itself',
      (d) => {
        d.folders.f1.parentId = 'f1';
      },
    ],
    [
      'is frozen to a file that is gone',
      (d) => {
        d.tracks.vox.frozen = { mediaId: 'gone', startSample: 0 };
      },
    ],
    [
      'automates what is not there',
      (d) => {
        d.automation.vox['send:gone:pan'] = { id: 'send:gone:pan', mode: 'read', held: false, pages: {} };
      },
    ],
    [
      'is held by no hand',
      (d) => {
        d.automation.vox.faderDb.held = true;
      },
    ],
    [
      'has points out of order',
      (d) => {
        d.automation.vox.faderDb.pages.p0.points.reverse();
      },
    ],
    [
      'has pages that overlap',
      (d) => {
        d.automation.vox.faderDb.pages.p1 = { id: 'p1', points: [point(50, 0)] };
      },
    ],
    [
      'has a point out of range',
      (d) => {
        d.automation.vox.faderDb.pages.p0.points[0].value = 99;
      },
    ],
    [
      'has a VCA with the id of a strip',
      (d) => {
        d.vcas.kick = { ...d.vcas.band, id: 'kick' };
      },
    ],
    [
      'has an entry under another id',
      (d) => {
        d.sends.vox.s1.id = 's2';
      },
    ],
    [
      'has a scene with an unknown parameter',
      (d) => {
        d.scenes.sc1.effects.bass.duck.parameters.wet = 1;
      },
    ],
  ];
  it.each(damage)('that %s is refused by name', (_what, spoil) => {
    const document = plainOf(deafSong());
    expect(() => migrate(document)).not.toThrow();
    spoil(document);
    try {
      migrate(document);
    } catch (error) {
      expect((error as ThresholdError).failure.code).toBe('document-damaged');
      return;
    }
    throw new Error('it was taken');
  });
});
