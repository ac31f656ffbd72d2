import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript: it runs before anything is installed
import { shippedPackages, thirdPartyText } from '../../main/setup/third-party.mjs';

const shipped = shippedPackages() as { name: string; version: string; license: string }[];

describe('licences of what ships', () => {
  it('finds the packages', () => {
    expect(shipped.map((p) => p.name)).toContain('react');
    expect(shipped.map((p) => p.name)).not.toContain('vitest');
  });

  it('has nothing under GPL or AGPL, and nothing unknown', () => {
    const allowed =
      /^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|OFL-1\.1|LGPL-[\d.]+(-or-later|\+)?|CC0-1\.0|Unlicense|BlueOak-1\.0\.0|Python-2\.0)( (AND|OR) .+)?\)?$/;
    expect(shipped.filter((p) => !allowed.test(p.license)).map((p) => `${p.name}: ${p.license}`)).toEqual([]);
  });

  it('THIRD-PARTY.md names all of it', () => {
    expect(readFileSync(resolve(import.meta.dirname, '../../THIRD-PARTY.md'), 'utf8')).toBe(thirdPartyText());
  });
});
