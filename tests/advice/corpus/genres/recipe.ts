/** What a kind of music is here: who plays, what, how fast, how dense, how bright; and the players that many have. */
import { bassVoice, padVoice, struckVoice, sung, type Voice } from '../voices.ts';

/** Sixteenths of a bar; digits are velocities in ninths. */
export interface DrumPart {
  name: string;
  role: string;
  voice: Voice;
  hz: number;
  steps: string;
  levelDb: number;
  pan: number;
}

export interface TunedPart {
  name: string;
  role: string;
  voice: Voice;
  /** root: one note; chord: three and four; line: a melody; broken: a chord note after note. */
  plays: 'root' | 'chord' | 'line' | 'broken';
  octave: number;
  steps: string;
  levelDb: number;
  pan: number;
  /** Played again for the other side, so that it is wide. */
  doubled?: boolean;
  room?: number;
}

export interface Genre {
  name: string;
  bpm: readonly [number, number];
  /** A curve of assets/tonal-targets.json, and how far a piece may lie from it, dB. */
  tone: string;
  toneSpreadDb: number;
  /** Peak over loudness that its mixes have before mastering, dB. */
  plrDb: readonly [number, number];
  roomSeconds: number;
  /** How far it swells and falls, dB. */
  swellDb?: number;
  drums: readonly DrumPart[];
  parts: readonly TunedPart[];
}

export const FOUR = '9...9...9...9...';
export const BACK = '....9.......9...';
export const EIGHTHS = '7.5.7.5.7.5.7.5.';
export const drum = (
  name: string,
  voice: Voice,
  hz: number,
  steps: string,
  levelDb: number,
  pan = 0,
): DrumPart => ({
  name,
  role: name === 'Kick' ? 'kick' : name === 'Snare' ? 'snare' : 'drums',
  voice,
  hz,
  steps,
  levelDb,
  pan,
});
export const tuned = (
  name: string,
  role: string,
  voice: Voice,
  plays: TunedPart['plays'],
  octave: number,
  steps: string,
  levelDb: number,
  more: Partial<TunedPart> = {},
): TunedPart => ({ name, role, voice, plays, octave, steps, levelDb, pan: 0, ...more });

export const vocal = (levelDb: number, octave = 4): TunedPart =>
  tuned('Lead vox', 'lead-vocal', sung, 'line', octave, '8..7..6.8.....7.', levelDb, { room: 0.3 });
export const strings = padVoice(15000, 1.2, 120, 0.004);
export const softPad = padVoice(12000, 1.7, 400, 0.006);
export const synth = padVoice(9000, 0.9, 10, 0.008);
export const piano = struckVoice(0.72, 0.9, 12000);
export const rhodes = struckVoice(0.45, 0.8, 3500);
export const roundBass = bassVoice(900, 1.5, 0.6);
export const pickBass = bassVoice(2500, 1.2, 1);
export const subBass = bassVoice(220, 2, 0.1);
export const sawBass = bassVoice(1800, 1, 0.8);
