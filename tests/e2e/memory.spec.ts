/** Mixes that are kept, through the whole program: scenes, two moments side by side, chains, frozen tracks, cancels. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
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
  await page.keyboard.press('2');
  await expect(page.getByRole('group', { name: 'Strip Kick' })).toBeVisible();
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

/** A picture for whoever wants to look: only where a folder is named. */
async function look(name: string): Promise<void> {
  const folder = process.env.THRESHOLD_LOOK;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

const fader = (name: string) => page.getByRole('slider', { name: `Fader of ${name}`, exact: true });

/** Enter presses what focus came to by the keyboard; else it belongs to the transport. */
async function byKeyboard(control: Locator): Promise<void> {
  await page.keyboard.press('Tab');
  await control.focus();
  await page.keyboard.press('Enter');
}

/** A digit on a fader is a value: nothing holds the focus when the view is changed. */
async function toView(key: '1' | '2'): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press(key);
}

async function setFader(name: string, value: string): Promise<void> {
  await fader(name).focus();
  await page.keyboard.type(value);
  await page.keyboard.press('Enter');
}

test('a scene is stored, heard over the mix without a step, and recalled as one', async () => {
  await page.keyboard.press('Control+s');
  await page.getByRole('textbox', { name: 'Name of the version' }).fill('Rough mix');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Version “Rough mix” is kept.')).toBeVisible();
  await page.keyboard.press('Control+Shift+B');
  await page.getByRole('tab', { name: 'Scenes' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+S');
  await page.getByRole('textbox', { name: 'Name' }).fill('Verse mix');
  await page.keyboard.press('Enter');
  const scene = page.getByRole('button', { name: /^Scene Verse mix/ });
  await expect(scene).toBeVisible();
  const before = await fader('Kick').getAttribute('aria-valuetext');
  await setFader('Kick', '-20');
  await setFader('Bass DI', '-12');
  await expect(page.getByText('Recalling it makes 2 changes')).toBeVisible();
  const undo = page.getByRole('button', { name: /^Undo/ });
  const step = await undo.getAttribute('aria-label');
  const hear = page.getByRole('button', { name: 'Hear it: Verse mix' });
  await byKeyboard(hear);
  await expect(fader('Kick')).toHaveAttribute('aria-valuetext', before ?? '');
  await expect(page.getByText('You hear the scene “Verse mix”')).toBeVisible();
  await look('scene-heard');
  expect(await undo.getAttribute('aria-label')).toBe(step);
  await byKeyboard(hear);
  await expect(fader('Kick')).toHaveAttribute('aria-valuetext', /20/);
  // Held, it sounds while it is held.
  const box = (await hear.boundingBox())!;
  await page.mouse.move(box.x + 8, box.y + 8);
  await page.mouse.down();
  await expect(fader('Kick')).toHaveAttribute('aria-valuetext', before ?? '');
  await page.waitForFunction(() => new Promise((done) => setTimeout(() => done(true), 400)));
  await page.mouse.up();
  await expect(fader('Kick')).toHaveAttribute('aria-valuetext', /20/);
  // An edit ends it and is kept.
  await byKeyboard(hear);
  await setFader('Bass DI', '-11');
  await expect(page.getByText('You edited: you hear your own mix again.')).toBeVisible();
  await expect(fader('Kick')).toHaveAttribute('aria-valuetext', /20/);
  await expect(fader('Bass DI')).toHaveAttribute('aria-valuetext', /11/);
  await look('scenes');
});

test('two moments: moves in words, figures by strip, and the difference heard at one position', async () => {
  await page.keyboard.press('Control+Shift+D');
  const dialog = page.getByRole('dialog', { name: 'What did I change?' });
  await expect(dialog.getByRole('region', { name: 'Moves' })).toContainText('Kick');
  await dialog.getByRole('button', { name: 'Measure what you hear' }).click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await look('compare-running');
  const table = dialog.getByRole('table', { name: 'What it did to the sound' });
  await expect(table).toBeVisible({ timeout: 90_000 });
  await expect(table.getByRole('row', { name: /^Kick/ })).toContainText('LU');
  await expect(table.getByRole('row', { name: /^The mix/ })).toBeVisible();
  for (const side of ['A before', 'B after', 'A − B']) {
    await dialog.getByText(side, { exact: true }).click();
    await expect(dialog.getByRole('radio', { name: side })).toBeChecked();
  }
  await look('compare');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a recall is one step, by key', async () => {
  await page.keyboard.press('Alt+PageDown');
  await expect(page.getByText('Scene “Verse mix” is recalled.')).toBeVisible();
  await expect(page.getByText('The mix stands as in this scene.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(fader('Kick')).toHaveAttribute('aria-valuetext', /20/);
});

test('a chain takes the place of a strip’s inserts in one step, and one’s own is kept', async () => {
  const strip = page.getByRole('group', { name: 'Strip Kick' });
  await strip.click({ position: { x: 4, y: 400 } });
  await page.keyboard.press('Shift+C');
  const dialog = page.getByRole('dialog', { name: /Choose a chain/ });
  await dialog.getByRole('textbox').fill('kick');
  await look('chains');
  await dialog.getByRole('button', { name: 'Kick: weight and beater' }).click();
  await dialog.getByRole('button', { name: 'Load' }).click();
  await expect(page.getByText(/Kick: weight and beater: /)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Gate.*Kick/ }).first()).toBeVisible();
  await look('chain-loaded');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('save the inserts');
  await page.keyboard.press('Enter');
  const save = page.getByRole('dialog', { name: 'Save a chain' });
  await save.getByRole('textbox', { name: 'Name' }).fill('My kick');
  await save.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The chain “My kick” is saved.')).toBeVisible();
});

test('a track freezes, says so in both views, and thaws; a bounce stands beside it', async () => {
  await page.keyboard.press('Control+Shift+F');
  const mark = page.getByRole('button', { name: /^Kick is frozen/ });
  await expect(mark).toBeVisible({ timeout: 60_000 });
  await look('frozen-mixer');
  await toView('1');
  await expect(page.getByRole('button', { name: /^Kick is frozen/ })).toBeVisible();
  await page.keyboard.press('Control+b');
  await expect(page.getByRole('button', { name: /Kick.*bounce/i }).first()).toBeVisible({ timeout: 60_000 });
  await look('frozen-timeline');
  await page.getByRole('button', { name: /^Kick is frozen/ }).click();
  await expect(page.getByRole('button', { name: /^Kick is frozen/ })).toHaveCount(0);
});

test('delay is typed in milliseconds and shown in samples, beside the latency', async () => {
  await toView('2');
  await page.getByRole('group', { name: 'Strip Bass DI' }).click({ position: { x: 4, y: 400 } });
  await page.keyboard.press('Shift+T');
  const dialog = page.getByRole('dialog', { name: /Delay and latency of Bass DI/ });
  await dialog.getByRole('textbox', { name: 'Delay in ms' }).fill('-2.5');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Delay in samples' })).toHaveValue('−120');
  await dialog.getByRole('textbox', { name: 'Delay in samples' }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(dialog.getByRole('textbox', { name: 'Delay in samples' })).toHaveValue('−119');
  await expect(dialog.getByText(/\d+ samples \(/).first()).toBeVisible();
  await look('delay');
  await page.keyboard.press('Escape');
});

test('an export that is cancelled leaves no file', async () => {
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog
    .getByRole('button', { name: /^Export/ })
    .last()
    .click();
  await page.getByRole('button', { name: 'Cancel' }).last().click();
  await expect(page.getByText(/cancelled/i).first()).toBeVisible({ timeout: 20_000 });
  await look('export-cancelled');
  const folder = join(session, 'exports');
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
});

test('the command line says what was changed, also while the program has the session open', async () => {
  const text = threshold('compare', session, '--from', 'Rough mix', '--to', 'now', '--moves', '--json');
  const { to, changes } = JSON.parse(text) as { to: string; changes: { sentence: string }[] };
  expect(to).toBe('Now');
  expect(changes.some(({ sentence }) => sentence.startsWith('Kick fader'))).toBe(true);
});
