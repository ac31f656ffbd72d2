import { afterEach, describe, expect, it } from 'vitest';
import { checkSession } from '../../audio-engine/advice/index.ts';
import type { CheckReport, Finding } from '../../audio-engine/protocol/index.ts';
import { applyCommand, type SessionDocument } from '../../audio-engine/session/index.ts';
import { TestSession } from '../render/sessions.ts';
import { biquad, filterStereo, RATE } from './corpus/dsp.ts';
import { Random } from './corpus/random.ts';
import { mixed, noiseMusic, sine } from './noise-music.ts';

const SECONDS = 7;
let session: TestSession | null = null;

afterEach(() => {
  session?.remove();
  session = null;
});

const check = (document: SessionDocument): Promise<CheckReport> =>
  checkSession({ document, folder: session!.folder, revision: 3 });

const ofCode = ({ findings }: CheckReport, code: string): Finding | undefined =>
  findings.find((finding) => finding.code === code);

/** What “Try it” does: every command in turn, as one step would. */
const mended = (document: SessionDocument, { fix }: Finding): SessionDocument =>
  fix.commands.reduce((now, command) => applyCommand(now, command).document, document);

const steady = noiseMusic(1, SECONDS, -12);

const esses = (): Float64Array => {
  const random = new Random(9);
  const frames = SECONDS * RATE;
  const samples = new Float64Array(frames * 2);
  for (let at = RATE / 2; at < frames - 2 * RATE; at += RATE * 0.6)
    for (let i = 0; i < 0.12 * RATE; i++) {
      const v = 0.12 * random.noise() * Math.sin((Math.PI * i) / (0.12 * RATE));
      samples[2 * (Math.round(at) + i)] = v;
      samples[2 * (Math.round(at) + i) + 1] = v;
    }
  return filterStereo(filterStereo(samples, biquad('bandpass', 7200, 2)), biquad('highpass', 5000, 0.7));
};

const inverted = (x: Float64Array): Float64Array => x.map((v, i) => (i & 1 ? -v : v));

/** Name of the track, its sound, the code of what is wrong with it. */
const cases: readonly (readonly [string, string, () => Float64Array])[] = [
  ['quality.dc', 'Keys', () => noiseMusic(2, SECONDS, -10).map((v) => v + 0.03)],
  ['stereo.polarity', 'Keys', () => inverted(noiseMusic(2, SECONDS, -6))],
  ['level.headroom', 'Guitar', () => noiseMusic(2, SECONDS, 3)],
  ['low.infrasonic', 'Bass', () => mixed(noiseMusic(2, SECONDS, -12), sine(SECONDS, 11, 0.2))],
  ['low.rumble', 'Guitar', () => mixed(noiseMusic(2, SECONDS, -10), sine(SECONDS, 31, 0.25))],
  ['tone.mud', 'Guitar', () => filterStereo(noiseMusic(2, SECONDS, -9), biquad('bell', 315, 1.1, 14))],
  ['tone.harsh', 'Guitar', () => filterStereo(noiseMusic(2, SECONDS, -9), biquad('bell', 3150, 1.1, 14))],
  ['tone.dull', 'Guitar', () => filterStereo(noiseMusic(2, SECONDS, 0), biquad('highshelf', 4500, 0.7, -11))],
  ['tone.resonance', 'Snare', () => filterStereo(noiseMusic(2, SECONDS, -14), biquad('bell', 762, 60, 32))],
  ['quality.whine', 'Synth', () => mixed(noiseMusic(2, SECONDS, -10), sine(SECONDS, 15734, 0.004))],
  ['tone.sibilance', 'Lead vox', () => mixed(noiseMusic(2, SECONDS, -16), esses())],
];

describe('what a finding proposes', () => {
  it.each(cases)('mends %s', async (code, name, make) => {
    session = new TestSession([
      { id: 'bed', samples: code.startsWith('tone.dull') ? steady.map((v) => v * 0.05) : steady },
      { id: 'bad', samples: make() },
    ]);
    const { document } = session;
    document.tracks.bad!.name = name;
    const before = ofCode(await check(document), code);
    expect(before, `${code} is not found`).toBeDefined();
    expect(before!.fix.commands.length).toBeGreaterThan(0);
    const after = ofCode(await check(mended(document, before!)), code);
    expect(after?.measured.text).toBeUndefined();
  });
});
