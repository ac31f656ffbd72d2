/** Row `strips`: how many complete strips one core runs in real time, beside two Web Audio engines in one run. */
import { OfflineAudioContext } from 'node-web-audio-api';
import { chromium } from 'playwright';
import { findBrowser } from '../../main/browser/window.ts';
import { type Bench, type BenchRow, bestOf } from './row.ts';
import { OurStrips } from './strips-ours.ts';
import { BANDS, COMPRESSOR, noise, SAMPLE_RATE, STRIPS, webAudioStrips } from './strips-shape.ts';

const SECONDS = 4;
const PEER_SECONDS = 2;
const ROUNDS = 4;
const UNIT = 'strips in real time on one core';

type WebAudioStrips = (...values: unknown[]) => Promise<number>;

async function nodeWebAudio(): Promise<number> {
  const measure = new Function(`return ${webAudioStrips}`)() as WebAudioStrips;
  return measure(OfflineAudioContext, STRIPS, PEER_SECONDS, SAMPLE_RATE, BANDS, COMPRESSOR, noise(1, 16384));
}

/** A function that measures inside a browser, and one that closes it; undefined where there is none. */
async function browser(): Promise<{ measure(): Promise<number>; close(): Promise<void> } | undefined> {
  const executablePath = findBrowser();
  if (!executablePath) return undefined;
  const instance = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await instance.newPage();
  const values = [STRIPS, PEER_SECONDS, SAMPLE_RATE, BANDS, COMPRESSOR];
  return {
    measure: () =>
      page.evaluate(
        `(${webAudioStrips})(OfflineAudioContext, ...${JSON.stringify(values)}, Float32Array.from(${JSON.stringify([...noise(1, 16384)])}))`,
      ),
    close: () => instance.close(),
  };
}

async function run(): Promise<BenchRow[]> {
  const ours = new OurStrips();
  ours.measure(1);
  const page = await browser();
  const best = { ours: 0, node: 0, chromium: 0 };
  // In turns, so that a busy moment of the machine meets all of them.
  for (let round = 0; round < ROUNDS; round++) {
    best.ours = Math.max(best.ours, await bestOf(2, () => ours.measure(SECONDS)));
    best.node = Math.max(best.node, await nodeWebAudio());
    if (page) best.chromium = Math.max(best.chromium, await page.measure());
  }
  await page?.close();
  ours.silence();
  ours.measure(60);
  const silent = await bestOf(ROUNDS, () => ours.measure(SECONDS));
  const peers: Record<string, number> = { 'node-web-audio-api': best.node };
  if (page) peers['Chromium OfflineAudioContext'] = best.chromium;
  return [
    { name: 'strips', unit: UNIT, ours: best.ours, peers },
    { name: 'strips-silent', unit: UNIT, ours: silent, peers: { 'the same strips with sound': best.ours } },
  ];
}

export const strips: Bench = {
  name: 'strips',
  about:
    'trim, smoothing, six equaliser bands, compressor, fader, meters and sum; stereo, 48 kHz, 128 frames, through a compiled plan.',
  run,
};
