/** References and playback systems through the whole program: brought in, heard at once, told apart, never in the song. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { createWav } from '../../audio-engine/media/index.ts';
import { HostProcess } from '../main/host-process.ts';

const RATE = 44_100;
const work = mkdtempSync(join(tmpdir(), 'threshold-e2e-'));

let host: HostProcess;
let page: Page;

test.describe.configure({ mode: 'serial' });

/** A record of noise that falls towards the treble, with a loud middle, and a beat. */
function writeRecord(path: string, seconds: number, tilt: number, level: number): void {
  const writer = createWav(path, { channels: 2, sampleRate: RATE, format: 's16' });
  const frames = RATE * seconds;
  const samples = new Float64Array(frames * 2);
  let seed = 9;
  const white = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 1_073_741_824 - 1;
  };
  const low = [0, 0];
  for (let i = 0; i < frames; i++) {
    const loud = i > frames * 0.4 && i < frames * 0.8 ? 1 : 0.4;
    const beat = Math.exp(-6 * ((i % (RATE / 2)) / RATE));
    const middle = white();
    for (const side of [0, 1]) {
      const x = middle + 0.4 * white();
      low[side]! += (x - low[side]!) * tilt;
      const thump = Math.sin((2 * Math.PI * 55 * (i % (RATE / 2))) / RATE) * beat;
      samples[i * 2 + side] = level * loud * (low[side]! * (0.4 + 0.6 * beat) + 0.5 * thump);
    }
  }
  writer.write(samples, frames);
  writer.close();
}

