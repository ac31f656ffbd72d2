/** What the command line says of two moments: names, steps and now, in words and in figures. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { openStudio } from '../../audio-engine/studio/index.ts';
import { writeTone } from '../e2e/person.ts';
import { cli } from './fake-io.ts';

let root = '';
let step = 0;

/** A session with a named version, a step after it, and another. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'threshold-cli-'));
  mkdirSync(join(root, 'stems'));
  writeTone(join(root, 'stems', 'Bass.wav'), 110, 2);
  writeTone(join(root, 'stems', 'Lead.wav'), 880, 2);
  expect((await cli(root, ['new', 'Song', '--from', 'stems'])).code).toBe(0);
  const studio = openStudio(join(root, 'Song'), { dataFolder: join(root, 'data') });
  studio.saveVersion('Rough');
  const bass = Object.values(studio.document.tracks).find(({ name }) => name === 'Bass')!.id;
  studio.run({ id: 'strip.set', payload: { stripId: bass, faderDb: -3 } });
  step = studio.history().at(-1)!.revision;
  studio.run({ id: 'strip.set', payload: { stripId: bass, faderDb: -9 } });
  studio.close();
  return () => rmSync(root, { recursive: true, force: true });
});

it('says the moves and what they did to the sound, and leaves nothing behind', async () => {
  const before = readdirSync(join(root, 'Song'));
  const { code, out } = await cli(root, ['compare', 'Song', '--from', 'Rough']);
  const text = out.join('\n');
  expect(code).toBe(0);
  expect(text).toContain('Rough → Now');
  expect(text).toContain('Bass fader: 0.0 dB → −9.0 dB (−9.0 dB)');
  expect(text).toContain('  Bass: −9.0 LU');
  expect(text).not.toContain('  Lead:');
  expect(readdirSync(join(root, 'Song'))).toEqual(before);
});

it('takes the number of a step, and answers JSON', async () => {
  const { code, out } = await cli(root, ['compare', 'Song', '--from', String(step), '--moves', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(out[0]!)).toMatchObject({
    to: 'Now',
    changes: [{ sentence: 'Bass fader: −3.0 dB → −9.0 dB (−6.0 dB)', before: -3, after: -9 }],
  });
});

it('says which versions there are where one is unknown', async () => {
  const { code, errors } = await cli(root, ['compare', 'Song', '--from', 'Smooth']);
  expect(code).toBe(1);
  expect(errors.join(' ')).toContain('There are: now, Rough');
});
