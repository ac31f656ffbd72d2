/** Bounces a track in place: what its inserts make of it, on a track beside it. */
import { randomUUID } from 'node:crypto';
import { bounceCommand } from '../../delivery/index.ts';
import type { CliCommand } from '../command.ts';
import { printFor } from '../print-track.ts';

export const command: CliCommand = {
  name: 'bounce',
  positionals: ['SESSION', 'TRACK'],
  options: {},
  run: (context) =>
    printFor(context, 'bounce', (document, trackId, printed) =>
      bounceCommand(document, trackId, printed, randomUUID(), randomUUID()),
    ),
};