test.beforeAll(async ({ browser }) => {
  mkdirSync(join(work, 'records'));
  mkdirSync(join(work, 'stems'));
  writeRecord(join(work, 'records', 'June Ocean - Holding Pattern.wav'), 40, 0.12, 0.5);
  writeRecord(join(work, 'records', 'Nightbirds - Slow Arcade.wav'), 36, 0.3, 0.8);
  writeRecord(join(work, 'stems', 'Band.wav'), 30, 0.2, 0.4);
  const session = join(work, 'Song');
  const env = { ...process.env, THRESHOLD_DATA: join(work, 'data') };
  const cli = resolve(import.meta.dirname, '../../dist/cli/index.js');
  execFileSync(process.execPath, [cli, 'new', session, '--from', join(work, 'stems')], { env });
  host = new HostProcess([session], { dataFolder: join(work, 'data'), env: { HOME: work } });
  page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(await host.address());
  await expect(page.getByRole('button', { name: 'Session Song' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Band').first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('3');
  await look('opened');
  await expect(page.getByRole('region', { name: 'Playback systems' })).toBeVisible();
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

const card = (name: string) => page.getByRole('button', { name, exact: true });
const segment = (name: string) =>
  page.getByRole('radiogroup', { name: 'What is heard' }).getByRole('radio', { name, exact: true });

test('records are brought in, measured, and stand beside the master', async () => {
  await page.getByRole('button', { name: 'Add references' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add references' });
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(join(work, 'records'));
  await page.keyboard.press('Enter');
  await dialog.getByText('June Ocean - Holding Pattern.wav').click();
  await dialog.getByText('Nightbirds - Slow Arcade.wav').click({ modifiers: ['Control'] });
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(card('A Holding Pattern, June Ocean')).toBeVisible({ timeout: 60_000 });
  await expect(card('B Slow Arcade, Nightbirds')).toBeVisible();
  await expect(page.locator('.reference-figures').first()).toContainText('LUFS');
  // Their loudest half minute is marked.
  await expect(page.locator('.reference-marker')).toHaveCount(2);
  await look('references');
});

test('T goes to the reference and back at once, Shift with a number to another', async () => {
  await page.keyboard.press('Control+Space');
  await page.keyboard.press('t');
  await expect(card('A Holding Pattern, June Ocean')).toHaveAttribute('aria-pressed', 'true');
  await expect(segment('A Holding Pattern')).toBeChecked();
  // The title bar says that these are not the master.
  await expect(page.getByRole('button', { name: /^Control room: .*Reference/ })).toBeVisible();
  await page.keyboard.press('Shift+2');
  await expect(card('B Slow Arcade, Nightbirds')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.reference[data-heard] .reference-gain')).toHaveText(/^[+−]?\d+\.\d dB/);
  await page.keyboard.press('t');
  await expect(segment('Master')).toBeChecked();
});

test('the master is measured and differs from the reference in numbers', async () => {
  const panel = page.getByRole('region', { name: 'Master against B' });
  await panel.getByRole('button', { name: 'Measure the master' }).click();
  await expect(panel.getByText('Presence', { exact: true })).toBeVisible({ timeout: 80_000 });
  await expect(panel.locator('.difference-db').first()).toHaveText(/^[+−]?\d+\.\d$/);
  await expect(panel.getByText(/^B \d+\.\d$/).first()).toBeVisible();
  await look('difference');
});

test('a match is heard without a step, and put into the final EQ as one', async () => {
  const panel = page.getByRole('region', { name: 'Master against B' });
  await panel.getByRole('button', { name: 'Hear it' }).click();
  await expect(panel.getByRole('button', { name: 'Hear it' })).toHaveClass(/match-on/);
  const slider = panel.getByRole('slider', { name: 'Match' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '45 %');
  await look('match');
  await panel.getByRole('button', { name: 'Put in Final EQ' }).click();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await expect(page.getByText('The master has changed since it was measured.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('The master has changed since it was measured.')).toBeHidden();
});

test('playback systems have a key each, say their match, and never stay unsaid', async () => {
  await page.keyboard.press('Alt+1');
  const phone = page
    .getByRole('region', { name: 'Playback systems' })
    .getByRole('button', { name: /^Phone, .*1$/ });
  await expect(phone).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.systems-state')).toContainText(
    /Phone is (matched by|turned up by) [+−]\d+\.\d dB/,
  );
  await expect(page.getByRole('button', { name: /^Control room: .*Phone/ })).toBeVisible();
  await phone.hover();
  await expect(page.getByText(/survives here/)).toBeVisible();
  await look('systems');
  await page.keyboard.press('Alt+4');
  await expect(page.locator('.systems-state')).toContainText('Car');
  await page.keyboard.press('Alt+0');
  await expect(phone).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByRole('button', { name: /^Main speakers/ })).toHaveAttribute('aria-pressed', 'true');
});

test('a blind test hides which is heard and counts what was told', async () => {
  await page.keyboard.press('x');
  const blind = page.getByRole('region', { name: 'X ?' });
  await expect(blind).toBeVisible();
  await expect(page.locator('.reference[data-heard]')).toHaveCount(0);
  for (let tries = 1; tries <= 3; tries++) {
    await blind.getByRole('button', { name: 'the master' }).click();
    await expect(blind.locator('output')).toContainText(`of ${tries} right`);
  }
  await look('blind');
  await blind.getByRole('button', { name: 'End' }).click();
  await expect(segment('Master')).toBeChecked();
});

test('the room keeps its parts at a smaller window and in the light', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Alt+2');
  await look('small');
  await expect(page.getByRole('button', { name: /^Main speakers/ })).toBeInViewport();
  await page.setViewportSize({ width: 1600, height: 1000 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Light');
  await page.keyboard.press('Enter');
  await expect(page.locator(':root')).toHaveAttribute('data-theme', 'light');
  await look('light');
});

test('a reference is renamed and removed, and comes back with undo', async () => {
  const first = card('A Holding Pattern, June Ocean');
  await first.focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Pattern');
  await page.keyboard.press('Enter');
  await expect(card('A Pattern, June Ocean')).toBeVisible();
  await card('A Pattern, June Ocean').focus();
  await page.keyboard.press('Delete');
  await expect(card('A Slow Arcade, Nightbirds')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(card('A Pattern, June Ocean')).toBeVisible();
});
