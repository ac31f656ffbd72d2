import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_TARGET, findTarget, loadTargets } from '../../audio-engine/delivery/index.ts';

it('every target has a level, a ceiling, a source and a date', () => {
  const targets = loadTargets();
  expect(targets.length).toBeGreaterThan(10);
  expect(findTarget('spotify', targets)).toMatchObject({ lufs: -14, ceilingDbtp: -1, gate: 'programme' });
  expect(findTarget('Netflix', targets).gate).toBe('dialogue');
  // Bandcamp and Qobuz play at no level: no targets.
  expect(() => findTarget('Bandcamp', targets)).toThrow(/Spotify/);
  expect(DEFAULT_TARGET).toEqual({ lufs: -14, ceilingDbtp: -1 });
});

it.each([
  ['no JSON', '{'],
  [
    'no level',
    '[{"name":"X","lufs":null,"ceilingDbtp":-1,"gate":"programme","source":"s","asOf":"2026-11"}]',
  ],
  [
    'a ceiling above full scale',
    '[{"name":"X","lufs":-14,"ceilingDbtp":1,"gate":"programme","source":"s","asOf":"2026-11"}]',
  ],
  ['no source', '[{"name":"X","lufs":-14,"ceilingDbtp":-1,"gate":"programme","source":"","asOf":"2026-11"}]'],
])('a list with %s is refused with a sentence', (_, text) => {
  const folder = mkdtempSync(join(tmpdir(), 'threshold-targets-'));
  const path = join(folder, 'targets.json');
  writeFileSync(path, text);
  expect(() => loadTargets(path)).toThrow(/loudness targets/);
  rmSync(folder, { recursive: true });
});
