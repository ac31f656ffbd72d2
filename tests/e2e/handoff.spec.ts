/** A song between two engineers through the whole program: written by one window, opened by another as a session. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { HostProcess } from '../main/host-process.ts';
import { writeTone } from './person.ts';

const root = resolve(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'threshold-e2e-handoff-'));
const dataFolder = join(work, 'data');
const given = join(work, 'For Mary');

let host: HostProcess;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.on('pageerror', (error) => {
    throw error;
  });
  const stems = join(work, 'stems');
  mkdirSync(stems);
  writeTone(join(stems, 'Bass.wav'), 110, 2);
  writeTone(join(stems, 'Lead vox.wav'), 880, 2);
  execFileSync(
    process.execPath,
    [join(root, 'dist/cli/index.js'), 'new', join(work, 'Song'), '--from', stems],
    {
      env: { ...process.env, THRESHOLD_DATA: dataFolder },
    },
  );
  host = new HostProcess([join(work, 'Song')], { dataFolder, env: { HOME: work } });
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

async function command(words: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

const give = () => page.getByRole('dialog', { name: 'Hand off to another engineer' });
const take = () => page.getByRole('dialog', { name: 'Open a hand-off package' });

test('a package says what it holds, and is written by keyboard alone', async () => {
  await command('hand off to');
  await expect(give().getByRole('list', { name: 'It holds' })).toContainText('before the master strip');
  await give()
    .getByRole('textbox', { name: 'What the engineer should know' })
    .fill('Warm, please.\nNo clipping.');
  await give().getByRole('textbox', { name: 'Into a new folder' }).fill(given);
  await look('handoff-give');
  await give().getByRole('button', { name: 'Write the package' }).focus();
  await page.keyboard.press('Enter');
  await expect(give().getByRole('status')).toContainText('2 stems', { timeout: 60_000 });
  expect(readdirSync(given).sort()).toContain('README.txt');
  expect(readFileSync(join(given, 'README.txt'), 'utf8')).toContain('No clipping.');
  expect(readdirSync(join(given, 'stems')).filter((name) => name.endsWith('.wav'))).toHaveLength(2);
  // A folder with something in it is not written over.
  await give().getByRole('button', { name: 'Write the package' }).click();
  await expect(give().getByRole('alert')).toContainText('is not empty');
  await page.keyboard.press('Escape');
});

test('a folder that is no package is refused with its reason', async () => {
  await command('open a hand-off');
  await take().getByRole('textbox', { name: 'Folder that was given' }).fill(join(work, 'stems'));
  await expect(take().getByRole('alert')).toContainText('has no handoff.json');
  await expect(take().getByRole('button', { name: 'Open it' })).toBeDisabled();
});

test('its premaster alone becomes what this session masters', async () => {
  await take().getByRole('textbox', { name: 'Folder that was given' }).fill(given);
  await expect(take().getByText('Warm, please.')).toBeVisible();
  await look('handoff-take');
  await take().getByText('What this session masters').click();
  await take().getByRole('button', { name: 'Open it' }).click();
  await expect(take().getByRole('status')).toContainText('is here', { timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Session Song' })).toBeVisible();
  const journal = readFileSync(join(work, 'Song', 'journal.jsonl'), 'utf8');
  expect(journal).toContain('Open the hand-off of Song');
});

test('all of it becomes a session with its stems; a file that was changed is told', async () => {
  const stem = join(given, 'stems', 'Bass.wav');
  const bytes = readFileSync(stem);
  bytes[bytes.length - 200]! ^= 1;
  writeFileSync(stem, bytes);
  rmSync(join(given, 'stems', 'Lead vox.wav'));
  await command('open a hand-off');
  await take().getByRole('textbox', { name: 'Folder that was given' }).fill(given);
  await expect(take().getByText('Lead vox.wav is missing.')).toBeVisible();
  await take().getByRole('button', { name: 'Open it' }).click();
  await expect(take().getByRole('status')).toContainText('is here', { timeout: 60_000 });
  await expect(take().getByText('Bass.wav is not as it was sent')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Bass', { exact: true }).first()).toBeVisible();
  expect(existsSync(join(work, 'Song', 'audio'))).toBe(true);
});
