import { expect, it } from 'vitest';
import { breakName } from '../../../renderer/mixer/break-name.ts';

const broken = (name: string) => breakName(name).replaceAll('\u00ad', '-');

it('breaks long words between syllables, never in the middle of one', () => {
  expect(broken('Overheads')).toBe('Over-heads');
  expect(broken('Percussion')).toBe('Percus-sion');
  expect(broken('Tambourine')).toMatch(/^Tam-bourine$|^Tambou-rine$/);
  expect(broken('Saxophone')).toBe('Saxo-phone');
});

it('leaves short words, numbers and file names as they are', () => {
  for (const name of ['Kick', 'Lead vox', 'Backing', 'BGV_take_0012', '']) expect(breakName(name)).toBe(name);
});
