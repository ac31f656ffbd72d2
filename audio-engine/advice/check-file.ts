/** The mix check of any audio file: one signal, no tracks to name, so that its fixes are words. */
import { basename } from 'node:path';
import { openAudio } from '../media/index.ts';
import type { CheckReport } from '../protocol/index.ts';
import { adviceWords } from '../words/index.ts';
import { listenToSignal } from './features/index.ts';
import { reportOf } from './report.ts';

export interface FileCheck {
  path: string;
  signal?: AbortSignal | undefined;
  onProgress?: ((fraction: number, sentence: string) => void) | undefined;
}

export async function checkFile({ path, signal, onProgress }: FileCheck): Promise<CheckReport> {
  const start = performance.now();
  const checkedAt = new Date().toISOString();
  const source = await openAudio(path);
  try {
    const song = await listenToSignal({
      source,
      name: basename(path),
      file: { path, format: source.format, bitDepth: source.bitDepth, channels: source.channels },
      signal,
      onProgress: (fraction) => onProgress?.(fraction, adviceWords.listening),
    });
    const notices = [...source.notices];
    if (source.channels > 2) notices.push(adviceWords.folded(source.channels));
    const tookSeconds = (performance.now() - start) / 1000;
    return reportOf(song, { revision: null, checkedAt, tookSeconds, notices });
  } finally {
    source.close();
  }
}
