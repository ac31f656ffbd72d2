/** M4A and its relatives: taken apart here, decoded by a browser. */
import { mediaWords, ThresholdError } from '../../words/index.ts';
import type { AudioSource } from '../audio-source.ts';
import type { DiskFile } from '../disk.ts';

export async function openBoxed(file: DiskFile): Promise<AudioSource> {
  throw new ThresholdError(mediaWords.needsBrowser(file.path));
}
