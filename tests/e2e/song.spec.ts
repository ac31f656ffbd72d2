import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { HostProcess } from '../main/host-process.ts';

const root = resolve(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'threshold-e2e-'));
const dataFolder = join(work, 'data');
const captureFile = join(work, 'capture.f32');
const session = join(dataFolder, 'demo', 'Doorway');

let host: HostProcess;
let page: Page;

test.describe.configure({ mode: 'serial' });

async function open(browserPage: Page): Promise<void> {
  host = new HostProcess(['--demo'], { dataFolder, env: { THRESHOLD_CAPTURE: captureFile } });
  await browserPage.goto(await host.address());
}

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await open(page);
});
test.afterAll(async () => {
  await page.close();
  await host.end({ keepData: true });
  rmSync(work, { recursive: true, force: true });
});

const slider = (name: string) => page.getByRole('slider', { name, exact: true });

/** A value typed into a knob or fader, the way a person types over it. */
async function type(name: string, value: string): Promise<void> {
  await slider(name).focus();
  await page.keyboard.type(value);
  await page.keyboard.press('Enter');
}

/** Stereo frames of the capture as it is now. */
function captured(): Float32Array {
  const bytes = readFileSync(captureFile);
  return new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 8) * 2);
}

function threshold(...args: string[]): string {
  return execFileSync(process.execPath, [join(root, 'dist/cli/index.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, THRESHOLD_DATA: dataFolder },
  });
}

test('the demo song opens, mixed, with its tracks, sections and waveforms', async () => {
  await expect(page.getByRole('button', { name: 'Session Doorway' })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByRole('group', { name: 'Strip Lead vox' })).toBeVisible({ timeout: 60_000 });
  // Fifteen tracks, four buses, three returns, a VCA and the master.
  await expect(page.getByRole('group', { name: /^Strip / })).toHaveCount(24);
  await expect(page.getByRole('button', { name: 'Compressor on Lead vox' })).toBeVisible();
  // The last move of the mix.
  await expect(page.getByRole('button', { name: /^Undo: Write Music.*fader.*automation$/ })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByRole('button', { name: /^Marker Chorus at 11/ })).toBeAttached();
});

test('space plays: the position moves, meters move, and the sound is the mix, sample for sample', async () => {
  await page.keyboard.press('2');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  const position = page.getByRole('timer');
  await expect(position).not.toHaveText(/^1\.1\.000/);
  await expect
    .poll(async () =>
      Number(await page.getByRole('meter', { name: 'Level of Rhodes' }).getAttribute('aria-valuenow')),
    )
    .toBeGreaterThan(-50);
  // The device also hears the silence before.
  const sounding = (): number => {
    const heard = captured();
    const first = heard.findIndex((v) => v !== 0);
    return first < 0 ? 0 : (heard.length - first) / 2;
  };
  await expect.poll(sounding, { timeout: 30_000 }).toBeGreaterThan(44_100 * 4);
  await page.keyboard.press('Space');

  const file = join(work, 'mix.wav');
  threshold('render', session, '-o', file, '--bits', '32f', '--from', '0', '--to', '4');
  const raw = spawnSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 'f32le', '-'], {
    maxBuffer: 1 << 28,
  }).stdout;
  const rendered = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
  const heard = captured();
  const first = (samples: Float32Array): number => samples.findIndex((v) => v !== 0);
  const shift = first(heard) - first(rendered);
  const length = 44_100 * 2 * 3;
  let differing = 0;
  for (let i = first(rendered); i < length; i++) if (heard[i + shift] !== rendered[i]) differing++;
  expect(differing).toBe(0);
});

test('a fader that is moved while it plays is found in the sound', async () => {
  await page.keyboard.press('Home');
  const start = captured().length;
  await page.keyboard.press('Space');
  const second = 44_100 * 2;
  const rms = (from: number, samples: number): number => {
    const sound = captured().subarray(from, from + samples);
    return Math.sqrt(sound.reduce((sum, v) => sum + v * v, 0) / sound.length);
  };
  await expect.poll(() => rms(start, captured().length - start), { timeout: 30_000 }).toBeGreaterThan(0.005);
  await expect.poll(() => captured().length, { timeout: 30_000 }).toBeGreaterThan(start + 3 * second);
  const before = captured().length;
  await type('Fader of Mix', '-40');
  await expect(slider('Fader of Mix')).toHaveAttribute('aria-valuetext', /40/);
  const moved = captured().length;
  await expect.poll(() => captured().length, { timeout: 30_000 }).toBeGreaterThan(moved + 2 * second);
  await page.keyboard.press('Control+Space');
  const loud = rms(before - second, second);
  const quiet = rms(moved + second, second);
  expect(20 * Math.log10(quiet / loud)).toBeLessThan(-25);
  expect(quiet).toBeGreaterThan(0);
  await page.keyboard.press('Control+z');
  await expect(slider('Fader of Mix')).toHaveAttribute('aria-valuetext', /^0\.0/);
});

test('an equaliser is added and shaped from the keyboard, and undone by name', async () => {
  await page.getByRole('button', { name: 'Add an insert to Toms' }).click();
  await page.getByRole('menuitem', { name: 'Compressor' }).click();
  await page.getByRole('button', { name: 'Compressor on Toms', exact: true }).click();
  await type('Threshold, Toms, Compressor', '-30');
  await expect(slider('Threshold, Toms, Compressor')).toHaveAttribute('aria-valuetext', /−30/);
  await page.getByRole('button', { name: 'Equaliser on Toms', exact: true }).click();
  await page.getByRole('button', { name: /^Band 4, Bell/ }).click();
  await type('Gain, Toms, Equaliser', '6');
  await expect(slider('Gain, Toms, Equaliser')).toHaveAttribute('aria-valuetext', /\+?6\.0 dB/);
  await page.keyboard.press('Control+z');
  await expect(slider('Gain, Toms, Equaliser')).not.toHaveAttribute('aria-valuetext', /6\.0 dB/);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Compressor on Toms', exact: true })).toHaveCount(0);
});

test('the master is exported to a target, measured as written, and lands on it', async () => {
  // Not by key: a digit typed while a knob has the focus is a value.
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Master').click();
  await page.getByRole('button', { name: /This song is for/ }).click();
  await page.getByRole('option', { name: /^Spotify +−14/ }).click();
  // Inside the home folder that the host may write to.
  const file = join(dataFolder, 'master.wav');
  await page.getByRole('textbox', { name: 'File' }).fill(file);
  await page.getByRole('button', { name: 'Export file' }).click();
  await expect.poll(() => existsSync(file), { timeout: 80_000 }).toBe(true);
  await expect(page.getByText(/−14\.0/).first()).toBeVisible();
  const measured = JSON.parse(threshold('measure', file, '--json')) as {
    integratedLufs: number;
    truePeakDbtp: number;
  };
  expect(Math.abs(measured.integratedLufs + 14)).toBeLessThan(0.1);
  expect(measured.truePeakDbtp).toBeLessThanOrEqual(-1);
});

test('what was done is there after the program starts again, with its history', async () => {
  await host.end({ keepData: true });
  await open(page);
  // The view that was open is open again.
  await expect(page.getByRole('radio', { name: /^Master/ }).first()).toBeChecked({ timeout: 30_000 });
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Mixer').click();
  await expect(page.getByRole('group', { name: 'Strip Lead vox' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: /^Undo: / })).toBeEnabled();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Redo: / })).toBeEnabled();
});
