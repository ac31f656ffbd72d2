/**
 * The pointer on clips and ruler, two windows on one session, lines that drop and windows that go: what was held is
 * let go, what was done stays.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page, test, type WebSocketRoute } from '@playwright/test';
import { HostProcess } from '../main/host-process.ts';
import { drop, type Place, pull, writeTone } from './person.ts';

const work = mkdtempSync(join(tmpdir(), 'threshold-hand-'));
const dataFolder = join(work, 'data');

let host: HostProcess;
let context: BrowserContext;
let page: Page;
/** The page's line to the host, which a test can cut. */
let line: WebSocketRoute;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  mkdirSync(join(dataFolder, 'Songs'), { recursive: true });
  writeTone(join(work, 'Bass.wav'), 55, 8);
  writeTone(join(work, 'Kick.wav'), 80, 8);
  context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  page = await context.newPage();
  await page.routeWebSocket(/\/socket$/, (route) => {
    line = route;
    route.connectToServer();
  });
  host = new HostProcess([], { dataFolder });
  await page.goto(await host.address());
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  await drop(page, [join(work, 'Bass.wav'), join(work, 'Kick.wav')]);
  await expect(page.getByRole('option', { name: /^Kick, / })).toHaveCount(1);
  // Tall rows, in which a clip has its gain line.
  const lanes = page.getByRole('region', { name: 'Clips on the timeline' });
  await lanes.hover();
  await page.keyboard.down('Alt');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Alt');
  await expect.poll(async () => (await clipBox()).height).toBeGreaterThan(50);
});
test.afterAll(async () => {
  await context.close();
  await host.end({ keepData: true });
  rmSync(work, { recursive: true, force: true });
});

async function clipBox(): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.getByRole('option', { name: /^Bass, / }).boundingBox();
  if (!box) throw new Error('The clip has no place.');
  return box;
}

const undo = (name: string | RegExp) =>
  page.getByRole('button', { name: typeof name === 'string' ? `Undo: ${name}` : name });
const level = (of: Page) => of.getByRole('slider', { name: 'Level of Bass' });
const HEADER = 14;

test('an upper corner pulled in becomes a fade, and the other one too', async () => {
  const box = await clipBox();
  const top = box.y + HEADER + 3;
  await pull(page, { x: box.x + 3, y: top }, { x: box.x + 90, y: top + 4 });
  await expect(undo('Fade Bass')).toBeEnabled();
  await pull(page, { x: box.x + box.width - 3, y: top }, { x: box.x + box.width - 120, y: top + 4 });
  await expect(page.getByRole('slider', { name: /fade in/i })).not.toHaveAttribute('aria-valuenow', '0');
  await expect(page.getByRole('slider', { name: /fade out/i })).not.toHaveAttribute('aria-valuenow', '0');
});

test('the gain line pulled down makes the clip quieter, and Esc lets go of it', async () => {
  const box = await clipBox();
  // +12 dB at the top of the body, -24 dB at its foot.
  const bodyTop = box.y + HEADER;
  const y = bodyTop + 2 + (12 / 36) * (box.height - HEADER - 5);
  const at: Place = { x: box.x + box.width / 2, y };
  await pull(page, at, { x: at.x, y: at.y + 10 }, { release: false });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page.getByRole('slider', { name: 'Gain, Bass' })).toHaveAttribute('aria-valuenow', '0');
  await expect(undo('Fade Bass')).toBeEnabled();
  // What is under the pointer is known a frame after the clip is drawn anew.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await pull(page, at, { x: at.x, y: at.y + 10 });
  await expect(undo('Gain of Bass')).toBeEnabled();
});

test('an edge pulled in shortens the clip, pulled out it ends where the file ends', async () => {
  const bass = page.getByRole('option', { name: /^Bass, / });
  const label = (await bass.getAttribute('aria-label')) ?? '';
  const { x, width, y: top, height } = await clipBox();
  const y = top + height - 8;
  await pull(page, { x: x + width - 2, y }, { x: x + width - 204, y });
  await expect(undo('Trim Bass')).toBeEnabled();
  await expect(bass).not.toHaveAttribute('aria-label', label);
  // The picture follows the hand at once, its tree of names a moment later.
  await expect.poll(async () => (await clipBox()).width).toBeLessThan(width - 150);
  const short = await clipBox();
  await pull(page, { x: short.x + short.width - 2, y }, { x: x + width + 30, y });
  await expect(bass).toHaveAttribute('aria-label', label);
});

