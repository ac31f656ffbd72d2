/** The report of a mix check outlives the program: kept beside the session, read with care, and known to be old. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CheckReport } from '../../audio-engine/protocol/index.ts';
import { createTrack, mixFingerprint } from '../../audio-engine/session/index.ts';
import { openStudio, type Studio } from '../../audio-engine/studio/index.ts';
import type { App } from '../../main/common/app.ts';
import { adviceHandlers } from '../../main/common/handlers/advice.ts';
import { keepCheck, readCheck } from '../../main/common/kept-check.ts';
import { report } from '../renderer/check/fixture.ts';

let work: string;
let folder: string;
let studio: Studio;

const open = (): Studio =>
  openStudio({ name: 'One', sampleRate: 48_000, folder }, { dataFolder: join(work, 'data'), serve: false });
const reopened = (): Studio => {
  studio.close();
  studio = openStudio(folder, { dataFolder: join(work, 'data'), serve: false });
  return studio;
};

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'threshold-kept-'));
  folder = join(work, 'One');
  studio = open();
});
afterEach(() => {
  studio.close();
  rmSync(work, { recursive: true, force: true });
});

/** A host whose jobs end where they begin, with the report. */
function handlersOf(found: CheckReport) {
  const start: App['jobs']['start'] = (_kind, { request, finish }) => {
    request();
    (finish as unknown as (result: unknown) => unknown)(found);
    return { id: 'j1' } as never;
  };
  return adviceHandlers({ studio, jobs: { start } } as unknown as App);
}
type Last = { report: CheckReport | null; fingerprint: string | null };
const lastOf = (): Last => handlersOf(report)['advice.last']({}, {} as never) as Last;

const addTrack = () =>
  studio.run({
    id: 'track.add',
    payload: { track: createTrack({ id: 'kick', name: 'Kick', color: 'clay', channels: 1, order: 'V' }) },
  });

it('is there when the session is opened again, for the mix it was made of', () => {
  addTrack();
  const { revision } = studio;
  handlersOf(report)['advice.check']({}, {} as never);
  reopened();
  expect(lastOf()).toEqual({ report, fingerprint: mixFingerprint(studio.document) });
  // No step of the history, nothing to undo.
  expect(studio.revision).toBe(revision);
});

it('is of an older mix once the mix is another one, and of this one again when that is undone', () => {
  addTrack();
  handlersOf(report)['advice.check']({}, {} as never);
  studio.run({ id: 'strip.set', payload: { stripId: 'kick', faderDb: -6 } });
  reopened();
  expect(lastOf().report).toEqual(report);
  expect(lastOf().fingerprint).not.toBe(mixFingerprint(studio.document));
  studio.undo();
  expect(lastOf().fingerprint).toBe(mixFingerprint(studio.document));
});

it('is none where nothing was checked, and where the file is not what it should be', () => {
  expect(lastOf()).toEqual({ report: null, fingerprint: null });
  const place = join(folder, 'peaks', 'mix-check.json');
  const kept = { report, fingerprint: '0123456789abcdef' };
  expect(keepCheck(folder, kept)).toBe(true);
  expect(readCheck(folder)).toEqual(kept);
  const good = JSON.parse(readFileSync(place, 'utf8'));
  const bad: unknown[] = [
    { ...good, form: 2 },
    { ...good, fingerprint: '../..' },
    { ...good, report: { ...report, findings: [{ title: 'half a finding' }] } },
    null,
  ];
  for (const content of bad) {
    writeFileSync(place, JSON.stringify(content));
    expect(readCheck(folder)).toBeNull();
  }
  writeFileSync(place, JSON.stringify(good).slice(0, 100));
  expect(readCheck(folder)).toBeNull();
});

it('costs nothing where the folder cannot be written', () => {
  mkdirSync(join(folder, 'peaks'), { recursive: true });
  mkdirSync(join(folder, 'peaks', 'mix-check.json', 'in the way'), { recursive: true });
  handlersOf(report)['advice.check']({}, {} as never);
  expect(lastOf().report).toEqual(report);
});
