/** What a release will not take: asked while somebody types, before a step is made of it. */
import { releaseSchema } from './schema.ts';

/** The check digit of a UPC or EAN: 3 and 1 by turns from the right (GS1 General Specifications, 7.9). */
export function barcodeHolds(digits: string): boolean {
  const sum = [...digits].reverse().reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** True where a change of the release would be refused, or is a barcode that is mistyped. */
export function releaseFault(change: Record<string, unknown>): boolean {
  if (!releaseSchema.partial().safeParse(change).success) return true;
  const { upc } = change;
  return typeof upc === 'string' && upc !== '' && !barcodeHolds(upc);
}
