/** An album through the whole program: songs from files and the open session, in order, as files and as a disc's image. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { HostProcess } from '../main/host-process.ts';
import { writeTone } from './person.ts';

const root = resolve(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'threshold-e2e-album-'));
const dataFolder = join(work, 'data');
const session = join(work, 'Song');
const masters = join(work, 'masters');
const out = join(work, 'Release');

let host: HostProcess;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on('pageerror', (error) => {
    throw error;
  });
  const stems = join(work, 'stems');
  mkdirSync(stems);
  mkdirSync(masters);
  writeTone(join(stems, 'Lead vox.wav'), 880, 6);
  writeTone(join(masters, 'Harbour.wav'), 220, 5);
  writeTone(join(masters, 'Lighthouse.wav'), 330, 7);
  execFileSync(process.execPath, [join(root, 'dist/cli/index.js'), 'new', session, '--from', stems], {
    env: { ...process.env, THRESHOLD_DATA: dataFolder },
  });
  host = new HostProcess([session], { dataFolder, env: { HOME: work } });
  await page.goto(await host.address());
  await expect(page.getByText('Lead vox').first()).toBeVisible();
});
test.afterAll(async () => {
  await page.close();
  await host.end({ keepData: true });
  rmSync(work, { recursive: true, force: true });
});

/** A picture for whoever wants to look: only where a folder is named. */
async function look(name: string): Promise<void> {
  const folder = process.env.THRESHOLD_LOOK;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** What an independent decoder reads. */
const samples = (path: string): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 's32le', '-'], { maxBuffer: 1 << 28 });

const dialog = () => page.getByRole('dialog', { name: 'Album', exact: true });
const song = (label: string) => dialog().getByRole('listitem', { name: label });

test('songs are brought in from files and the open session, and put in order by keyboard', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Album');
  await page
    .getByRole('option', { name: /^Album/ })
    .first()
    .click();
  await dialog().getByRole('textbox', { name: 'Album', exact: true }).fill('Doors');
  await dialog().getByRole('textbox', { name: 'Artist', exact: true }).fill('Threshold');
  await dialog().getByRole('button', { name: 'Add this session' }).click();
  await expect(song('Song 1, Song')).toBeVisible();
  await dialog().getByRole('button', { name: 'Add files…' }).click();
  const files = page.getByRole('dialog', { name: 'Add songs to the album' });
  await files.getByRole('textbox', { name: 'Folder' }).fill(masters);
  await page.keyboard.press('Enter');
  await files.getByText('Harbour.wav').click();
  await files.getByText('Lighthouse.wav').click({ modifiers: ['Control'] });
  await files.getByRole('button', { name: 'Import' }).click();
  await expect(song('Song 3, Lighthouse')).toBeVisible();
  await dialog().getByRole('textbox', { name: 'Title of song 2' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(song('Song 1, Harbour')).toBeVisible();
  await expect(song('Song 2, Song')).toBeVisible();
  for (const number of [2, 3])
    await dialog()
      .getByRole('textbox', { name: `Silence before song ${number}, seconds` })
      .fill('0');
  await look('album-songs');
});

test('it is made as files, one file and a disc’s image, which add up to the sample', async () => {
  await dialog().getByRole('button', { name: 'Write WAV 16 bit' }).click();
  await dialog().getByRole('checkbox', { name: 'One file of all, with a cue sheet' }).press('Space');
  await dialog().getByRole('checkbox', { name: 'DDP image for a plant, experimental' }).press('Space');
  await dialog().getByRole('textbox', { name: 'Folder' }).fill(out);
  await page.keyboard.press('Tab');
  await dialog().getByRole('button', { name: 'Make the album' }).click();
  await expect(dialog().getByText(/^3 songs, −\d+\.\d LUFS as one/)).toBeVisible({ timeout: 120_000 });
  await look('album-made');
  const written = readdirSync(out, { recursive: true, encoding: 'utf8' });
  const songs = ['01 Harbour (wav24).wav', '02 Song (wav24).wav', '03 Lighthouse (wav24).wav'];
  expect(written).toEqual(
    expect.arrayContaining([...songs, '03 Lighthouse (wav16).wav', 'Threshold - Doors.cue']),
  );
  // Without gaps the songs are the one file, sample for sample.
  const whole = samples(join(out, 'Threshold - Doors.wav'));
  expect(Buffer.concat(songs.map((name) => samples(join(out, name)))).equals(whole)).toBe(true);
  expect(whole.length).toBe(18 * 48_000 * 2 * 4);
  execFileSync('md5sum', ['-c', 'CHECKSUM.MD5'], { cwd: join(out, 'DDP') });
  expect(readFileSync(join(out, 'Threshold - Doors.cue'), 'utf8')).toContain('TITLE "Lighthouse"');
});
