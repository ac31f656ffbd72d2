/**
 * Rows `timeline-100` and `mixer-100`: what a hundred tracks cost the page's main thread, in a headless Chromium
 * that draws without a graphics card.
 */
import { chromium, type Page } from 'playwright';
import { findBrowser } from '../../main/browser/window.ts';
import { type PageHost, servePage } from './page-host.ts';
import { largeSession } from './page-session.ts';
import { mainThreadDuring, type Work, workDuring } from './page-trace.ts';
import type { Bench, BenchRow } from './row.ts';

const WARM_MS = 1500;
const MEASURED_MS = 3000;

/** Sends input in the page once an animation frame, as a hand on a wheel does. */
const PLAY = `(async ({ selector, ms, wheel, turnEvery }) => {
  const target = document.querySelector(selector);
  const box = target.getBoundingClientRect();
  const until = performance.now() + ms;
  for (let n = 0; performance.now() < until; n++) {
    await new Promise((next) => requestAnimationFrame(next));
    const sign = Math.floor(n / turnEvery) % 2 === 0 ? 1 : -1;
    const event = new WheelEvent('wheel', {
      deltaX: (wheel.deltaX ?? 0) * sign, deltaY: (wheel.deltaY ?? 0) * sign, ctrlKey: wheel.ctrlKey ?? false,
      clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, bubbles: true, cancelable: true,
    });
    // What an untrusted event does not do by itself.
    if (target.dispatchEvent(event) && event.deltaY !== 0) { const lanes = target.closest('.lanes-scroll'); if (lanes) lanes.scrollTop += event.deltaY; }
  }
})`;

interface Hand {
  selector: string;
  wheel: { deltaX?: number; deltaY?: number; ctrlKey?: boolean };
  turnEvery: number;
}

async function withHand(page: Page, hand: Hand): Promise<Work> {
  const play = (ms: number) => page.evaluate(`${PLAY}(${JSON.stringify({ ...hand, ms })})`);
  await play(WARM_MS);
  return workDuring(page, async () => {
    await play(MEASURED_MS);
  });
}

const still = (page: Page) => workDuring(page, () => page.waitForTimeout(MEASURED_MS));

function rowsOf(name: string, { framesPerS, scriptMs, mainMs, scriptMsPerS, mainMsPerS }: Work): BenchRow[] {
  const row = (part: string, unit: string, ours: number): BenchRow => ({
    name: `${name}-${part}`,
    unit,
    ours,
    peers: {},
  });
  return [
    row('fps', 'frames a second', framesPerS),
    row('script-median', 'ms script a frame', scriptMs.median),
    row('script-p95', 'ms script a frame', scriptMs.p95),
    row('main-median', 'ms main thread a frame', mainMs.median),
    row('main-p95', 'ms main thread a frame', mainMs.p95),
    row('script', 'ms script a second', scriptMsPerS),
    row('main', 'ms main thread a second', mainMsPerS),
  ];
}

/** Runs `measure` in the built page with the large session open on a view. */
async function inPage(
  view: 'timeline' | 'mixer',
  measure: (page: Page, host: PageHost) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('There is no Chromium here to measure the page in.');
  const host = await servePage(largeSession());
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
    await page.goto(host.address);
    await page.locator('.track-header').first().waitFor();
    if (view === 'mixer') {
      await page.keyboard.press('2');
      await page.locator('.mixer [data-strip-id]').first().waitFor();
    }
    await page.waitForTimeout(WARM_MS);
    const shot = process.env.THRESHOLD_BENCH_PICTURE;
    if (shot) await page.screenshot({ path: `${shot}-${view}.png` });
    return await measure(page, host);
  } finally {
    await browser.close();
    await host.close();
  }
}

const LANES = '.lanes-stage';
const STRIPS = '.mixer-scroller .strip';

function timelineRows(): Promise<BenchRow[]> {
  return inPage('timeline', async (page) => [
    ...rowsOf(
      'timeline-100-vertical',
      await withHand(page, { selector: LANES, wheel: { deltaY: 20 }, turnEvery: 100 }),
    ),
    ...rowsOf(
      'timeline-100-horizontal',
      await withHand(page, { selector: LANES, wheel: { deltaX: 12 }, turnEvery: 100 }),
    ),
    ...rowsOf(
      'timeline-100-zoom',
      await withHand(page, { selector: LANES, wheel: { deltaY: -8, ctrlKey: true }, turnEvery: 90 }),
    ),
  ]);
}

/** A meter's hold line stands 2 s and falls for 3 more: only then is nothing of it drawn. */
const METERS_EMPTY_MS = 5500;
const ROUNDS = 3;

const middle = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** What the meters cost the main thread: the page plays, in turn without and with levels to show. */
async function meterRows(page: Page, host: PageHost): Promise<BenchRow[]> {
  const measured = { without: [] as number[], with: [] as number[], fps: [] as number[] };
  const during = () => mainThreadDuring(page, () => page.waitForTimeout(MEASURED_MS));
  for (let round = 0; round < ROUNDS; round++) {
    host.sendLevels(false);
    await page.waitForTimeout(METERS_EMPTY_MS);
    measured.without.push((await during()).mainMsPerS);
    host.sendLevels(true);
    await page.waitForTimeout(WARM_MS);
    const { mainMsPerS, framesPerS } = await during();
    measured.with.push(mainMsPerS);
    measured.fps.push(framesPerS);
  }
  const row = (part: string, unit: string, ours: number): BenchRow => ({
    name: `mixer-100-main-${part}`,
    unit,
    ours,
    peers: {},
  });
  const unit = 'ms main thread a second';
  const without = middle(measured.without);
  const withMeters = middle(measured.with);
  return [
    row('without-meters', unit, without),
    row('with-meters', unit, withMeters),
    row('meters', unit, withMeters - without),
    row('fps', 'frames a second', middle(measured.fps)),
  ];
}

function mixerRows(): Promise<BenchRow[]> {
  return inPage('mixer', async (page, host) => {
    const quiet = await still(page);
    await page.keyboard.press('Space');
    await page.waitForTimeout(WARM_MS);
    const cost = await meterRows(page, host);
    const meters = await still(page);
    const scroll = await withHand(page, { selector: STRIPS, wheel: { deltaY: 24 }, turnEvery: 120 });
    return [
      ...cost,
      ...rowsOf('mixer-100-quiet', quiet),
      ...rowsOf('mixer-100-meters', meters),
      ...rowsOf('mixer-100-scroll', scroll),
    ];
  });
}

export const timeline100: Bench = {
  name: 'timeline-100',
  about:
    'scrolling and zooming a hundred tracks of eight clips, 1600 x 1000, in a headless Chromium without GPU.',
  run: timelineRows,
};

export const mixer100: Bench = {
  name: 'mixer-100',
  about:
    'the mixer with a hundred strips: what its meters cost while it plays; still, playing, playing and scrolled.',
  run: mixerRows,
};
