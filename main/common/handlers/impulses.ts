/** Brings a file of the user's own into the session as an impulse response for convolution. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { loadImpulse, NameRegister, safeFileName } from '../../../audio-engine/media/index.ts';
import { hostWords, ThresholdError } from '../../../audio-engine/words/index.ts';
import type { App } from '../app.ts';
import type { Answers } from './kind.ts';

const FOLDER = 'impulses';

export function impulseHandlers(app: App): Answers<'impulse.add'> {
  return {
    'impulse.add': async ({ path: written }) => {
      const { studio } = app;
      if (studio.readOnly !== null) throw new ThresholdError(hostWords.impulseReadOnly);
      const path = app.places.check(written);
      const folder = join(studio.folder, FOLDER);
      mkdirSync(folder, { recursive: true });
      const ending = extname(path).toLowerCase();
      const name = new NameRegister(readdirSync(folder)).claim(
        safeFileName(basename(path, extname(path))),
        ending,
      );
      // It is read where it will be read from, and appears under its name only when it is one.
      const trial = mkdtempSync(join(studio.folder, '.impulse-'));
      try {
        mkdirSync(join(trial, FOLDER));
        copyFileSync(path, join(trial, FOLDER, name));
        await loadImpulse(trial, `${FOLDER}/${name}`, studio.document.session.sampleRate);
        renameSync(join(trial, FOLDER, name), join(folder, name));
      } finally {
        rmSync(trial, { recursive: true, force: true });
        if (existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
      }
      return { impulse: `${FOLDER}/${name}` };
    },
  };
}
