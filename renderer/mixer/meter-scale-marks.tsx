/** The meter's own scale at the right of a wide strip: marks in dBFS. */
import { memo } from 'react';
import { METER_MARKS, meterPosition } from '../meters/index.ts';

export const MeterScale = memo(function MeterScale() {
  return (
    <div className="meter-marks" aria-hidden="true">
      {METER_MARKS.map((db) => (
        <span key={db} data-db={Math.abs(db)} style={{ bottom: `${meterPosition(db) * 100}%` }}>
          {Math.abs(db)}
        </span>
      ))}
    </div>
  );
});
