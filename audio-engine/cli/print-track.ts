/** What `freeze` and `bounce` share: a track by name or id, printed into the session's folder, and the step that uses it. */
import { type PrintedTrack, printTrack } from '../delivery/index.ts';
import type { Command, SessionDocument } from '../session/index.ts';
import { cliWords, deliveryWords, ThresholdError } from '../words/index.ts';
import type { Context } from './command.ts';
import { accessSession } from './session-access.ts';

export function trackCalled(document: SessionDocument, written: string): string {
  const tracks = Object.values(document.tracks);
  const found = tracks.find(({ id }) => id === written) ?? tracks.find(({ name }) => name === written);
  if (!found)
    throw new ThresholdError(
      cliWords.noTrack(
        written,
        tracks.map(({ name }) => name),
      ),
    );
  return found.id;
}

export async function printFor(
  context: Context,
  how: 'freeze' | 'bounce',
  step: (document: SessionDocument, trackId: string, printed: PrintedTrack) => Command,
): Promise<void> {
  const { args, io } = context;
  const access = await accessSession(context, args.positionals[0]!);
  try {
    const document = await access.document();
    const trackId = trackCalled(document, args.positionals[1]!);
    const track = document.tracks[trackId]!;
    const printed = await printTrack({
      document,
      folder: access.folder,
      trackId,
      monoWhereSame: how === 'bounce' && track.channels === 1,
      signal: io.signal,
      onProgress: io.progress,
    });
    const { revision } = await access.run(step(document, trackId, printed), null);
    context.answer({ rev: revision, file: printed.media.file }, () => [
      deliveryWords.printed(track.name, how),
    ]);
  } finally {
    access.close();
  }
}
