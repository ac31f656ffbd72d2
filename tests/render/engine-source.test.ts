/** What feeds the master, what is heard in its place and through what, all changed while it plays: no click, no gap. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadSystems } from '../../audio-engine/listening/index.ts';
import { createWav } from '../../audio-engine/media/index.ts';
import type { DeckSource, EngineListening, Patch } from '../../audio-engine/protocol/index.ts';
import { TestEngine } from './engine-harness.ts';
import { effect, TestSession } from './sessions.ts';

const RATE = 48_000;
const HZ = 200;
const PEAK = 0.4;
const SECONDS = 40;

let engine: TestEngine;
let session: TestSession;

const tone = (peak: number): Float64Array =>
  Float64Array.from(
    { length: SECONDS * RATE * 2 },
    (_, i) => peak * Math.sin((2 * Math.PI * HZ * (i >> 1)) / RATE),
  );

beforeEach(() => {
  engine = new TestEngine();
  // The song, a print of it and a file, all the same tone; only the song's track is in the mix.
  session = new TestSession([
    { id: 'a', samples: tone(PEAK) },
    { id: 'print', samples: tone(PEAK), strip: { mute: true } },
    { id: 'file', samples: tone(PEAK * 0.8), strip: { mute: true } },
  ]);
});
afterEach(async () => {
  await engine.end();
  session.remove();
});

function reference(): DeckSource {
  const path = join(session.folder, 'audio', 'reference.wav');
  const lengthSamples = SECONDS * RATE;
  const writer = createWav(path, { channels: 2, sampleRate: RATE, format: 'f64' });
  writer.write(tone(PEAK * 0.7), lengthSamples);
  writer.close();
  return {
    key: 'reference',
    path,
    channels: 2,
    lengthSamples,
    startSample: 0,
    fromSample: null,
    lufs: null,
    peakDbtp: null,
    gainDb: 0,
    matched: false,
  };
}

/** Largest bend of the left channel, against what the tone itself has at its highest. */
function bend(samples: Float32Array): number {
  let most = 0;
  for (let i = 4; i < samples.length; i += 2)
    most = Math.max(most, Math.abs(samples[i]! - 2 * samples[i - 2]! + samples[i - 4]!));
  return most / (PEAK * ((2 * Math.PI * HZ) / RATE) ** 2);
}

/** Longest stretch in which nothing is as loud as a tenth of the tone, in seconds. */
function longestGap(samples: Float32Array): number {
  let quiet = 0;
  let longest = 0;
  for (let i = 0; i < samples.length; i += 2) {
    quiet = Math.abs(samples[i]!) < PEAK / 10 ? quiet + 1 : 0;
    longest = Math.max(longest, quiet);
  }
  return longest / RATE;
}

it('the mix, a print, a file, chain states, a reference and playback systems follow each other', async () => {
  await engine.load(session.document, session.folder);
  engine.post({ type: 'play', fromSample: 0 });
  await engine.reaches(RATE / 2);
  let revision = 1;
  const edit = async (...patches: Patch[]): Promise<void> => {
    engine.post({ type: 'patches', fromRevision: revision, revision: ++revision, patches });
    await engine.reaches(engine.position + RATE / 2);
  };
  const feed = (kind: string, mediaId: string | null): Patch => ({
    op: 'replace',
    path: ['master', 'source'],
    value: { kind, mediaId } as never,
  });
  const chain = (effects: ReturnType<typeof effect>[]): Patch => ({
    op: 'replace',
    path: ['effects', 'master'],
    value: Object.fromEntries(effects.map((one) => [one.id, one])) as never,
  });
  const heard: Record<string, { bend: number; gap: number }> = {};
  // A phone plays nothing of 200 Hz: only its change is looked at.
  const during = async (what: string, work: () => Promise<void>, sounds = true): Promise<void> => {
    const end = engine.capture();
    await work();
    const samples = await end();
    heard[what] = { bend: bend(samples), gap: sounds ? longestGap(samples) : 0 };
  };
  await during('nothing', () => edit());
  await during('live to print', () => edit(feed('print', 'print')));
  await during('print to file', () => edit(feed('file', 'file')));
  await during('file to live', () => edit(feed('live', null)));
  const equaliser = { band4On: 1, band4FrequencyHz: HZ, band4GainDb: 2 };
  await during('to a chain', () => edit(chain([effect('equaliser', 'e', equaliser)])));
  await during('to another chain', () =>
    edit(
      chain([effect('equaliser', 'f', { ...equaliser, phase: 1 }), effect('limiter', 'l', { gainDb: 1 })]),
    ),
  );
  await during('and back', () => edit(chain([effect('equaliser', 'e', equaliser)])));
  const nothing: EngineListening = {
    deck: null,
    heard: false,
    blind: false,
    system: null,
    matched: false,
    masterLufs: null,
  };
  const listen = async (change: Partial<EngineListening>): Promise<void> => {
    engine.post({ type: 'listen', listening: { ...nothing, ...change } });
    await engine.reaches(engine.position + RATE / 2);
  };
  const deck = reference();
  await listen({ deck });
  await during('to the reference', () => listen({ deck, heard: true }));
  await during('back to the master', () => listen({ deck }));
  for (const system of loadSystems().slice(0, 3)) await during(system.id, () => listen({ system }), false);
  await during('straight again', () => listen({}), false);
  // A step of a tenth of the tone would bend it 140 times as far.
  for (const [what, { bend: most, gap }] of Object.entries(heard)) {
    // A laptop's speaker bends the tone by itself.
    expect(most, what).toBeLessThan(what === 'nothing' ? 1.5 : 40);
    // Half a wave's zero, or where two tones cross in opposite phase.
    expect(gap, what).toBeLessThan(0.022);
  }
  expect(engine.failures).toEqual([]);
}, 120_000);