test('a drag along the ruler is the loop, and its ends can be taken again', async () => {
  const ruler = page.getByRole('region', { name: 'Ruler' });
  const box = await ruler.boundingBox();
  if (!box) throw new Error('There is no ruler.');
  const y = box.y + box.height - 8;
  await pull(page, { x: box.x + 300, y }, { x: box.x + 520, y });
  await expect(undo('Loop range')).toBeEnabled();
  await expect(page.getByRole('button', { name: /^Loop/ }).first()).toHaveAttribute('aria-pressed', 'true');
});

test('a second window sees what the first holds; a window that is reloaded lets go of it', async () => {
  const second = await context.newPage();
  await second.goto(new URL(page.url()).origin);
  await expect(level(second)).toHaveAttribute('aria-valuetext', /^0\.0/);
  const box = await level(page).boundingBox();
  if (!box) throw new Error('There is no fader.');
  const at = { x: box.x + box.width * 0.75, y: box.y + box.height / 2 };
  await pull(page, at, { x: at.x - 40, y: at.y }, { release: false });
  await expect(level(second)).not.toHaveAttribute('aria-valuetext', /^0\.0/);
  await page.reload();
  await expect(level(second)).toHaveAttribute('aria-valuetext', /^0\.0/);
  await page.mouse.up();
  await expect(level(page)).toHaveAttribute('aria-valuetext', /^0\.0/);

  // The other way round: the second crashes with the fader in its hand.
  const secondBox = await level(second).boundingBox();
  if (!secondBox) throw new Error('There is no fader.');
  const there = { x: secondBox.x + secondBox.width * 0.75, y: secondBox.y + secondBox.height / 2 };
  await pull(second, there, { x: there.x - 40, y: there.y }, { release: false });
  await expect(level(page)).not.toHaveAttribute('aria-valuetext', /^0\.0/);
  const crashed = new Promise((done) => second.once('crash', done));
  second.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await expect(level(page)).toHaveAttribute('aria-valuetext', /^0\.0/);
});

test('a line that drops is found again, with everything that was done', async () => {
  await level(page).focus();
  await page.keyboard.type('-3');
  await page.keyboard.press('Enter');
  await expect(level(page)).toHaveAttribute('aria-valuetext', /^−3\.0/);
  // Taken by the studio, not only shown.
  await expect(undo('Loop range')).toHaveCount(0);
  const before = line;
  await before.close();
  await expect.poll(() => line !== before).toBe(true);
  await expect(level(page)).toHaveAttribute('aria-valuetext', /^−3\.0/);
  await page.keyboard.press('Control+z');
  await expect(level(page)).toHaveAttribute('aria-valuetext', /^0\.0/);
});

test('a named version is gone back to; the song is found among the recent ones', async () => {
  await page.keyboard.press('Control+s');
  const name = page.getByRole('dialog', { name: /version/i });
  await name.getByRole('textbox').fill('Before the break');
  await page.keyboard.press('Enter');
  await expect(name).toHaveCount(0);
  await level(page).focus();
  await page.keyboard.type('-9');
  await page.keyboard.press('Enter');
  await expect(level(page)).toHaveAttribute('aria-valuetext', /^−9\.0/);
  const command = async (title: string) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(title);
    await page.keyboard.press('Enter');
  };
  await command('Versions');
  await page
    .getByRole('dialog', { name: 'Versions' })
    .getByRole('button', { name: /Before the break/ })
    .click();
  await expect(level(page)).toHaveAttribute('aria-valuetext', /^0\.0/);
  await command('Recent');
  await expect(page.getByRole('dialog', { name: 'Recent sessions' }).getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
});

test('a place outside home is refused in the dialog, which stays for another', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Save as');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Save as' });
  await dialog.getByRole('textbox', { name: 'Folder' }).fill('/nowhere/near/home');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('/nowhere/near/home');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(join(dataFolder, 'Songs', 'By hand'));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Session By hand' })).toBeVisible();
});
