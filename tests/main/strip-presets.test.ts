/** Chains of one's own: kept over restarts, never overwritten by a slip, never at the cost of a file that is not ours. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StripPresets } from '../../main/common/strip-presets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'threshold-chains-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const chain = (name: string) => ({
  name,
  purpose: 'Mine.',
  effects: [
    { kind: 'compressor', bypassed: false, parameters: { ratio: 3 }, presetName: null, impulse: null },
  ],
});

it('are kept and removed, and a name is taken once', () => {
  new StripPresets(folder).save(chain('B'));
  const presets = new StripPresets(folder);
  presets.save(chain('A'));
  expect(presets.list().map(({ name }) => name)).toEqual(['A', 'B']);
  expect(() => presets.save(chain('A'))).toThrow(/already/);
  presets.remove('B');
  expect(presets.list()).toEqual([chain('A')]);
  expect(() => presets.remove('B')).toThrow();
  expect(() => presets.save({ name: 'C', purpose: '', effects: [{ kind: 'theremin' }] })).toThrow();
});

it('leaves alone what it cannot read', () => {
  const path = join(folder, 'strip-presets.json');
  writeFileSync(path, JSON.stringify({ version: 1, presets: [{ from: 'the future' }, chain('A')] }));
  const presets = new StripPresets(folder);
  expect(presets.list()).toHaveLength(1);
  presets.remove('A');
  expect(JSON.parse(readFileSync(path, 'utf8')).presets).toEqual([{ from: 'the future' }]);
  writeFileSync(path, 'not json');
  expect(() => presets.save(chain('A'))).toThrow();
  expect(readFileSync(path, 'utf8')).toBe('not json');
});
