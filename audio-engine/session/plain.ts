/** Copies out of a draft: what stands twice in a document must be two things, or a change of one would change both. */
import { current, isDraft } from 'immer';

export function plain<T>(value: T): T {
  return structuredClone(isDraft(value) ? (current(value as object) as T) : value);
}

/** Whether two parts of a document say the same. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) &&
        same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}
