/** The one registry of document commands: menus, palette, command line, help and tests all read this. */
import type { z } from 'zod';
import { adviceCommands } from './advice.ts';
import { automationCommands } from './automation.ts';
import { batchCommand } from './batch.ts';
import { busCommands } from './buses.ts';
import { clipCommands } from './clips.ts';
import { effectCommands } from './effects.ts';
import { freezeCommands } from './freeze.ts';
import { folderCommands, groupCommands } from './groups.ts';
import { markerCommands } from './markers.ts';
import { masterCommands } from './master.ts';
import { noteCommands } from './notes.ts';
import { referenceCommands } from './references.ts';
import { releaseCommands } from './release.ts';
import { sceneCommands } from './scenes.ts';
import { sendCommands } from './sends.ts';
import { sessionCommands } from './session.ts';
import { stripCommands } from './strips.ts';
import { tempoCommands } from './tempo.ts';
import { trackCommands } from './tracks.ts';
import { vcaCommands } from './vcas.ts';

const single = {
  ...sessionCommands,
  ...tempoCommands,
  ...trackCommands,
  ...freezeCommands,
  ...clipCommands,
  ...busCommands,
  ...stripCommands,
  ...sendCommands,
  ...effectCommands,
  ...vcaCommands,
  ...groupCommands,
  ...folderCommands,
  ...automationCommands,
  ...sceneCommands,
  ...markerCommands,
  ...masterCommands,
  ...noteCommands,
  ...adviceCommands,
  ...referenceCommands,
  ...releaseCommands,
};

export const commands = { ...single, batch: batchCommand(single) };

export type CommandId = keyof typeof commands;
export type CommandPayload<K extends CommandId> = z.input<(typeof commands)[K]['schema']>;
/** Any document command, typed: `{ id: 'strip.set', payload: { stripId, faderDb } }`. */
export type Command = { [K in CommandId]: { id: K; payload: CommandPayload<K> } }[CommandId];
