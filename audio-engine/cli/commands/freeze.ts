/** Freezes a track: its inserts are printed to a file that plays in their place. */
import { freezeCommand } from '../../delivery/index.ts';
import type { CliCommand } from '../command.ts';
import { printFor } from '../print-track.ts';

export const command: CliCommand = {
  name: 'freeze',
  positionals: ['SESSION', 'TRACK'],
  options: {},
  run: (context) =>
    printFor(context, 'freeze', (_document, trackId, printed) => freezeCommand(trackId, printed)),
};
