/**
 * Row `live-64`: 64 strips with an equaliser and a compressor each, played by the whole program at 256 frames on the
 * clocked device, while waveforms are computed and a page scrolls and zooms: the part of their deadline that 99.9 % of
 * blocks stay under. Then how many missed it, how much of its time this machine was kept from working, and what engine and
 * main process hold in memory meanwhile.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import type { Costs } from '../../audio-engine/protocol/index.ts';
import { findBrowser } from '../../main/browser/window.ts';
import { connect, HostProcess } from '../main/host-process.ts';
import { fileSession } from './file-session.ts';
import { residentMegabytes } from './memory.ts';
import type { Bench, BenchRow } from './row.ts';
import { writeSession } from './session-files.ts';
import { SAMPLE_RATE } from './strips-shape.ts';

const TRACKS = 64;
/** Of every file; the song loops. */
const SECONDS = 20;
const PLAYED_MS = 15_000;

/** Turns a wheel over a part of the page for a while, as a hand does. */
async function turn(
  page: Page,
  selector: string,
  wheel: [x: number, y: number],
  key: string | null,
): Promise<void> {
  const box = await page.locator(selector).first().boundingBox();
  if (box) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  if (key) await page.keyboard.down(key);
  const until = performance.now() + PLAYED_MS;
  for (let n = 0; performance.now() < until; n++) {
    const sign = Math.floor(n / 30) % 2 ? -1 : 1;
    await page.mouse.wheel(wheel[0] * sign, wheel[1] * sign);
    await page.waitForTimeout(30);
  }
  if (key) await page.keyboard.up(key);
}

async function run(): Promise<BenchRow[]> {
  const browserPath = findBrowser();
  if (!browserPath) throw new Error('Row live-64 needs Chromium, which is not installed.');
  const dataFolder = mkdtempSync(join(tmpdir(), 'threshold-bench-live-'));
  const folder = join(dataFolder, 'Sixty-four');
  const document = fileSession(folder, TRACKS, SECONDS);
  document.loop = { enabled: true, startSample: 0, endSample: SECONDS * SAMPLE_RATE };
  writeSession(folder, document);
  const host = new HostProcess([], { dataFolder });
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  try {
    const address = await host.address();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(address);
    const [cookie] = await page.context().cookies();
    const connection = await connect(address, `${cookie?.name}=${cookie?.value}`);
    await connection.invoke('engine.useDevice', { name: 'clocked', blockFrames: 256 });
    await connection.invoke('session.open', { path: folder });
    await page.waitForSelector('.lanes-scroll');
    connection.send('engine.watch', { spectra: [], effects: [], goniometer: false, costs: true });
    await connection.invoke('transport.play', { fromSample: 0 });
    const before = cpuTicks();
    await turn(page, '.lanes-scroll', [0, 120], 'Control');
    await page.keyboard.press('2');
    await page.waitForSelector('.strip');
    await turn(page, '.strip', [160, 0], null);
    const after = cpuTicks();
    const told = connection.events.filter(({ event }) => event === 'engine.costs');
    const costs = told.at(-1)?.payload as Costs | undefined;
    const memory = residentMegabytes(host.child.pid!).reduce((sum, one) => sum + one, 0);
    connection.close();
    if (!costs || costs.blocks.count < 1000) throw new Error('The engine told no costs.');
    const unit = '% of the deadline';
    return [
      { name: 'live-64', unit, ours: costs.blocks.most * 100, peers: {} },
      { name: 'live-64-median', unit, ours: costs.blocks.median * 100, peers: {} },
      { name: 'live-64-late', unit: `of ${costs.blocks.count} blocks`, ours: costs.blocks.late, peers: {} },
      ...(before && after
        ? [
            {
              name: 'live-64-machine',
              unit: '% of the time at work that the host of this machine gave to others',
              ours: (100 * (after.stolen - before.stolen)) / Math.max(1, after.busy - before.busy),
              peers: {},
            },
          ]
        : []),
      { name: 'live-64-memory', unit: 'MB main and engine', ours: memory, peers: {} },
    ];
  } finally {
    await browser.close();
    await host.end({ keepData: true });
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** Linux counts for how long its cores were at work, and for how long of it a virtual machine stood still. */
function cpuTicks(): { busy: number; stolen: number } | null {
  if (!existsSync('/proc/stat')) return null;
  const all = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.split(/\s+/).slice(1).map(Number);
  const [user = 0, nice = 0, system = 0, , , , , stolen = 0] = all;
  return { busy: user + nice + system + stolen, stolen };
}

export const live64: Bench = {
  name: 'live-64',
  about: `${TRACKS} strips at 256 frames in real time, while waveforms are computed and both views are scrolled: what 99.9 % of blocks take of their time.`,
  run,
};
