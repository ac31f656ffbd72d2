/** The one registry of document commands: menus, palette, command line, help and tests all read this. */
import type { z } from 'zod';
import { batchCommand } from './batch.ts';
import { clipCommands } from './clips.ts';
import { effectCommands } from './effects.ts';
import { markerCommands } from './markers.ts';
import { releaseCommands } from './release.ts';
import { sessionCommands } from './session.ts';
import { stripCommands } from './strips.ts';
import { tempoCommands } from './tempo.ts';
import { trackCommands } from './tracks.ts';

const single = {
  ...sessionCommands,
  ...tempoCommands,
  ...trackCommands,
  ...clipCommands,
  ...stripCommands,
  ...effectCommands,
  ...markerCommands,
  ...releaseCommands,
};

export const commands = { ...single, batch: batchCommand(single) };

export type CommandId = keyof typeof commands;
export type CommandPayload<K extends CommandId> = z.input<(typeof commands)[K]['schema']>;
/** Any document command, typed: `{ id: 'strip.set', payload: { stripId, faderDb } }`. */
export type Command = { [K in CommandId]: { id: K; payload: CommandPayload<K> } }[CommandId];
