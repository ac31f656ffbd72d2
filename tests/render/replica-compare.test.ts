/** The document as it sounds while the listener compares: nothing of it is in the document itself. */
import { expect, it } from 'vitest';
import { Replica } from '../../audio-engine/render/control-replica.ts';
import { testDocument } from './rig.ts';
import { effect } from './sessions.ts';

function replica(): Replica {
  const document = testDocument({ a: {} });
  document.effects.a = {
    e: effect('equaliser', 'e'),
    c: { ...effect('compressor', 'c'), bypassed: true },
    l: effect('limiter', 'l'),
  };
  document.automation.a = {
    'effect:e:bypassed': { id: 'effect:e:bypassed', mode: 'read', held: false, pages: {} },
  };
  return new Replica(1, document, []);
}
const bypassed = (r: Replica): string[] =>
  Object.values(r.effective.effects.a!)
    .filter((e) => e.bypassed)
    .map((e) => e.id);

it('takes out one insert, with the lane that would bring it back, and gives both back', () => {
  const r = replica();
  r.compare({ stripId: 'a', effectId: 'e', bypass: true });
  expect(bypassed(r)).toEqual(['e', 'c']);
  expect(r.effective.automation.a!['effect:e:bypassed']!.mode).toBe('off');
  expect(r.held.effects.a!.e!.bypassed).toBe(false);
  r.compare({ stripId: null, effectId: null, bypass: false });
  expect(bypassed(r)).toEqual(['c']);
  expect(r.effective).toBe(r.held);
});

it('takes out a whole chain, follows edits meanwhile, and ignores what is gone', () => {
  const r = replica();
  r.compare({ stripId: 'a', effectId: null, bypass: true });
  expect(bypassed(r)).toEqual(['e', 'c', 'l']);
  expect(r.patch(1, 2, [{ op: 'remove', path: ['effects', 'a', 'l'] }])).toBe(true);
  expect(bypassed(r)).toEqual(['e', 'c']);
  r.compare({ stripId: 'gone', effectId: null, bypass: true });
  expect(bypassed(r)).toEqual(['c']);
});
