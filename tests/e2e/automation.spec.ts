/** While it plays, what is automated moves in sight: caps and knobs, their numbers, and what a screen reader is told. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { HostProcess } from '../main/host-process.ts';
import { writeTone } from './person.ts';

const root = resolve(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'threshold-automation-'));
const dataFolder = join(work, 'data');
const session = join(dataFolder, 'Rides');
const RATE = 48_000;

let host: HostProcess;
let page: Page;
let stripId: string;

test.describe.configure({ mode: 'serial' });

function threshold(...args: string[]): string {
  return execFileSync(process.execPath, [join(root, 'dist/cli/index.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, THRESHOLD_DATA: dataFolder, HOME: dataFolder },
  });
}

/** A straight line over eight seconds. */
const line = (stripId: string, laneId: string, from: number, to: number) => ({
  stripId,
  laneId,
  fromSample: 0,
  toSample: 8 * RATE,
  points: [
    { sample: 0, value: from, bend: 0 },
    { sample: 8 * RATE, value: to, bend: 0 },
  ],
});

test.beforeAll(async ({ browser }) => {
  mkdirSync(dataFolder, { recursive: true });
  const tone = join(work, 'Bass.wav');
  writeTone(tone, 55, 10);
  const made = JSON.parse(threshold('new', session, '--from', tone, '--json')) as {
    tracks: { id: string }[];
  };
  stripId = made.tracks[0]!.id;
  const commands = join(work, 'commands.json');
  writeFileSync(
    commands,
    JSON.stringify([
      {
        id: 'effect.insert',
        payload: {
          stripId,
          effect: {
            id: 'c1',
            kind: 'compressor',
            parameters: {},
            bypassed: false,
            order: 'V',
            presetName: null,
            sideChain: null,
            impulse: null,
          },
        },
      },
      {
        id: 'automation.edit',
        payload: {
          edits: [
            line(stripId, 'faderDb', -20, 0),
            line(stripId, 'pan', -1, 1),
            line(stripId, 'inputTrimDb', -12, 0),
            line(stripId, 'effect:c1:thresholdDb', -40, -10),
            line('master', 'faderDb', -10, 0),
          ],
        },
      },
    ]),
  );
  threshold('do', session, commands);
  page = await browser.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  host = new HostProcess([session], { dataFolder });
  await page.goto(await host.address());
  await expect(page.getByRole('radiogroup', { name: 'View' })).toBeVisible();
  await expect(page.locator('.track-header')).toHaveCount(1);
});
test.afterAll(async () => {
  await page.close();
  await host.end({ keepData: true });
  rmSync(work, { recursive: true, force: true });
});

const slider = (name: string) => page.getByRole('slider', { name, exact: true });
const spokenNow = async (name: string) => Number(await slider(name).getAttribute('aria-valuenow'));
/** The number as it stands on the screen: a real minus sign, L and R of a pan. */
const read = (text: string | null) => {
  const clean = (text ?? '').replaceAll('−', '-');
  const number = Number(/-?[0-9.]+/.exec(clean)?.[0]);
  return clean.includes('L') ? -number : number;
};

/** What is shown now, and that it is further on a moment later. */
async function climbs(shown: () => Promise<number>, to: number): Promise<void> {
  await expect.poll(shown).toBeGreaterThan(to);
}

test('numbers beside faders and knobs follow their lanes while it plays, and a screen reader hears them', async () => {
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Mixer').click();
  await page.getByRole('button', { name: 'Compressor on Bass', exact: true }).click();
  const strip = page.getByRole('group', { name: 'Strip Bass' });
  const text = (selector: string) => async () => read(await strip.locator(selector).first().textContent());
  const fader = text('.strip-value b');
  const pan = text('.strip-pan .knob-value');
  const trim = text('.trim-value');
  const master = async () => read(await page.locator('.mixer-master .strip-value b').first().textContent());
  const knob = slider('Threshold, Bass, Compressor');
  const threshold = async () =>
    read(await page.locator('.knob', { has: knob }).locator('.knob-value').textContent());
  // Before it plays they stand where the lanes begin.
  await expect.poll(fader).toBe(-20);
  await expect.poll(pan).toBe(-100);
  await expect.poll(trim).toBe(-12);
  await expect.poll(threshold).toBe(-40);
  await expect.poll(master).toBe(-10);
  await page.keyboard.press('Control+Space');
  await climbs(fader, -18);
  await climbs(pan, -70);
  await climbs(trim, -9);
  await climbs(threshold, -32);
  await climbs(master, -7);
  await climbs(() => spokenNow('Fader of Bass'), -14);
  await climbs(() => spokenNow('Threshold, Bass, Compressor'), -27);
  await expect(knob).toHaveAttribute('aria-valuetext', /^−[12][0-9]\.[0-9] dB$/);
  await page.keyboard.press('Control+Space');
});

test('so do those of the timeline, and after the lane is gone the strip shows its own value again', async () => {
  await page.keyboard.press('Home');
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Timeline').click();
  const level = async () => read(await page.locator('.line-fader-value').first().textContent());
  await expect.poll(level).toBe(-20);
  await page.keyboard.press('Control+Space');
  await climbs(level, -16);
  await climbs(() => spokenNow('Level of Bass'), -14);
  await page.keyboard.press('Control+Space');
  const commands = join(work, 'remove.json');
  writeFileSync(
    commands,
    JSON.stringify([{ id: 'automation.remove', payload: { lanes: [{ stripId, laneId: 'faderDb' }] } }]),
  );
  threshold('do', session, commands);
  await expect.poll(level).toBe(0);
  await expect.poll(() => spokenNow('Level of Bass')).toBe(0);
});
