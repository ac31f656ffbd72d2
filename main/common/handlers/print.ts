/** Freezing and bouncing tracks: a job prints the file, one step puts it into the document. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { bounceCommand, freezeCommand } from '../../../audio-engine/delivery/index.ts';
import type { MediaFile } from '../../../audio-engine/session/index.ts';
import { hostWords, ThresholdError } from '../../../audio-engine/words/index.ts';
import type { App } from '../app.ts';
import type { Answers } from './kind.ts';
import { startPeaks } from './media.ts';

const printedSchema = z.object({
  // The command checks it whole.
  media: z.custom<MediaFile>((value) => typeof value === 'object'),
  startSample: z.number(),
});

export function printHandlers(app: App): Answers<'track.print'> {
  return {
    'track.print': ({ trackId, how }) => {
      const { studio } = app;
      const track = studio.document.tracks[trackId];
      if (!track) throw new ThresholdError(hostWords.trackGone(trackId));
      const job = app.jobs.start('print', {
        title: hostWords.printing(track.name, how),
        request: () => ({ kind: 'print', document: studio.document, folder: studio.folder, trackId, how }),
        finish: (result) => {
          const printed = printedSchema.parse(result);
          // A session that was left meanwhile is not written to; the file stays in its folder, unused.
          if (studio.readOnly !== null || !app.isOpen(studio))
            throw new ThresholdError(hostWords.printLeft(track.name));
          if (how === 'freeze') studio.run(freezeCommand(trackId, printed));
          else {
            studio.run(bounceCommand(studio.document, trackId, printed, randomUUID(), randomUUID()), {
              name: hostWords.bounced(track.name),
            });
          }
          startPeaks(app);
          return { mediaId: printed.media.id };
        },
      });
      return { jobId: job.id };
    },
  };
}
