/** The small song with a mix on it, and one example of every command that a mix is made with. */
import type { Command, SessionDocument } from '../../audio-engine/session/index.ts';
import { effect, media, run, song } from './song.ts';

export const bus = (id: string, name: string, kind: 'bus' | 'return' | 'cue' = 'bus', order = 'V') => ({
  id,
  name,
  kind,
  color: 'teal' as const,
  order,
});

export const send = (id: string, toStripId: string, levelDb = -12, order = 'V') => ({
  id,
  toStripId,
  order,
  point: 'post' as const,
  levelDb,
});

export const point = (sample: number, value: number, bend = 0) => ({ sample, value, bend });
const links = { fader: true, pan: true, mute: true, solo: true, sends: true, inserts: true };

/** Kick and bass into a drum bus, vox sent to a plate, a keyed compressor on the bass, a VCA, a group, a folder, lanes. */
export function mixSong(): SessionDocument {
  return run(
    song(),
    { id: 'bus.add', payload: { bus: bus('drums', 'Drums') } },
    { id: 'bus.add', payload: { bus: bus('plate', 'Plate', 'return', 'W') } },
    { id: 'strip.set', payload: { stripId: 'kick', output: 'drums' } },
    { id: 'strip.set', payload: { stripId: 'bass', output: 'drums' } },
    { id: 'send.add', payload: { stripId: 'vox', send: send('s1', 'plate') } },
    { id: 'effect.insert', payload: { stripId: 'vox', effect: effect('eq1', 'equaliser') } },
    { id: 'effect.insert', payload: { stripId: 'bass', effect: effect('duck', 'compressor') } },
    {
      id: 'effect.sideChain',
      payload: { stripId: 'bass', effectId: 'duck', sideChain: { stripId: 'kick', point: 'post' } },
    },
    {
      id: 'vca.add',
      payload: { vca: { id: 'band', name: 'Band', color: 'iris', order: 'V' }, stripIds: ['kick', 'bass'] },
    },
    {
      id: 'group.add',
      payload: {
        group: { id: 'g1', name: 'Low end', color: 'ochre', order: 'V', stripIds: ['kick', 'bass'], links },
      },
    },
    {
      id: 'folder.add',
      payload: { folder: { id: 'f1', name: 'Rhythm', color: 'slate', order: 'V' }, trackIds: ['kick'] },
    },
    {
      id: 'automation.edit',
      payload: {
        edits: [
          {
            stripId: 'vox',
            laneId: 'faderDb',
            fromSample: 0,
            toSample: 96_000,
            points: [point(0, 0), point(48_000, -6), point(96_000, 0)],
          },
          {
            stripId: 'vox',
            laneId: 'send:s1:levelDb',
            fromSample: 0,
            toSample: 0,
            points: [point(0, -20)],
          },
          {
            stripId: 'bass',
            laneId: 'effect:duck:thresholdDb',
            fromSample: 0,
            toSample: 0,
            points: [point(0, -30)],
          },
        ],
      },
    },
    {
      id: 'scene.store',
      payload: { scene: { id: 'sc1', name: 'Verse', order: 'V', createdAt: '2026-01-01T00:00:00Z' } },
    },
  );
}

const edit = (from: number, to: number, points: ReturnType<typeof point>[]) => ({
  edits: [{ stripId: 'vox', laneId: 'faderDb', fromSample: from, toSample: to, points }],
});

