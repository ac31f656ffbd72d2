/** A person's first session: stems dropped on the window, clips edited by hand and undone, the song saved under a name and opened again. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { HostProcess } from '../main/host-process.ts';
import { drop, writeTone } from './person.ts';

const work = mkdtempSync(join(tmpdir(), 'threshold-editing-'));
const dataFolder = join(work, 'data');
/** Below the home folder, where a browser's Threshold may write. */
const saved = join(dataFolder, 'Songs', 'First light');

let host: HostProcess;
let page: Page;

test.describe.configure({ mode: 'serial' });

async function open(args: string[]): Promise<void> {
  host = new HostProcess(args, { dataFolder });
  await page.goto(await host.address());
}

const clip = (name: string) => page.getByRole('option', { name: new RegExp(`^${name}, starts at`) });
/** The track's row, named with how many clips lie on it, in sight or not. */
const bassClips = (count: number) =>
  page.getByRole('listbox', { name: `Bass, ${count === 1 ? '1 clip' : `${count} clips`}` });
const lane = (track: string) => page.getByRole('listbox', { name: new RegExp(`^${track}, `) });

test.beforeAll(async ({ browser }) => {
  mkdirSync(join(work, 'Band stems', 'Drums'), { recursive: true });
  mkdirSync(join(dataFolder, 'Songs'), { recursive: true });
  writeTone(join(work, 'Guide vocal.wav'), 440, 4);
  writeTone(join(work, 'Band stems', 'Bass.wav'), 55, 8);
  writeTone(join(work, 'Band stems', 'Drums', 'Kick.wav'), 80, 8);
  writeFileSync(join(work, 'Broken.wav'), 'This is no audio.');
  page = await browser.newPage();
  await open([]);
});
test.afterAll(async () => {
  await page.close();
  await host.end({ keepData: true });
  rmSync(work, { recursive: true, force: true });
});

test('files and a folder dropped on an empty session become tracks, faders at 0 dB', async () => {
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  await drop(page, [join(work, 'Guide vocal.wav'), join(work, 'Band stems')]);
  for (const name of ['Guide vocal', 'Bass', 'Kick']) await expect(clip(name)).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toHaveCount(0);
  for (const name of ['Guide vocal', 'Bass', 'Kick'])
    await expect(page.getByRole('slider', { name: `Level of ${name}` })).toHaveAttribute(
      'aria-valuetext',
      /^0\.0/,
    );
});

test('a file that is no audio is named, and nothing else changes', async () => {
  await drop(page, [join(work, 'Broken.wav')]);
  await expect(page.getByText(/Broken\.wav/).first()).toBeVisible();
  await expect(page.getByRole('listbox', { name: /, \d+ clips?$/ })).toHaveCount(3);
});

test('a clip is split, moved, duplicated and deleted by hand, and every step is taken back', async () => {
  const bass = clip('Bass');
  const box = await bass.boundingBox();
  if (!box) throw new Error('The clip has no place.');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height - 6 };

  await page.keyboard.down('Alt');
  await page.mouse.click(middle.x, middle.y);
  await page.keyboard.up('Alt');
  await expect(bassClips(2)).toHaveCount(1);

  const second = lane('Bass').getByRole('option').nth(1);
  const before = await second.getAttribute('aria-label');
  await page.mouse.move(middle.x + 60, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x + 120, middle.y, { steps: 4 });
  await page.mouse.move(middle.x + 220, middle.y, { steps: 4 });
  await page.mouse.up();
  await expect(second).not.toHaveAttribute('aria-label', before ?? '');
  await expect(second).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('Control+d');
  await expect(bassClips(3)).toHaveCount(1);
  await page.keyboard.press('Delete');
  await expect(bassClips(2)).toHaveCount(1);

  for (const count of [3, 2, 2, 1]) {
    await page.keyboard.press('Control+z');
    await expect(bassClips(count)).toHaveCount(1);
  }
  await page.keyboard.press('Control+Shift+z');
  await expect(bassClips(2)).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(bassClips(1)).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Undo: Import/ })).toBeEnabled();
});

test('saved under a name, the song is the one that opens again, with its steps', async () => {
  await page.getByRole('button', { name: 'Find a command' }).click();
  await page.keyboard.type('Save as');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Save as' });
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(saved);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Session First light' })).toBeVisible();
  await page.keyboard.press('m');
  await host.end({ keepData: true });

  await open([saved]);
  await expect(page.getByRole('button', { name: 'Session First light' })).toBeVisible();
  // The view is the one that was left, scrolled to the copy.
  await page.keyboard.press('Shift+Z');
  for (const name of ['Guide vocal', 'Bass', 'Kick']) await expect(clip(name)).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Undo: / })).toBeEnabled();
});
