/** Comparing in a session that may only be read: its folder stays as it is, and both sides can be heard. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CompareJob, compareMoments } from '../../audio-engine/delivery/index.ts';
import type { App } from '../../main/common/app.ts';
import { COMPARES, memoryHandlers } from '../../main/common/handlers/memory.ts';
import { removeRenders, rendersPlace } from '../../main/common/renders-place.ts';
import { noiseSamples, TestSession } from '../render/sessions.ts';

let session: TestSession;
let dataFolder: string;

beforeEach(() => {
  session = new TestSession([{ id: 'a', samples: noiseSamples(1, 48_000) }]);
  dataFolder = mkdtempSync(join(tmpdir(), 'threshold-looked-'));
});
afterEach(() => {
  session.remove();
  rmSync(dataFolder, { recursive: true, force: true });
});

const files = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).sort();

it('writes what it renders into the program’s own folder, and takes it away again', async () => {
  const louder = structuredClone(session.document);
  louder.strips.a!.faderDb = -6;
  const documents: Record<string, unknown> = { earlier: session.document, now: louder };
  let request: CompareJob | undefined;
  const studio = {
    folder: session.folder,
    readOnly: 'It may only be read.',
    readMoment: (which: string) => ({ name: which, timeMs: 0, document: documents[which] }),
  };
  const app = {
    studio,
    host: { dataFolder },
    offerAudition: () => undefined,
    jobs: {
      start: (_kind: string, job: { request(): CompareJob }) => {
        request = job.request();
        return { id: 'job' };
      },
    },
  };
  const before = files(session.folder);
  memoryHandlers(app as unknown as App)['versions.compare'](
    { from: 'earlier', to: 'now' } as never,
    {} as never,
  );
  const result = await compareMoments(request!);
  expect(result.byLu).toBeCloseTo(-6, 1);
  expect(files(session.folder)).toEqual(before);
  // As the engine finds them: from the session's folder on.
  const heard = Object.values(result.files).map((file) => join(session.folder, ...file.split('/')));
  for (const path of heard) {
    expect(path.startsWith(dataFolder)).toBe(true);
    expect(existsSync(path)).toBe(true);
  }
  removeRenders(studio, dataFolder, [COMPARES]);
  for (const path of heard) expect(existsSync(path)).toBe(false);
});

it('renders into the session where that may be written', () => {
  const own = { folder: session.folder, readOnly: null };
  expect(rendersPlace(own, dataFolder, 'exports/previews')).toBe('exports/previews');
});
