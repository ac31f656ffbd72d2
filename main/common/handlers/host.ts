/** The machine around the program: its files, dialogs and name. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { programFolder } from '../../../audio-engine/entries.ts';
import type { App } from '../app.ts';
import type { Answers } from './kind.ts';

const OK = { ok: true } as const;

export function programVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(programFolder(), 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}

export function hostHandlers(
  app: App,
): Answers<
  'app.info' | 'files.list' | 'files.addRoot' | 'dialog.open' | 'dialog.save' | 'jobs.list' | 'jobs.cancel'
> {
  return {
    'app.info': () => ({
      version: programVersion(),
      host: app.host.name,
      platform: process.platform,
      home: homedir(),
    }),
    'files.list': ({ path }) => app.places.list(path),
    'files.addRoot': ({ path }) => {
      app.places.add(path);
      return OK;
    },
    'dialog.open': (request) => app.host.openDialog(request),
    'dialog.save': (request) => app.host.saveDialog(request),
    'jobs.list': () => ({ jobs: app.jobs.list }),
    'jobs.cancel': ({ jobId }) => {
      app.jobs.cancel(jobId);
      return OK;
    },
  };
}
