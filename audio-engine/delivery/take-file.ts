/** A finished mix from elsewhere as a job: looked at whole, refused where it cannot be mastered, then brought in. */
import { openAudio, runImport } from '../media/index.ts';
import type { JobRunner } from '../protocol/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import { InputLook } from './input-look.ts';
import { Turns } from './turns.ts';

const READ_FRAMES = 16384;
const LOOK_SHARE = 0.4;

export const runTakeFile: JobRunner<'takeFile'> = async ({ path, ...request }, context) => {
  const source = await openAudio(path);
  const { channels, sampleRate, lengthSamples } = source;
  const look = new InputLook(channels, sampleRate);
  const turns = new Turns(context.signal);
  let frames = 0;
  try {
    if (channels > 2) throw new ThresholdError(deliveryWords.tooManyChannels(path, channels));
    for (;;) {
      await turns.take();
      const samples = await source.read(READ_FRAMES);
      if (!samples) break;
      const count = Math.floor(samples.length / channels);
      look.push(samples, count);
      frames += count;
      const fraction = lengthSamples ? Math.min(1, frames / lengthSamples) : 0;
      context.post({
        type: 'progress',
        fraction: LOOK_SHARE * fraction,
        sentence: deliveryWords.step.reading(path),
      });
    }
  } finally {
    source.close();
  }
  if (frames === 0) throw new ThresholdError(deliveryWords.emptyFile(path));
  if (look.isSilent) throw new ThresholdError(deliveryWords.silentFile(path));
  const seen = look.finish(path);
  const end = await runImport(
    { ...request, kind: 'import', paths: [path] },
    {
      signal: context.signal,
      post: (message) =>
        context.post(
          message.type === 'progress'
            ? { ...message, fraction: LOOK_SHARE + (1 - LOOK_SHARE) * message.fraction }
            : message,
        ),
    },
  );
  const { notices = [], ...rest } = end.result as { notices?: string[] };
  return { ...end, result: { ...rest, notices: [...seen, ...notices] } };
};
