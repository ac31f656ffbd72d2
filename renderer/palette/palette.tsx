/** The command palette: every action and every track by name, chosen from the keyboard. */
import { useMemo, useState } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { orderedTracks } from '../../audio-engine/session/index.ts';
import { frameWords, groupWords } from '../../audio-engine/words/views.ts';
import { type ActionId, actionIds, actionOf, canRun, keyOf, runAction } from '../commands/index.ts';
import { selectStrip, shownDocument } from '../state/index.ts';
import { matchScore } from './match.ts';
import './palette.css';

interface Row {
  id: string;
  title: string;
  sub: string;
  keys: string | undefined;
  isEnabled: boolean;
  run: () => void;
}

function allRows(): Row[] {
  const fromActions = (id: ActionId): Row => ({
    id,
    title: actionOf(id).title,
    sub: groupWords[actionOf(id).group],
    keys: keyOf(id),
    isEnabled: canRun(id),
    run: () => runAction(id),
  });
  const tracks = orderedTracks(shownDocument()).map((track, i) => ({
    id: `track-${track.id}`,
    title: frameWords.goToTrack(track.name),
    sub: String(i + 1),
    keys: undefined,
    isEnabled: true,
    run: () => selectStrip(track.id),
  }));
  return [...actionIds.filter((id) => id !== 'view.palette').map(fromActions), ...tracks];
}

const MOST_ROWS = 60;

export function Palette({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [rows] = useState(allRows);
  const found = useMemo(() => {
    return rows
      .flatMap((row) => {
        const score = matchScore(query, row.title);
        return score === undefined ? [] : [{ row, score: score + (row.isEnabled ? 0 : -200) }];
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_ROWS)
      .map(({ row }) => row);
  }, [rows, query]);
  const chosen = Math.min(at, found.length - 1);
  const take = (row: Row | undefined) => {
    if (!row?.isEnabled) return;
    onClose();
    // After the dialog has given the focus back.
    setTimeout(row.run, 0);
  };
  return (
    <ModalOverlay
      className="dialog-scrim palette-scrim"
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="dialog-modal palette">
        <AriaDialog className="dialog" aria-label={frameWords.palette}>
          <input
            className="palette-input"
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-list"
            aria-activedescendant={found[chosen] ? `palette-${found[chosen].id}` : undefined}
            aria-label={frameWords.paletteLabel}
            placeholder={frameWords.palettePlaceholder}
            // The palette exists to be typed into.
            ref={(input) => input?.focus()}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setAt(0);
            }}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
                event.preventDefault();
                const by = event.key === 'ArrowDown' ? 1 : -1;
                const next = (chosen + by + found.length) % Math.max(1, found.length);
                setAt(next);
                document.getElementById(`palette-${found[next]?.id}`)?.scrollIntoView({ block: 'nearest' });
              }
              if (event.key === 'Enter') {
                event.preventDefault();
                take(found[chosen]);
              }
            }}
          />
          <div className="palette-list" role="listbox" id="palette-list" aria-label={frameWords.palette}>
            {found.map((row, i) => (
              <div
                key={row.id}
                id={`palette-${row.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === chosen}
                aria-disabled={!row.isEnabled}
                className="palette-row"
                onPointerMove={() => setAt(i)}
                onClick={() => take(row)}
                onKeyDown={(event) => event.key === 'Enter' && take(row)}
              >
                <span className="palette-title">{row.title}</span>
                <span className="palette-sub">{row.sub}</span>
                {row.keys && <kbd className="menu-keys">{row.keys}</kbd>}
              </div>
            ))}
            {found.length === 0 && <p className="palette-none">{frameWords.nothingFound(query)}</p>}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
