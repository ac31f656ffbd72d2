import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UserPresets } from '../../main/common/user-presets.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-presets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mine = { kind: 'equaliser', name: 'Mine', parameters: { band4GainDb: 3 } };

describe('presets of the user', () => {
  it('are kept by effect and name, for the next program too', () => {
    const presets = new UserPresets(join(folder, 'a'));
    expect(presets.list()).toEqual([]);
    presets.save(mine);
    presets.save({ ...mine, kind: 'limiter', parameters: { gainDb: 2 } });
    presets.save({ ...mine, parameters: { band4GainDb: 5 } });
    const again = new UserPresets(join(folder, 'a'));
    expect(again.list()).toHaveLength(2);
    expect(again.list().find((p) => p.kind === 'equaliser')?.parameters).toEqual({ band4GainDb: 5 });
    expect(again.remove(mine).map((p) => p.kind)).toEqual(['limiter']);
  });

  it('are refused with values the effect does not take', () => {
    const presets = new UserPresets(join(folder, 'b'));
    expect(() => presets.save({ ...mine, parameters: { band4GainDb: 99 } })).toThrow(/values/);
    expect(() => presets.save({ ...mine, kind: 'toString' })).toThrow(/values/);
    expect(presets.list()).toEqual([]);
  });

  it('never write over a file that is not theirs', () => {
    writeFileSync(join(folder, 'presets.json'), 'not json');
    const presets = new UserPresets(folder);
    expect(() => presets.save(mine)).toThrow(/could not be read/);
    expect(readFileSync(join(folder, 'presets.json'), 'utf8')).toBe('not json');
  });
});
