import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleOffsetLu as offsetOf } from '../../audio-engine/advice/index.ts';
import { levelTracks } from '../../audio-engine/delivery/index.ts';
import { AudioMeter } from '../../audio-engine/measure/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { noiseSamples, TestSession } from '../render/sessions.ts';

const RATE = 48000;
const roleOffsetLu = (name: string): number => offsetOf({ name });
let session: TestSession;

beforeAll(() => {
  session = new TestSession(
    [
      { id: 'vocal', samples: noiseSamples(1, 2 * RATE, 2, 0.05), strip: { faderDb: 5, mute: true } },
      { id: 'bass', samples: noiseSamples(2, 2 * RATE, 2, 0.9), strip: { faderDb: -30 } },
      { id: 'pad', channels: 1, samples: noiseSamples(3, 2 * RATE, 1, 0.3), strip: { solo: true } },
      { id: 'nothing', samples: new Float64Array(2 * RATE) },
    ],
    RATE,
  );
  const names = { vocal: 'Lead Vocal', bass: 'Bass DI', pad: 'Warm Pad', nothing: 'Empty' };
  for (const [id, name] of Object.entries(names)) session.document.tracks[id]!.name = name;
});
afterAll(() => session.remove());

const withFaders = (levels: { stripId: string; faderDb: number }[]): SessionDocument => {
  const strips = { ...session.document.strips };
  for (const [id, strip] of Object.entries(strips)) {
    const level = levels.find((l) => l.stripId === id);
    strips[id] = { ...strip, mute: false, solo: false, faderDb: level?.faderDb ?? strip.faderDb };
  }
  return { ...session.document, strips };
};

async function loudnessOf(document: SessionDocument, id: string): Promise<number> {
  const { outputs } = await session.render({ document, outputs: [id] });
  const meter = new AudioMeter({ sampleRate: RATE, channels: 2 });
  const samples = outputs.get(id)!;
  meter.push(samples, samples.length / 2);
  return meter.finish().integratedLufs!;
}

describe('Level these tracks', () => {
  it('brings each part to its place, whatever its fader, mute and solo were', async () => {
    const { document, folder } = session;
    const levels = await levelTracks({ document, folder });
    expect(levels.map((l) => l.stripId)).toEqual(['vocal', 'bass', 'pad'].sort());
    const levelled = withFaders(levels);
    const vocal = await loudnessOf(levelled, 'vocal');
    const bass = await loudnessOf(levelled, 'bass');
    const pad = await loudnessOf(levelled, 'pad');
    expect(bass - vocal).toBeCloseTo(roleOffsetLu('Bass DI'), 0);
    expect(pad - vocal).toBeCloseTo(roleOffsetLu('Warm Pad'), 0);
    expect(await loudnessOf(levelled, 'master')).toBeCloseTo(-18, 0);
    expect(await levelTracks({ document: levelled, folder })).toEqual(levels);
  });

  it('knows parts by their names', () => {
    const order = ['Lead Vocal', 'Kick In', 'Snare_Top', 'Synth Pad', 'HiHat', 'Vocal Reverb'];
    const offsets = order.map(roleOffsetLu);
    expect(offsets[0]).toBe(0);
    expect(offsets[1]).toBeGreaterThan(offsets[3]!);
    expect(offsets[2]).toBeGreaterThan(offsets[4]!);
    expect(roleOffsetLu('BGV Left')).toBeLessThan(-5);
    expect(roleOffsetLu('Something else')).toBeLessThan(0);
  });

  it('has nothing to say to a session without sound', async () => {
    const document = { ...session.document, clips: {} };
    expect(await levelTracks({ document, folder: session.folder })).toEqual([]);
  });
});
