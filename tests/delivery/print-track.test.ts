/** Freezing and bouncing: what is printed sounds to the bit like the inserts it stands for. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bounceCommand,
  freezeCommand,
  type PrintedTrack,
  printTrack,
} from '../../audio-engine/delivery/index.ts';
import { applyCommand, type SessionDocument } from '../../audio-engine/session/index.ts';
import { noise } from '../conformance/signals.ts';
import { effect, TestSession } from '../render/sessions.ts';

const SECONDS = 1.3;
let session: TestSession;

beforeAll(() => {
  const random = noise(7);
  const mono = Float64Array.from({ length: SECONDS * 48000 }, () => 0.4 * random());
  const stereo = Float64Array.from({ length: 2 * SECONDS * 48000 }, () => 0.3 * random());
  session = new TestSession([
    {
      id: 'voice',
      channels: 1,
      samples: mono,
      clip: { startSample: 5001 },
      strip: { faderDb: -4.3, pan: 0.35, panLaw: '-3', inputTrimDb: 2.5, polarityInverted: true },
      effects: [
        effect('equaliser', 'eq', { band3On: 1, band3GainDb: 6 }),
        {
          ...effect('compressor', 'comp', { thresholdDb: -30, lookAheadMs: 4 }),
          sideChain: { stripId: 'drums', point: 'post' },
        },
      ],
    },
    {
      id: 'drums',
      samples: stereo,
      effects: [effect('compressor', 'crush', { thresholdDb: -28, lookAheadMs: 2 })],
    },
  ]);
  session.document.tracks.voice!.delaySamples = 133;
  session.document.buses.plate = {
    id: 'plate',
    name: 'Plate',
    kind: 'return',
    color: 'slate',
    channels: 2,
    order: 'p',
    folderId: null,
  };
  session.document.strips.plate = { ...session.document.strips.drums!, id: 'plate', faderDb: -6 };
  session.document.effects.plate = {};
  session.document.sends.voice = {
    s: { id: 's', toStripId: 'plate', order: 'a1', point: 'post', levelDb: -9, pan: 0.2, muted: false },
  };
});
afterAll(() => session.remove());

const print = (trackId: string, monoWhereSame: boolean): Promise<PrintedTrack> =>
  printTrack({ document: session.document, folder: session.folder, trackId, monoWhereSame });

/** Largest difference of two renders, and the largest sample; past the end is silence. */
async function difference(document: SessionDocument): Promise<{ worst: number; peak: number }> {
  // A printed file is longer than the tail of a mix would be: both are rendered as far.
  const tail = { tailEndsAt: 1e-10 };
  const before = (await session.render(tail)).outputs.get('master')!;
  const after = (await session.render({ ...tail, document })).outputs.get('master')!;
  let worst = 0;
  let peak = 0;
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    worst = Math.max(worst, Math.abs((before[i] ?? 0) - (after[i] ?? 0)));
    peak = Math.max(peak, Math.abs(before[i] ?? 0));
  }
  return { worst, peak };
}

describe('a printed track', () => {
  it('frozen, sounds as it did with its inserts, in a mix with sends, delay and a side-chain', async () => {
    const printed = await print('voice', false);
    expect(existsSync(join(session.folder, printed.media.file))).toBe(true);
    const { document } = applyCommand(session.document, freezeCommand('voice', printed));
    const { worst, peak } = await difference(document);
    expect(peak).toBeGreaterThan(0.05);
    // Only what rings on below −200 dBFS is not in the file.
    expect(worst).toBeLessThan(1e-10);
    const thawed = applyCommand(document, { id: 'track.thaw', payload: { trackId: 'voice' } }).document;
    expect(thawed.tracks.voice?.frozen).toBe(null);
    expect(thawed.media[printed.media.id]).toBe(undefined);
  });

  it('bounced, stands beside its muted source and sounds the same, on one channel where both are', async () => {
    const printed = await print('voice', true);
    expect(printed.media.channels).toBe(1);
    const command = bounceCommand(session.document, 'voice', printed, 'bounced', 'clip');
    const { document } = applyCommand(session.document, command);
    expect(document.strips.voice?.mute).toBe(true);
    expect(Object.keys(document.effects.bounced ?? {})).toEqual([]);
    const { worst } = await difference(document);
    expect(worst).toBeLessThan(1e-10);
  });

  it('says what is wrong with a track that has nothing on it', async () => {
    const empty = structuredClone(session.document);
    empty.clips.voice = {};
    await expect(
      printTrack({ document: empty, folder: session.folder, trackId: 'voice', monoWhereSame: false }),
    ).rejects.toThrow(/voice.*no clips/);
  });
});
