import { expect, it } from 'vitest';
import { loadServices } from '../../audio-engine/advice/index.ts';
import { DEFAULT_TARGET, findTarget, loadTargets } from '../../audio-engine/delivery/index.ts';

it('every target has a level, a ceiling, a source and a date', () => {
  const targets = loadTargets();
  expect(targets.length).toBeGreaterThan(10);
  expect(findTarget('spotify', targets)).toMatchObject({ lufs: -14, ceilingDbtp: -1, gate: 'full' });
  expect(findTarget('Netflix', targets).gate).toBe('dialogue');
  // Bandcamp and Qobuz play at no level: no targets.
  expect(() => findTarget('Bandcamp', targets)).toThrow(/Spotify/);
  expect(DEFAULT_TARGET).toEqual({ lufs: -14, ceilingDbtp: -1 });
});

it('every service that has a level is a target, and no other', () => {
  const names = new Set(loadTargets().map(({ name }) => name));
  for (const { name, master } of loadServices()) expect(names.has(name), name).toBe(master !== null);
});
