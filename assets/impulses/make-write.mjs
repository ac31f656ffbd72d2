// Writes an impulse response as 16-bit WAV, and measures what its picture in the editor shows.
import { writeFileSync } from 'node:fs';

const COLUMNS = 400;
const FADE_SECONDS = 0.03;

/** Peak at -1 dBFS, the end faded out. Returns the bytes written. */
export function writeWav(path, channels, rate) {
  const frames = channels[0].length;
  const fade = Math.min(Math.round(FADE_SECONDS * rate), frames >> 2);
  for (const samples of channels) {
    for (let i = 0; i < fade; i++) samples[frames - 1 - i] *= 0.5 - 0.5 * Math.cos((Math.PI * i) / fade);
  }
  let peak = 0;
  for (const samples of channels) for (const x of samples) peak = Math.max(peak, Math.abs(x));
  const gain = (0.891 * 32767) / peak;
  const blockBytes = 2 * channels.length;
  const data = Buffer.alloc(44 + frames * blockBytes);
  data.write('RIFF', 0);
  data.writeUInt32LE(data.length - 8, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(channels.length, 22);
  data.writeUInt32LE(rate, 24);
  data.writeUInt32LE(rate * blockBytes, 28);
  data.writeUInt16LE(blockBytes, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(frames * blockBytes, 40);
  for (let i = 0; i < frames; i++) {
    channels.forEach((samples, c) => {
      data.writeInt16LE(Math.round(samples[i] * gain), 44 + i * blockBytes + 2 * c);
    });
  }
  writeFileSync(path, data);
  return data.length;
}

/** Length, decay (T20) and the level over time in whole dB below the loudest column, all channels together. */
export function pictureOf(channels, rate) {
  const frames = channels[0].length;
  const power = new Float64Array(frames);
  for (const samples of channels) for (let i = 0; i < frames; i++) power[i] += samples[i] ** 2;
  const peaks = [];
  const levels = [];
  for (let column = 0; column < COLUMNS; column++) {
    const from = Math.floor((column * frames) / COLUMNS);
    const to = Math.max(from + 1, Math.floor(((column + 1) * frames) / COLUMNS));
    let peak = 0;
    let sum = 0;
    for (let i = from; i < to; i++) {
      peak = Math.max(peak, power[i]);
      sum += power[i];
    }
    peaks.push(peak);
    levels.push(sum / (to - from));
  }
  const top = Math.max(...peaks);
  const db = (value) => Math.max(-96, Math.round(10 * Math.log10(Math.max(value / top, 1e-12))));
  return {
    channels: channels.length,
    seconds: Number((frames / rate).toFixed(3)),
    decaySeconds: Number(decayOf(power, rate).toFixed(2)),
    peaksDb: peaks.map(db),
    levelsDb: levels.map(db),
  };
}

function decayOf(power, rate) {
  const total = power.reduce((sum, x) => sum + x, 0);
  let left = total;
  let at5 = 0;
  let at25 = 0;
  for (let i = 0; i < power.length; i++) {
    if (left > total * 10 ** -0.5) at5 = i;
    if (left > total * 10 ** -2.5) at25 = i;
    left -= power[i];
  }
  return (3 * (at25 - at5)) / rate;
}
