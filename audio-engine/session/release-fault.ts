/** What a release will not take: asked while somebody types, before a step is made of it. */
import { isUpc } from './release-codes.ts';
import { releaseSchema } from './schema.ts';

/** True where a change of the release would be refused, or is a barcode that is mistyped. */
export function releaseFault(change: Record<string, unknown>): boolean {
  if (!releaseSchema.partial().safeParse(change).success) return true;
  const { upc } = change;
  return typeof upc === 'string' && upc !== '' && !isUpc(upc);
}
