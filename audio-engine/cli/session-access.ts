/**
 * A session to work on from the command line: opened here where it is free, or reached through the program that has
 * it open, by the same commands.
 */

import { existsSync, statSync } from 'node:fs';
import type { RawCommand, SessionDocument } from '../session/index.ts';
import { validateDocument } from '../session/index.ts';
import {
  Disk,
  defaultDataFolder,
  LocalClient,
  livingLock,
  openStudio,
  type Studio,
  sessionFolder,
} from '../studio/index.ts';
import { ThresholdError } from '../words/index.ts';
import type { Context } from './command.ts';

export interface SessionAccess {
  readonly folder: string;
  document(): Promise<SessionDocument>;
  /** The document with the revision it is of. */
  state(): Promise<{ document: SessionDocument; revision: number }>;
  /** Resolves when the step's journal line is written. */
  run(command: RawCommand, name: string | null): Promise<{ revision: number; name: string }>;
  close(): void;
}

function throughStudio(studio: Studio): SessionAccess {
  return {
    folder: studio.folder,
    document: async () => studio.document,
    state: async () => ({ document: studio.document, revision: studio.revision }),
    run: async (command, name) => studio.run(command, { name }),
    close: () => studio.close(),
  };
}

function throughProgram(client: LocalClient, folder: string): SessionAccess {
  return {
    folder,
    document: async () => validateDocument((await client.request({ type: 'state' })).document),
    async state() {
      const { document, revision } = await client.request({ type: 'state' });
      return { document: validateDocument(document), revision };
    },
    run: async (command, name) => {
      const answer = await client.request({ type: 'run', command, name });
      return { revision: answer.revision, name: answer.name ?? '' };
    },
    close: () => client.close(),
  };
}

/** What a command was given is a session: a folder, or a file inside one. Anything else is an audio file. */
export function isSession(path: string): boolean {
  return sessionFolder(path) !== path || (existsSync(path) && statSync(path).isDirectory());
}

export async function accessSession(context: Context, written: string): Promise<SessionAccess> {
  const folder = sessionFolder(context.path(written));
  const dataFolder = defaultDataFolder(context.io.env);
  try {
    const studio = openStudio(folder, { dataFolder });
    for (const notice of studio.notices) context.notice(notice);
    return throughStudio(studio);
  } catch (error) {
    if (!(error instanceof ThresholdError) || error.failure.code !== 'session-locked') throw error;
    const lock = livingLock(new Disk(), folder);
    if (!lock) return accessSession(context, written);
    try {
      return throughProgram(await LocalClient.connect(lock.socket), folder);
    } catch {
      throw error;
    }
  }
}

/** To look at only: also where another program has it open. */
export async function lookAtSession(
  context: Context,
  written: string,
): Promise<{ folder: string; document: SessionDocument; revision: number }> {
  const folder = sessionFolder(context.path(written));
  const studio = openStudio(folder, {
    dataFolder: defaultDataFolder(context.io.env),
    readOnly: true,
    serve: false,
  });
  for (const notice of studio.notices) context.notice(notice);
  const { document, revision } = studio;
  studio.close();
  return { folder, document, revision };
}
