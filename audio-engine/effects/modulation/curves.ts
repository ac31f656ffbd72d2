/** The sweep of chorus, flanger and phaser and what it does to the spectrum at a moment, for drawing. */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { MODULATION, modulationParameters } from './parameters.ts';

/** As in the kernel: how far full depth reaches. */
const REACH_OCTAVES = 2;
const CHORUS_REACH = 0.5;
const FLANGER_REACH = 0.95;
const LEAST_DELAY_SAMPLES = 3;

const complete = (values: ParameterValues) => ({ ...defaultsOf(modulationParameters), ...values });

/** Beats (quarter notes) of one sweep: 1/16, each next choice twice as long. */
export function sweepBeats(note: number): number {
  return 0.25 * 2 ** note;
}

/** Sweeps a second. */
export function sweepHz(values: ParameterValues, bpm: number): number {
  const all = complete(values);
  return all.sync! >= 0.5 ? bpm / (60 * sweepBeats(all.note!)) : all.rateHz!;
}

/** Delay in ms of a copy whose sweep stands at `turns` (0..1). */
export function delayMsAt(values: ParameterValues, turns: number, sampleRate: number): number {
  const all = complete(values);
  const reach = all.type === MODULATION.chorus ? CHORUS_REACH : FLANGER_REACH;
  const swing = (all.delayMs! * reach * all.depthPercent!) / 100;
  return Math.max(
    (1000 * LEAST_DELAY_SAMPLES) / sampleRate,
    all.delayMs! + swing * Math.sin(2 * Math.PI * turns),
  );
}

/** Frequency in Hz at which each all-pass of the phaser turns by 90 degrees. */
export function centreHzAt(values: ParameterValues, turns: number): number {
  const all = complete(values);
  return all.centreHz! * 2 ** (((REACH_OCTAVES * all.depthPercent!) / 100) * Math.sin(2 * Math.PI * turns));
}

/** How many copies are laid beside the sound. */
export function voicesOf(values: ParameterValues): number {
  const all = complete(values);
  return all.type === MODULATION.chorus ? all.voices! + 1 : 1;
}

/** Level in dB at a frequency with the sweep standing at `turns`: the copy, its feedback and the dry sound. */
export function responseDb(values: ParameterValues, hz: number, turns: number, sampleRate: number): number {
  const all = complete(values);
  const mix = all.mixPercent! / 100;
  const loop = all.feedbackPercent! / 100;
  const wet = mix * Math.sqrt(1 - loop * loop);
  const w = (2 * Math.PI * hz) / sampleRate;
  let re = 0;
  let im = 0;
  let level: number;
  let back: number;
  if (all.type === MODULATION.phaser) {
    const t = Math.tan((Math.PI * Math.min(0.47 * sampleRate, centreHzAt(all, turns))) / sampleRate);
    const a = (t - 1) / (t + 1);
    // (a + e^-jw) / (1 + a e^-jw) has size 1: only its angle counts, as often as there are stages.
    const angle =
      2 *
      (all.stages! + 1) *
      (Math.atan2(-Math.sin(w), a + Math.cos(w)) - Math.atan2(-a * Math.sin(w), 1 + a * Math.cos(w)));
    re = Math.cos(angle);
    im = Math.sin(angle);
    level = wet;
    back = loop;
  } else {
    const voices = voicesOf(all);
    for (let voice = 0; voice < voices; voice++) {
      const angle = (2 * Math.PI * hz * delayMsAt(all, turns + voice / voices, sampleRate)) / 1000;
      re += Math.cos(angle);
      im -= Math.sin(angle);
    }
    level = wet / Math.sqrt(voices);
    back = loop / voices;
  }
  // The phaser's way back takes one sample more.
  const turn = all.type === MODULATION.phaser ? w : 0;
  const backRe = back * (re * Math.cos(turn) + im * Math.sin(turn));
  const backIm = back * (im * Math.cos(turn) - re * Math.sin(turn));
  const below = (1 - backRe) ** 2 + backIm ** 2;
  const outRe = 1 - mix + (level * (re * (1 - backRe) - im * backIm)) / below;
  const outIm = (level * (im * (1 - backRe) + re * backIm)) / below;
  return 10 * Math.log10(Math.max(1e-8, outRe * outRe + outIm * outIm));
}
