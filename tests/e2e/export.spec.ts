/** The export dialog through the whole program: several formats at once, tags, names, what was measured, and a proof. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { HostProcess } from '../main/host-process.ts';
import { writeTone } from './person.ts';

const root = resolve(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'threshold-e2e-export-'));
const dataFolder = join(work, 'data');
const session = join(work, 'Song');
const out = join(work, 'out');

let host: HostProcess;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  page.on('pageerror', (error) => {
    throw error;
  });
  const stems = join(work, 'stems');
  mkdirSync(stems);
  mkdirSync(out);
  writeTone(join(stems, 'Bass.wav'), 110, 3);
  writeTone(join(stems, 'Lead vox.wav'), 880, 3);
  execFileSync(process.execPath, [join(root, 'dist/cli/index.js'), 'new', session, '--from', stems], {
    env: { ...process.env, THRESHOLD_DATA: dataFolder },
  });
  host = new HostProcess([session], { dataFolder, env: { HOME: work } });
  await page.goto(await host.address());
  await expect(page.getByRole('button', { name: 'Session Song' })).toBeVisible();
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

const dialog = () => page.getByRole('dialog', { name: 'Export' });

test('formats, tags and names are chosen on one page, by keyboard too', async () => {
  await page.keyboard.press('Control+Shift+E');
  await expect(dialog()).toBeVisible();
  await dialog().getByRole('button', { name: 'Write FLAC 24 bit' }).click();
  await dialog().getByRole('button', { name: 'Write MP3 320 kbps' }).focus();
  await page.keyboard.press('Space');
  await dialog().getByRole('textbox', { name: 'Title' }).fill('Doorway');
  await page.keyboard.press('Tab');
  await dialog().getByRole('textbox', { name: 'Artist', exact: true }).fill('Threshold');
  await page.keyboard.press('Tab');
  await dialog().getByRole('textbox', { name: 'ISRC' }).fill('DE-A01-26-00001');
  await page.keyboard.press('Tab');
  await dialog().getByRole('textbox', { name: 'Folder' }).fill(out);
  await expect(dialog().getByRole('list', { name: 'Names that this export gives' })).toContainText(
    'Threshold - Doorway.flac',
    { timeout: 30_000 },
  );
  await look('export-dialog');
});

test('all files are written from one render and measured as they are', async () => {
  await dialog().getByRole('button', { name: 'Export 3 files' }).click();
  await expect(dialog().getByText('3 files, written and measured')).toBeVisible({ timeout: 90_000 });
  // It is tagged for release and nothing masters it: that is said beside the running export, once.
  await expect(dialog().getByRole('note')).toContainText('tagged for release');
  await dialog().getByText('3 files, written and measured').scrollIntoViewIfNeeded();
  await look('export-done');
  const names = readdirSync(out).sort();
  for (const ending of ['wav', 'flac', 'mp3']) {
    expect(names).toContain(`Threshold - Doorway.${ending}`);
    expect(names).toContain(`Threshold - Doorway.${ending}.proof.json`);
  }
  const tags = execFileSync(
    'ffprobe',
    ['-v', 'error', '-show_entries', 'format_tags', join(out, 'Threshold - Doorway.flac')],
    { encoding: 'utf8' },
  );
  expect(tags).toMatch(/ISRC=DEA012600001/);
  expect(tags).toMatch(/title=Doorway/i);
});

test('an export is proved identical', async () => {
  await dialog().getByRole('button', { name: 'Prove' }).first().click();
  await expect(
    dialog()
      .getByText(/Identical: rendered again/)
      .first(),
  ).toBeVisible({ timeout: 90_000 });
  await page.keyboard.press('Escape');
  expect(existsSync(out)).toBe(true);
});

test('one format goes out at two rates, each with its rate in its name', async () => {
  await page.keyboard.press('Control+Shift+E');
  const chosen = dialog().getByRole('list', { name: 'Chosen files and their rates' });
  await chosen.getByRole('button', { name: 'Do not write FLAC 24 bit' }).click();
  await chosen.getByRole('button', { name: 'WAV 24 bit at another rate, too' }).focus();
  await page.keyboard.press('Enter');
  const names = dialog().getByRole('list', { name: 'Names that this export gives' });
  await expect(names).toContainText('Doorway (WAV 24 bit 44.1 kHz).wav');
  await look('export-rates');
  await dialog().getByRole('button', { name: 'Export 3 files' }).click();
  await expect(dialog().getByRole('note')).toBeHidden();
  await expect(dialog().getByText('Doorway (WAV 24 bit 44.1 kHz).wav').first()).toBeVisible({
    timeout: 90_000,
  });
  await expect
    .poll(() => existsSync(join(out, 'Threshold - Doorway (WAV 24 bit 44.1 kHz).wav')), { timeout: 90_000 })
    .toBe(true);
  const rate = execFileSync('soxi', ['-r', join(out, 'Threshold - Doorway (WAV 24 bit 44.1 kHz).wav')]);
  expect(String(rate).trim()).toBe('44100');
});
