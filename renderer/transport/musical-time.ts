/** Bars and beats for display and snapping: one tempo and one time signature for the song. Never reaches a sample that sounds. */
import type { Tempo } from '../../audio-engine/session/index.ts';

export const TICKS_PER_BEAT = 960;

/** Samples of one beat (the signature's denominator), not rounded. */
export function samplesPerBeat(tempo: Tempo, sampleRate: number): number {
  return ((60 / tempo.bpm) * sampleRate * 4) / tempo.denominator;
}

export function samplesPerBar(tempo: Tempo, sampleRate: number): number {
  return samplesPerBeat(tempo, sampleRate) * tempo.numerator;
}

export interface MusicalPosition {
  bar: number;
  beat: number;
  tick: number;
}

/** Bars and beats count from 1, ticks from 0. */
export function musicalPosition(sample: number, tempo: Tempo, sampleRate: number): MusicalPosition {
  // A sample that rounds to the next tick belongs to it: snapped clips read 5.1.000, not 4.4.959.
  const ticks = Math.round((sample / samplesPerBeat(tempo, sampleRate)) * TICKS_PER_BEAT);
  const perBar = TICKS_PER_BEAT * tempo.numerator;
  const inBar = ((ticks % perBar) + perBar) % perBar;
  return {
    bar: Math.floor(ticks / perBar) + 1,
    beat: Math.floor(inBar / TICKS_PER_BEAT) + 1,
    tick: inBar % TICKS_PER_BEAT,
  };
}

export function formatBars(sample: number, tempo: Tempo, sampleRate: number): string {
  const { bar, beat, tick } = musicalPosition(sample, tempo, sampleRate);
  return `${bar}.${beat}.${String(tick).padStart(3, '0')}`;
}

/** A length in bars and beats: `2.1.000` is two bars and one beat. */
export function formatBarLength(samples: number, tempo: Tempo, sampleRate: number): string {
  const { bar, beat, tick } = musicalPosition(samples, tempo, sampleRate);
  return `${bar - 1}.${beat - 1}.${String(tick).padStart(3, '0')}`;
}

/** `01:29.142`; hours come in front when there are any. */
export function formatTime(sample: number, sampleRate: number): string {
  const totalMs = Math.max(0, Math.round((sample / sampleRate) * 1000));
  const ms = totalMs % 1000;
  const seconds = Math.floor(totalMs / 1000) % 60;
  const minutes = Math.floor(totalMs / 60_000) % 60;
  const hours = Math.floor(totalMs / 3_600_000);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds)}.${String(ms).padStart(3, '0')}`;
}

/** `3:42`, as lists show a length. */
export function formatLength(samples: number, sampleRate: number): string {
  const seconds = Math.round(samples / sampleRate);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
