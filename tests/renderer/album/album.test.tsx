// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { AlbumDialog, addSongFiles } from '../../../renderer/album/index.ts';
import { LoudnessPicture } from '../../../renderer/album/loudness-picture.tsx';
import { secondsFrom } from '../../../renderer/album/song-list.tsx';
import { type Stage, settle, stage } from '../controls/dom.tsx';

let open: Stage | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const field = (label: string): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`);
  if (!found) throw new Error(`no field ${label}`);
  return found;
};

async function type(input: HTMLInputElement, text: string): Promise<void> {
  await act(async () => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
    set.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle();
}

/** What the album is kept as, once typing has settled. */
async function kept(): Promise<{ songs: Record<string, unknown>[] } & Record<string, unknown>> {
  for (let turn = 0; turn < 60; turn++) {
    const last = open!.calls('album.set').at(-1) as { album: never } | undefined;
    if (last) return last.album;
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
  }
  throw new Error('nothing was kept');
}

describe('the album page', () => {
  it('takes songs, moves them by keys, and keeps what is typed', async () => {
    open = await stage(<AlbumDialog onClose={() => undefined} />);
    await settle();
    await act(async () => addSongFiles(['/m/First.wav', '/m/Second.flac']));
    await settle();
    expect(field('Title of song 1').placeholder).toBe('First');
    await type(field('ISRC of song 2'), 'SE-T12-26-00041');
    await type(field('Silence before song 2, seconds'), '0');
    await act(async () => {
      field('Title of song 2').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowUp', altKey: true, bubbles: true, cancelable: true }),
      );
    });
    await settle();
    expect(field('Title of song 1').placeholder).toBe('Second');
    expect(await kept()).toMatchObject({
      songs: [{ file: '/m/Second.flac', isrc: 'SE-T12-26-00041', gapSeconds: 0 }, { file: '/m/First.wav' }],
    });
  });

  it('takes seconds as people type them, and nothing else', () => {
    expect(['2', '2.5', '1,25', '-1', 'x', ''].map(secondsFrom)).toEqual([2, 2.5, 1.25, null, null, null]);
  });

  it('says how every song came out', async () => {
    const song = (number: number, integratedLufs: number | null) => ({
      number,
      title: `Song ${number}`,
      startSeconds: 0,
      lengthSeconds: 10,
      beforeLufs: -20,
      gainLu: 6,
      toneDb: 0,
      measurement: { integratedLufs, truePeakDbtp: -1, loudnessRangeLu: 3 },
      files: [],
    });
    open = await stage(
      <LoudnessPicture
        made={{ songs: [song(1, -14), song(2, null)], lufs: -14, spreadLu: null, files: [], notices: [] }}
      />,
    );
    expect(open.find('svg').getAttribute('aria-label')).toBe(
      'Loudness by song: Song 1 −14.0 LUFS, Song 2 silent.',
    );
    expect(document.querySelectorAll('.album-now')).toHaveLength(1);
  });
});
