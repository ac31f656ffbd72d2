/** A song's profile against what it was made of, and against the meters that stand for themselves. */
import { describe, expect, it } from 'vitest';
import { SongProfiler } from '../../audio-engine/listening/index.ts';
import { AudioMeter } from '../../audio-engine/measure/index.ts';
import { THIRD_OCTAVES_HZ } from '../../audio-engine/protocol/index.ts';
import { noiseSamples } from '../render/sessions.ts';

const RATE = 48_000;

/** A quiet minute with a loud half minute from 40 s to 70 s, a tone under it, and sides at half of the middle. */
function song(): Float64Array {
  const frames = 90 * RATE;
  const noise = noiseSamples(4, frames);
  const samples = new Float64Array(frames * 2);
  for (let i = 0; i < frames; i++) {
    const seconds = i / RATE;
    const level = seconds >= 40 && seconds < 70 ? 0.3 : 0.02;
    const middle = noise[i * 2]! + Math.sin((2 * Math.PI * 1000 * i) / RATE);
    const side = 0.5 * noise[i * 2 + 1]!;
    samples[i * 2] = level * (middle + side);
    samples[i * 2 + 1] = level * (middle - side);
  }
  return samples;
}

describe('a song profile', () => {
  const samples = song();
  const profiler = new SongProfiler(RATE, samples.length / 2);
  for (let at = 0; at < samples.length; at += 7777 * 2)
    profiler.push(samples.subarray(at, at + 7777 * 2), Math.min(7777, (samples.length - at) / 2));
  const profile = profiler.finish();

  it('agrees with the meters for the whole song', () => {
    const meter = new AudioMeter({ sampleRate: RATE, channels: 2 });
    meter.push(samples, samples.length / 2);
    const whole = meter.finish();
    expect(profile.lengthSamples).toBe(samples.length / 2);
    expect(profile.whole.lufs).toBeCloseTo(whole.integratedLufs!, 2);
    expect(profile.lraLu).toBeCloseTo(whole.loudnessRangeLu, 2);
    expect(Math.abs(profile.whole.truePeakDbtp! - whole.truePeakDbtp!)).toBeLessThan(0.2);
  });

  it('finds the loudest half minute, and what it is made of', () => {
    const { startSample, endSample, figures } = profile.loudest;
    expect(startSample).toBe(40 * RATE);
    expect(endSample).toBe(70 * RATE);
    expect(figures.lufs!).toBeGreaterThan(profile.whole.lufs! - 0.5);
    // A quarter of the noise’s power in the sides; in the middle all of it and a sine's 1/2.
    const noise = noiseSamples(4, RATE).reduce((sum, x) => sum + x * x, 0) / (2 * RATE);
    expect(figures.width).toBeCloseTo(Math.sqrt((0.25 * noise) / (noise + 1 / 2)), 2);
    const band = THIRD_OCTAVES_HZ.indexOf(1000);
    // The sine alone: 0.3 full scale in both sides.
    expect(figures.bandsDb[band]!).toBeGreaterThan(20 * Math.log10(0.3) - 0.1);
    expect(figures.bandsDb[band]!).toBeLessThan(20 * Math.log10(0.3) + 0.5);
    // What is loud and steady has its crest and nothing more.
    expect(figures.psrDb).toBeGreaterThan(3);
    expect(figures.psrDb).toBeLessThan(12);
  });

  it('leaves pauses out of the tone', () => {
    // The quiet parts are gated; the piece after the loud one is in by what rings into its first moments.
    const a = profile.whole.bandsDb;
    const b = profile.loudest.figures.bandsDb;
    expect(a.map((db, n) => Math.abs(db! - b[n]!)).every((off) => off < 1)).toBe(true);
  });

  it('says nothing of silence', () => {
    const silent = new SongProfiler(RATE);
    silent.push(new Float64Array(RATE * 2), RATE);
    const { whole } = silent.finish();
    expect(whole.lufs).toBeNull();
    expect(whole.truePeakDbtp).toBeNull();
    expect(whole.psrDb).toBeNull();
  });
});
