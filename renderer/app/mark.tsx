/** The mark: a compressor's knee over a dotted threshold line. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true" className="mark">
      <rect x=".5" y=".5" width="23" height="23" rx="3.5" className="mark-ground" />
      <path d="M4 12h16" className="mark-threshold" strokeDasharray="1.4 2" />
      <path d="M4.5 19.5 11 13c1.2-1.2 2.2-2 4-2.7l4.5-1.8" className="mark-knee" />
    </svg>
  );
}
