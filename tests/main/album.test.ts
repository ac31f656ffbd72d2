/** The album of the album page: kept as it is typed, right or not, and never lost to a file that cannot be read. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ALBUM_FILE, AlbumKeeper } from '../../main/common/album-keeper.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'threshold-album-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('keeps what is typed, and says what is wrong with it', () => {
  writeFileSync(join(folder, 'one.wav'), '');
  const keeper = new AlbumKeeper(folder);
  expect(keeper.state).toMatchObject({ path: join(folder, ALBUM_FILE), album: { songs: [] } });
  const song = { file: 'one.wav', isrc: 'SE-T12' };
  expect(keeper.set({ title: 'T', songs: [song] }).problem?.sentence).toMatch(/song 1.*ISRC/);
  expect(new AlbumKeeper(folder).state.album).toEqual({ title: 'T', songs: [song] });
  const right = { title: 'T', songs: [{ ...song, isrc: 'SE-T12-26-00041' }] };
  expect(keeper.set(right).problem).toBeNull();
  rmSync(join(folder, 'one.wav'));
  expect(keeper.state.problem?.sentence).toContain('one.wav');
});

it('leaves a file alone that it cannot read, until something is set', () => {
  const path = join(folder, ALBUM_FILE);
  writeFileSync(path, 'not json');
  const keeper = new AlbumKeeper(folder);
  expect(keeper.state.album).toEqual({ songs: [] });
  expect(readFileSync(path, 'utf8')).toBe('not json');
  keeper.set({ songs: [] });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ songs: [] });
});
