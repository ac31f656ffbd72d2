/** Markers by role and name, for the keyboard, screen readers and tests. */
import { orderedMarkers } from '../../audio-engine/session/index.ts';
import { timelineWords } from '../../audio-engine/words/views.ts';
import { openDialog, run, select, useDocument, useSelection } from '../state/index.ts';
import { formatBars, locate } from '../transport/index.ts';
export function MarkerTree() {
  const markers = useDocument(orderedMarkers);
  const { tempo, session } = useDocument((d) => ({ tempo: d.tempo, session: d.session }));
  const { markerId } = useSelection();
  return (
    <ul className="marker-tree visually-hidden" aria-label={timelineWords.ruler}>
      {markers.map((marker) => (
        <li key={marker.id}>
          <button
            type="button"
            aria-pressed={marker.id === markerId}
            aria-label={timelineWords.marker(
              marker.name,
              formatBars(marker.sample, tempo, session.sampleRate),
            )}
            data-help={timelineWords.markerHelp}
            onClick={() => {
              select({ markerId: marker.id });
              locate(marker.sample);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Delete') void run('marker.remove', { markerId: marker.id });
              else if (event.key === 'F2') openDialog('marker', marker.id);
              else return;
              event.preventDefault();
              event.stopPropagation();
            }}
          />
        </li>
      ))}
    </ul>
  );
}
