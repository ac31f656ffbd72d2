/** Songs to measure and master: the demo's stems summed, whole or in part, as a person's first rough mix would be. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createWav, openAudio } from '../../audio-engine/media/index.ts';
import { demoFolder } from '../../main/common/demo.ts';

export const SONG_RATE = 44100;

/** Sums the stems whose names hold one of `words` (all without any) into a 24-bit file `peak` high. */
export async function writeSong(path: string, peak: number, words: readonly string[] = []): Promise<void> {
  const folder = join(demoFolder(), 'stems');
  const files = readdirSync(folder).filter(
    (name) => words.length === 0 || words.some((w) => name.includes(w)),
  );
  let sum = new Float64Array(0);
  for (const file of files.sort()) {
    const source = await openAudio(join(folder, file));
    let at = 0;
    for (;;) {
      const block = await source.read(16384);
      if (!block) break;
      const frames = block.length / source.channels;
      if (2 * (at + frames) > sum.length) sum = grown(sum, 2 * (at + frames));
      for (let i = 0; i < frames; i++)
        for (let side = 0; side < 2; side++)
          sum[2 * (at + i) + side]! += block[i * source.channels + (source.channels === 1 ? 0 : side)]!;
      at += frames;
    }
    source.close();
  }
  let largest = 0;
  for (const x of sum) largest = Math.max(largest, Math.abs(x));
  const wav = createWav(path, { channels: 2, sampleRate: SONG_RATE, format: 's24' });
  wav.write(
    sum.map((x) => (x * peak) / largest),
    sum.length / 2,
  );
  wav.close();
}

/** The same song over and over until it is `seconds` long. */
export async function writeRepeated(path: string, song: string, seconds: number): Promise<void> {
  const wav = createWav(path, { channels: 2, sampleRate: SONG_RATE, format: 's24' });
  while (wav.lengthSamples < seconds * SONG_RATE) {
    const source = await openAudio(song);
    for (;;) {
      const block = await source.read(16384);
      if (!block) break;
      wav.write(block, block.length / 2);
    }
    source.close();
  }
  wav.close();
}

function grown(samples: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(length);
  next.set(samples);
  return next;
}
