/** What keys do to several clips at once: one step in the history, taken back by one undo. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeStudio, type FakeStudio } from '../../renderer/carriers/fake.ts';
import { connect, select, setStudio, shownDocument, undo } from '../../renderer/state/index.ts';
import {
  chosenClips,
  crossfade,
  fadeToPlayhead,
  muteClips,
  splitClips,
  toggleStrips,
  toRecordedTime,
  trimToPlayhead,
} from '../../renderer/timeline/tools/index.ts';
import { run, song } from '../session/song.ts';

const place = vi.hoisted(() => ({ samples: 24_000 }));
vi.mock('../../renderer/transport/index.ts', async (original) => ({
  ...(await original<object>()),
  positionNow: () => place.samples,
}));

const kick = { trackId: 'kick', clipId: 'c1' };
const vox = { trackId: 'vox', clipId: 'c2' };
let fake: FakeStudio;

async function names(): Promise<string[]> {
  return (await fake.invoke('studio.history', {})).entries.map(({ name }) => name);
}

beforeAll(() => {
  vi.stubGlobal('requestAnimationFrame', (callback: (t: number) => void) => setTimeout(() => callback(0), 0));
});

beforeEach(async () => {
  const move = { ...vox, toTrackId: 'vox', startSample: 12_000 };
  fake = createFakeStudio({ document: run(song(), { id: 'clip.move', payload: { clips: [move] } }) });
  setStudio(fake);
  await connect();
  select({ clips: [kick, vox], stripIds: ['kick', 'vox'] });
});

describe('several clips at once', () => {
  it.each([
    ['split', () => splitClips(24_000, chosenClips()), 'Split 2 clips'],
    ['trim', () => trimToPlayhead('end'), 'Trim 2 clips'],
    ['fade', fadeToPlayhead, 'Fade 2 clips'],
    ['mute', muteClips, 'Mute 2 clips'],
    ['solo of their tracks', () => toggleStrips('solo'), 'Solo 2 tracks'],
  ] as const)('%s is one step', async (_what, act, name) => {
    const before = fake.document();
    await act();
    expect(await names()).toEqual([name]);
    expect(fake.document()).not.toEqual(before);
    await undo();
    expect(fake.document()).toEqual(before);
    expect(shownDocument()).toEqual(before);
  });

  it('a crossfade is one step, though it fades two clips', async () => {
    await splitClips(24_000, [{ ...kick, clip: shownDocument().clips.kick!.c1! }]);
    const right = Object.values(shownDocument().clips.kick!).find(({ id }) => id !== 'c1')!;
    await fake.invoke('studio.command', {
      command: {
        id: 'clip.trim',
        payload: {
          trackId: 'kick',
          clipId: right.id,
          startSample: 20_000,
          lengthSamples: 28_000,
          offsetSamples: 20_000,
        },
      },
      name: null,
      clientTag: null,
    });
    await crossfade();
    expect((await names()).at(-1)).toBe('Crossfade 2 clips');
    const { c1, [right.id]: other } = shownDocument().clips.kick!;
    expect([c1!.fadeOut.lengthSamples, other!.fadeIn.lengthSamples]).toEqual([4000, 4000]);
    await undo();
    expect(shownDocument().clips.kick!.c1!.fadeOut.lengthSamples).toBe(0);
  });

  it('one that cannot be changed leaves all of them as they were', async () => {
    const before = fake.document();
    await splitClips(500_000, chosenClips());
    expect(fake.document()).toBe(before);
    expect(await names()).toEqual([]);
    expect(chosenClips()).toHaveLength(2);
  });
});

it('clips go where their files were recorded; the others stay', async () => {
  const document = structuredClone(fake.document());
  const { mediaId } = document.clips.kick!.c1!;
  document.media[mediaId]!.origin.recordedAtSample = 96_000;
  fake = createFakeStudio({ document });
  setStudio(fake);
  await connect();
  select({ clips: [kick, vox], stripIds: [] });
  toRecordedTime();
  await vi.waitFor(() => expect(fake.document().clips.kick!.c1!.startSample).toBe(96_000));
  expect(fake.document().clips.vox!.c2!.startSample).toBe(12_000);
});