/** One example of every command of the mix on that song, with the name it gets in the history. */
export const mixExamples: [Command, string][] = [
  [{ id: 'track.folder', payload: { trackIds: ['vox'], folderId: 'f1' } }, 'Put Lead vox into Rhythm'],
  [{ id: 'track.delay', payload: { trackId: 'vox', delaySamples: -48 } }, 'Lead vox 48 samples earlier'],
  [
    { id: 'track.freeze', payload: { trackId: 'vox', media: media('frozen'), startSample: 96_000 } },
    'Freeze Lead vox',
  ],
  [{ id: 'bus.add', payload: { bus: bus('cue', 'Singer', 'cue', 'X') } }, 'Add cue mix Singer'],
  [{ id: 'bus.remove', payload: { busIds: ['drums'] } }, 'Remove bus Drums'],
  [{ id: 'bus.rename', payload: { busId: 'drums', name: 'Kit' } }, 'Rename Drums to Kit'],
  [{ id: 'bus.color', payload: { busId: 'drums', color: 'rose' } }, 'Colour Drums'],
  [{ id: 'bus.move', payload: { busId: 'drums', order: 'X' } }, 'Reorder Drums'],
  [{ id: 'bus.folder', payload: { busIds: ['drums'], folderId: 'f1' } }, 'Put Drums into Rhythm'],
  [
    {
      id: 'strip.preset',
      payload: {
        stripId: 'vox',
        preset: {
          name: 'Warm voice',
          purpose: 'Rounds a thin voice.',
          effects: [
            {
              kind: 'compressor',
              bypassed: false,
              parameters: { ratio: 3 },
              presetName: null,
              impulse: null,
            },
          ],
        },
        effectIds: ['x1'],
      },
    },
    'Lead vox: strip preset Warm voice',
  ],
  [{ id: 'send.add', payload: { stripId: 'kick', send: send('s2', 'plate') } }, 'Send Kick to Plate'],
  [
    { id: 'send.set', payload: { stripId: 'vox', sendId: 's1', levelDb: -9 } },
    'Lead vox send to Plate: −9.0 dB',
  ],
  [{ id: 'send.remove', payload: { stripId: 'vox', sendId: 's1' } }, 'Remove the send of Lead vox to Plate'],
  [
    { id: 'send.move', payload: { stripId: 'vox', sendId: 's1', ontoStripId: 'kick', order: 'V' } },
    'Move the send to Plate from Lead vox to Kick',
  ],
  [
    {
      id: 'send.copy',
      payload: { stripId: 'vox', sendId: 's1', ontoStripId: 'kick', newId: 's3', order: 'V' },
    },
    'Copy the send to Plate onto Kick',
  ],
  [
    {
      id: 'effect.sideChain',
      payload: { stripId: 'bass', effectId: 'duck', sideChain: { stripId: 'vox', point: 'pre' } },
    },
    'Bass Compressor listens to Lead vox',
  ],
  [
    { id: 'vca.add', payload: { vca: { id: 'v2', name: 'Voices', color: 'sage', order: 'W' } } },
    'Add VCA Voices',
  ],
  [{ id: 'vca.set', payload: { vcaId: 'band', faderDb: -2 } }, 'Band fader to −2.0 dB'],
  [{ id: 'vca.rename', payload: { vcaId: 'band', name: 'All' } }, 'Rename Band to All'],
  [{ id: 'vca.remove', payload: { vcaId: 'band' } }, 'Remove VCA Band'],
  [
    { id: 'vca.assign', payload: { vcaId: 'band', stripIds: ['vox'], assigned: true } },
    '1 strip under VCA Band',
  ],
  [
    {
      id: 'group.add',
      payload: { group: { id: 'g2', name: 'All', color: 'clay', order: 'W', stripIds: ['vox'], links } },
    },
    'Link strips as All',
  ],
  [{ id: 'group.set', payload: { groupId: 'g1', active: false } }, 'Link group Low end off'],
  [{ id: 'group.remove', payload: { groupId: 'g1' } }, 'Remove link group Low end'],
  [
    { id: 'folder.add', payload: { folder: { id: 'f2', name: 'Voices', color: 'sage', order: 'W' } } },
    'Add folder Voices',
  ],
  [{ id: 'folder.set', payload: { folderId: 'f1', name: 'Beat' } }, 'Rename Rhythm to Beat'],
  [{ id: 'folder.remove', payload: { folderId: 'f1' } }, 'Remove folder Rhythm'],
  [
    { id: 'automation.mode', payload: { lanes: [{ stripId: 'vox', laneId: 'faderDb' }], mode: 'touch' } },
    'Lead vox fader automation: touch',
  ],
  [{ id: 'automation.edit', payload: edit(48_000, 48_000, []) }, 'Edit Lead vox fader automation'],
  [
    { id: 'automation.write', payload: edit(0, 60_000, [point(10, -3), point(60_000, -4, 0.5)]) },
    'Write Lead vox fader automation',
  ],
  [
    { id: 'automation.remove', payload: { lanes: [{ stripId: 'vox', laneId: 'faderDb' }] } },
    'Remove Lead vox fader automation',
  ],
  [
    {
      id: 'scene.store',
      payload: { scene: { id: 'sc2', name: 'Chorus', order: 'W', createdAt: '2026-01-01T00:00:00Z' } },
    },
    'Store scene Chorus',
  ],
  [
    { id: 'scene.update', payload: { sceneId: 'sc1', createdAt: '2026-01-02T00:00:00Z' } },
    'Store the mix over scene Verse',
  ],
  [{ id: 'scene.rename', payload: { sceneId: 'sc1', name: 'Bridge' } }, 'Rename scene Verse to Bridge'],
  [{ id: 'scene.remove', payload: { sceneId: 'sc1' } }, 'Remove scene Verse'],
];
