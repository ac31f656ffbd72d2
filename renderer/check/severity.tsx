/** The shape of a severity: octagon, triangle, circle, tick. Never the colour alone. */
import type { CheckLine } from '../../audio-engine/protocol/index.ts';
import { Icon, type IconName } from '../controls/index.ts';

const SHAPES: Record<CheckLine['state'], IconName> = {
  fix: 'octagon',
  hear: 'warning',
  note: 'note',
  clear: 'check',
};

export function SeverityIcon({ of, size = 16 }: { of: CheckLine['state']; size?: number }) {
  return <Icon name={SHAPES[of]} size={size} className="severity" data-severity={of} />;
}
