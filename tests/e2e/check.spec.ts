/** The door, through the whole program: a check with real ears, heard, tried, set aside; notes; and the way through. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  page.on('pageerror', (error) => {
    throw error;
  });
  const stems = join(work, 'stems');
  mkdirSync(stems);
  writeTone(join(stems, 'Kick.wav'), 60, 6);
  writeTone(join(stems, 'Bass DI.wav'), 110, 6);
  writeTone(join(stems, 'Lead vox.wav'), 880, 6);
  threshold('new', session, '--from', stems);
  host = new HostProcess([session], { dataFolder, env: { HOME: work } });
  await page.goto(await host.address());
  await expect(page.getByRole('button', { name: 'Session Song' })).toBeVisible();
  await expect(page.getByText('Lead vox').first()).toBeVisible();
  // What somebody leaves behind before a bounce: a check must say so.
  await page.keyboard.press('2');
  await page.getByRole('group', { name: 'Strip Bass DI' }).getByRole('button', { name: /^Mute/ }).click();
});
test.afterAll(async () => {
  await page.close();
  await host.end({ keepData: true });
  rmSync(work, { recursive: true, force: true });
});

function threshold(...args: string[]): string {
  return execFileSync(process.execPath, [join(root, 'dist/cli/index.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, THRESHOLD_DATA: dataFolder },
  });
}

/** A letter is a key of the view only where nothing holds the focus. */
async function key(name: string): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press(name);
}

const findings = () => page.getByRole('region', { name: 'Findings' }).getByRole('article');
const openCard = () => page.locator('.finding-card');
const undoButton = () => page.getByRole('banner').getByRole('button', { name: /undo/i });

test('the check runs when its view opens, and shows what it found, worst first', async () => {
  await key('c');
  await expect(page.getByRole('heading', { name: 'Mix check' }).last()).toBeVisible();
  await expect(openCard()).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/0:06, 3 tracks, checked in/)).toBeVisible();
  await expect(findings().filter({ hasText: 'Bass DI' }).first()).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'What was looked at' }).getByRole('button').first(),
  ).toBeVisible();
  expect(await page.getByRole('img', { name: /\.$/ }).count()).toBeGreaterThan(2);
});

test('a finding is heard alone and leaves no trace', async () => {
  const before = await undoButton().getAttribute('aria-label');
  await key('h');
  await expect(openCard().getByRole('button', { name: 'Back to the mix' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop' }).first()).toBeVisible();
  await key('Escape');
  await expect(openCard().getByRole('button', { name: 'Hear it', exact: true })).toBeVisible();
  expect(await undoButton().getAttribute('aria-label')).toBe(before);
});

test('what is called no problem is remembered, and comes back when asked', async () => {
  const title = (await openCard().locator('h3').textContent()) ?? '';
  await key('n');
  await expect(openCard().locator('h3')).not.toHaveText(title);
  await expect(undoButton()).toHaveAttribute('aria-label', /Not a problem/);
  await page.getByRole('radiogroup', { name: 'Findings shown' }).getByText('Set aside').click();
  await expect(openCard().locator('h3')).toHaveText(title);
  await openCard().getByRole('button', { name: 'Ask again' }).click();
  await page
    .getByRole('radiogroup', { name: 'Findings shown' })
    .getByText('All', { exact: false })
    .first()
    .click();
  await expect(findings().filter({ hasText: title })).toBeVisible();
});

test('a fix is one step with its name, and the mix is said to be another one', async () => {
  const row = findings().filter({ has: page.getByRole('button', { name: /^Try it/ }) });
  const count = await row.count();
  for (let i = 0; i < count; i++) {
    const button = row.nth(i).getByRole('button', { name: /^Try it/ });
    if (!(await button.isEnabled())) continue;
    await button.click();
    break;
  }
  await expect(undoButton()).toHaveAttribute('aria-label', /Try:/);
  await expect(page.getByText('Checked before the last changes.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Hear before and after' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo it' }).click();
  await expect(page.getByText('Checked before the last changes.')).toBeHidden();
});

test('hands off: the song from its start, and one key drops a note', async () => {
  await page.getByRole('button', { name: 'Listen through' }).first().click();
  const through = page.getByRole('region', { name: 'Listen through' });
  await expect(through).toBeVisible();
  await expect(through.getByText(/0:0[1-6] of 0:06/)).toBeVisible();
  await page.keyboard.press('n');
  await expect(through.getByText(/^Note at 0:0/)).toBeVisible();
  // Nothing else has a key: no mute, no other view.
  await page.keyboard.press('2');
  await expect(through).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(through).toBeHidden();
  await page.getByRole('radiogroup', { name: 'Findings shown' }).getByText('Your notes').click();
  const text = page.getByRole('textbox', { name: /^What is at 0:0/ });
  await text.fill('The kick is late');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: /^Note at 0:0/ }).check();
  await expect(undoButton()).toHaveAttribute('aria-label', /Tick the note/);
});

test('the way through is open, and the findings come along', async () => {
  await page.getByRole('button', { name: /^Go through/ }).click();
  await expect(
    page.getByRole('region', { name: 'The master room' }).or(page.locator('.master')),
  ).toBeVisible();
  const panel = page.getByRole('region', { name: 'From the mix check' });
  await expect(panel).toContainText('open');
  await panel.getByRole('button').first().click();
  await expect(openCard()).toBeVisible();
  // From the mixer the digit goes straight there; the door shows what is open.
  await key('2');
  await key('3');
  await expect(page.locator('.master')).toBeVisible();
});
