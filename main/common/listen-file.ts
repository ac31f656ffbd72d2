/** What a rendered preview is, before the engine is told to play it. */
import { openWav } from '../../audio-engine/media/index.ts';
import { listeningWords, ThresholdError } from '../../audio-engine/words/index.ts';

/** Of a WAV file at the session's rate with one or two channels; throws a ThresholdError for another. */
export function fileFacts(path: string, wantedRate: number): { channels: 1 | 2; lengthSamples: number } {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  let file: ReturnType<typeof openWav>;
  try {
    file = openWav(path);
  } catch (error) {
    throw new ThresholdError(listeningWords.noFile(name), { cause: error });
  }
  const { channels, sampleRate, lengthSamples } = file;
  file.close();
  if (channels > 2) throw new ThresholdError(listeningWords.noFile(name));
  if (sampleRate !== wantedRate)
    throw new ThresholdError(listeningWords.fileRate(name, sampleRate, wantedRate));
  return { channels: channels === 1 ? 1 : 2, lengthSamples };
}
