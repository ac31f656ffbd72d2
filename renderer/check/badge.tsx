/** How much the mix should mend, on the door in the title bar. */
import { checkWords as words } from '../../audio-engine/words/index.ts';
import { useDocument } from '../state/index.ts';
import { countsOf } from './findings.ts';
import { useCheck } from './report.ts';
import './along.css';

export function CheckBadge() {
  const { report, running } = useCheck();
  const dismissed = useDocument((document) => document.dismissed);
  const { fix, hear } = countsOf(report, dismissed);
  const count = fix || hear;
  if (running !== null)
    return <span className="check-badge" data-running aria-label={words.checking} role="img" />;
  if (count === 0) return null;
  return (
    <span
      className="check-badge"
      data-severity={fix > 0 ? 'fix' : 'hear'}
      role="img"
      aria-label={words.badge(fix, hear)}
    >
      {count}
    </span>
  );
}
