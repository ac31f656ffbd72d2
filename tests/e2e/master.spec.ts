/** The Master room with a hand on it: a move that the mix explains, a break and the way back, limiting blind, a print. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { HostProcess } from '../main/host-process.ts';
import { writeTone } from './person.ts';

const root = resolve(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'threshold-e2e-'));
const dataFolder = join(work, 'data');
const session = join(work, 'Song');

let host: HostProcess;
let page: Page;

test.describe.configure({ mode: 'serial' });

function threshold(args: string[], input = ''): string {
  return execFileSync(process.execPath, [join(root, 'dist/cli/index.js'), ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, THRESHOLD_DATA: dataFolder },
  });
}

const insert = (id: string, kind: string, order: string, parameters: Record<string, number>) => ({
  id: 'effect.insert',
  payload: {
    stripId: 'master',
    effect: {
      id,
      kind,
      order,
      bypassed: false,
      parameters,
      presetName: null,
      sideChain: null,
      impulse: null,
    },
  },
});

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  page.on('pageerror', (error) => {
    throw error;
  });
  const stems = join(work, 'stems');
  mkdirSync(stems);
  mkdirSync(dataFolder, { recursive: true });
  writeTone(join(stems, 'Kick.wav'), 60, 8);
  writeTone(join(stems, 'Bass DI.wav'), 110, 8);
  writeTone(join(stems, 'Lead vox.wav'), 880, 8);
  writeTone(join(work, 'Slow Arcade.wav'), 440, 8);
  threshold(['new', session, '--from', stems]);
  threshold(['references', session, '--add', join(work, 'Slow Arcade.wav')]);
  const band = { band4On: 1, band4FrequencyHz: 880, band4GainDb: -5, band4Q: 1 };
  const commands = [insert('eq', 'equaliser', 'F', band), insert('top', 'limiter', 'V', { gainDb: 14 })];
  threshold(['do', session, '-'], commands.map((command) => JSON.stringify(command)).join('\n'));
  // An hour and a half of sound, but for a moment: the break that is due comes while this is looked at.
  const now = Date.now();
  const heard = { listenedMs: 5_398_000, sinceMs: now - 5_400_000, lastHeardMs: now - 1000, laterUntilMs: 0 };
  const rest = { breakUntilMs: null, roomAtStartDb: 0, start: null, history: [], breaks: [] };
  writeFileSync(join(dataFolder, 'listening.json'), JSON.stringify({ ...heard, ...rest }));
  host = new HostProcess([session], { dataFolder, env: { HOME: work } });
  await page.goto(await host.address());
  await expect(page.getByRole('button', { name: 'Session Song' })).toBeVisible();
  await key('3');
});
test.afterAll(async () => {
  await page.close();
  await host.end({ keepData: true });
  rmSync(work, { recursive: true, force: true });
});

async function key(name: string): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press(name);
}

const undoButton = () => page.getByRole('banner').getByRole('button', { name: /undo/i });
const notices = () => page.getByRole('region', { name: 'Notices' });

test('a cut of the final EQ names the track behind it, is heard on it, and becomes its move in one step', async () => {
  const line = page.getByRole('region', { name: 'What the mix could do instead' });
  await expect(line).toContainText('Final EQ takes 5.0 dB at 880 Hz', { timeout: 60_000 });
  await expect(line).toContainText('Lead vox');
  const before = await undoButton().getAttribute('aria-label');
  await line.getByRole('button', { name: 'Hear both' }).click();
  await expect(line.getByRole('radio', { name: 'On the tracks' })).toBeChecked();
  expect(await undoButton().getAttribute('aria-label')).toBe(before);
  await line.getByText('On the master').click();
  await line.getByRole('button', { name: 'Fix in the mix' }).click();
  await expect(line).toBeHidden();
  await expect(undoButton()).toHaveAttribute('aria-label', /from the master into the mix/);
  await key('Control+z');
  await expect(undoButton()).toHaveAttribute('aria-label', before!);
  await expect(line).toBeVisible({ timeout: 60_000 });
});

test('a break is offered until it is answered; whatever plays after it is the reference, matched', async () => {
  await key('Space');
  const offer = notices().getByRole('button', { name: 'Break, 15 min' });
  await expect(offer).toBeVisible();
  await offer.click();
  await expect(notices()).toContainText('Break: fifteen quiet minutes');
  await expect(page.getByRole('banner').getByRole('button', { name: 'Play' })).toBeVisible();
  await key('Home');
  await key('Space');
  await expect(notices()).toContainText('You hear “Slow Arcade”, equally loud');
  await expect(notices()).not.toContainText('fifteen quiet minutes');
  await expect(page.getByRole('button', { name: /^Monitor|Reference/ }).first()).toBeVisible();
  await key('t');
  await key('Space');
});

test('what limiting costs is heard blind, voted on, and revealed', async () => {
  await page.getByRole('button', { name: 'What limiting costs' }).click();
  const line = page.locator('.limiting-line');
  await expect(line).toContainText('With 3.0 dB less limiting', { timeout: 60_000 });
  await line.getByRole('button', { name: 'Blind' }).click();
  await expect(line.getByRole('button', { name: 'Hear 1' })).toHaveAttribute('aria-pressed', 'true');
  await line.getByRole('button', { name: 'Hear 2' }).click();
  await expect(line.getByRole('button', { name: 'Hear 2' })).toHaveAttribute('aria-pressed', 'true');
  await line.getByRole('button', { name: '1 is the gentler one' }).click();
  await expect(line.getByRole('status')).toContainText(/(Right|No), [12] was gentler\. [01] of 1/);
  await line.getByRole('button', { name: 'End' }).click();
  await expect(line.getByRole('button', { name: 'Hear gentler' })).toBeVisible();
  await key('Space');
});

test('with a print as the source a finding is heard in the live mix, and the print comes back', async () => {
  await page.getByText('Printed', { exact: true }).click();
  await expect(page.getByText(/^Print 1/).first()).toBeVisible({ timeout: 60_000 });
  await key('c');
  const card = page.locator('.finding-card');
  await expect(card).toBeVisible({ timeout: 120_000 });
  const chip = page.getByRole('button', { name: /Plays Print 1/ });
  await expect(chip).toBeVisible();
  const about = page
    .getByRole('region', { name: 'Findings' })
    .getByRole('article')
    .filter({ hasText: /Lead vox|Bass DI|Kick/ })
    .first();
  await about.getByRole('button', { name: /^Hear it/ }).click();
  await expect(notices()).toContainText('A track is heard in the live mix.');
  await expect(chip).toBeHidden();
  await key('Escape');
  await expect(chip).toBeVisible();
  await expect(notices()).not.toContainText('refused');
});
