/** What part a track plays. */
import { describe, expect, it } from 'vitest';
import { roleByName, trackRole } from '../../audio-engine/advice/index.ts';
import { TRACK_ROLES } from '../../audio-engine/session/index.ts';
import { trackRoleWords } from '../../audio-engine/words/index.ts';

describe('the part a track plays', () => {
  it.each([
    ['Lead vox', 'lead-vocal'],
    ['LeadVocal_dry', 'lead-vocal'],
    ['Gesang', 'lead-vocal'],
    ['BGV Left', 'backing-vocal'],
    ['Doubles', 'backing-vocal'],
    ['Ad-libs', 'backing-vocal'],
    ['Kick In', 'kick'],
    ['808 Kick', 'kick'],
    ['Bass Drum', 'kick'],
    ['Snare_Top', 'snare'],
    ['Claps', 'snare'],
    ['Overheads', 'drums'],
    ['HiHat', 'drums'],
    ['Bass DI', 'bass'],
    ['808', 'bass'],
    ['Gtr L', 'guitar'],
    ['Rhodes', 'keys'],
    ['Pad', 'pad'],
    ['Strings', 'pad'],
    ['Lead Synth', 'lead'],
    ['FX print', 'effects'],
    ['Vocal Reverb', 'effects'],
    ['Take 7', 'other'],
  ])('is told by a name: %s', (name, role) => expect(roleByName(name)).toBe(role));

  it('is what its owner said, whatever its name', () => {
    expect(trackRole({ name: 'Lead vox', role: 'backing-vocal' })).toBe('backing-vocal');
    expect(trackRole({ name: 'Lead vox', role: null })).toBe('lead-vocal');
  });

  it('has words for every one', () => {
    for (const role of TRACK_ROLES) expect(trackRoleWords.titles[role]).toMatch(/^[A-Z]/);
  });
});
