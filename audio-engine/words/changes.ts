/** What is different between two mixes or two versions, as a producer would say it. */
import { db, panText } from './numbers.ts';

const MINUS = '−';

/** `+1.5 dB`, `−3.0 dB`; a stop on either side has no difference. */
function byDb(before: number, after: number): string {
  if (before <= -144 || after <= -144) return '';
  const by = after - before;
  return ` (${by < 0 ? MINUS : '+'}${Math.abs(by).toFixed(1)} dB)`;
}

function points(count: number): string {
  return count === 1 ? '1 point' : `${count} points`;
}

export const changeWords = {
  db: (what: string, before: number, after: number) =>
    `${what}: ${db(before)} → ${db(after)}${byDb(before, after)}`,
  pan: (what: string, before: number, after: number) => `${what}: ${panText(before)} → ${panText(after)}`,
  percent: (what: string, before: number, after: number) =>
    `${what}: ${Math.round(before * 100)} % → ${Math.round(after * 100)} %`,
  value: (what: string, before: string, after: string) => `${what}: ${before} → ${after}`,
  switched: (what: string, on: boolean) => `${what} ${on ? 'on' : 'off'}`,
  of: (strip: string, what: string) => `${strip} ${what}`,
  added: (what: string) => `${what} is new`,
  removed: (what: string) => `${what} is gone`,
  reordered: (what: string) => `${what} stands in another place`,
  fader: 'fader',
  inputTrim: 'input trim',
  pan_: 'pan',
  width: 'width',
  panLaw: 'pan law',
  panMode: 'pan mode',
  modes: { balance: 'balance', stereo: 'both sides' },
  polarity: 'polarity inverted',
  mute: 'mute',
  solo: 'solo',
  soloSafe: 'solo-safe',
  output: 'output',
  nowhere: 'nowhere',
  vcas: 'VCAs',
  none: 'none',
  bypass: (effect: string) => `${effect} bypass`,
  preset: (effect: string) => `${effect} preset`,
  parameter: (effect: string, parameter: string) => `${effect} ${parameter}`,
  sideChain: (effect: string) => `${effect} side-chain`,
  ownSound: 'its own sound',
  impulse: (effect: string) => `${effect} impulse response`,
  send: (to: string) => `send to ${to}`,
  sendPan: (to: string) => `send pan to ${to}`,
  sendMute: (to: string) => `send mute to ${to}`,
  sendPoint: (to: string) => `send to ${to} taken`,
  points: { pre: 'before the fader', post: 'after the fader' },
  track: (name: string) => `Track ${name}`,
  bus: (name: string) => `Bus ${name}`,
  vca: (name: string) => `VCA ${name}`,
  renamed: (from: string, to: string) => `${from} is called ${to}`,
  delay: (track: string, before: number, after: number) => `${track} delay: ${before} → ${after} samples`,
  frozen: (track: string, on: boolean) => `${track} is ${on ? 'frozen' : 'thawed'}`,
  clips: (track: string, added: number, removed: number, changed: number) =>
    `${track} clips: ${[
      added > 0 ? `${added} new` : '',
      removed > 0 ? `${removed} gone` : '',
      changed > 0 ? `${changed} changed` : '',
    ]
      .filter((part) => part !== '')
      .join(', ')}`,
  automation: (lane: string, before: number, after: number) =>
    `${lane} automation: ${points(before)} → ${points(after)}`,
  automationNew: (lane: string, count: number) => `${lane} automation is new (${points(count)})`,
  automationGone: (lane: string) => `${lane} automation is gone`,
  automationMode: (lane: string) => `${lane} automation mode`,
  tempo: 'Tempo',
  bpm: (bpm: number) => `${bpm} BPM`,
};
