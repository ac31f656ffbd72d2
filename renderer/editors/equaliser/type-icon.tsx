/** The shape of a band's type as a small picture, in the order of the parameter's choices. */
const SHAPES = [
  'M2 11C5 11 5 4 9 4H18',
  'M2 4H11C15 4 15 11 18 11',
  'M2 4H5C9 4 9 8 13 8H18',
  'M2 10H5C8 10 8 3 10 3S12 10 15 10H18',
  'M2 8H7C11 8 11 4 15 4H18',
  'M2 4H6C8.5 4 9 11 10 11S11.5 4 14 4H18',
] as const;

export function TypeIcon({ type }: { type: number }) {
  return (
    <svg className="type-icon" width="20" height="14" viewBox="0 0 20 14" aria-hidden="true">
      <path d={SHAPES[type] ?? ''} />
    </svg>
  );
}
