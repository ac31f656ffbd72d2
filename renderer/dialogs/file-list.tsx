/** Folders and files of a folder, chosen by pointer or keyboard; a double press goes in or accepts. */
import { type Selection as AriaSelection, GridList, GridListItem } from 'react-aria-components';
import type { InvokeAnswer } from '../../audio-engine/protocol/index.ts';
import { dialogWords } from '../../audio-engine/words/views.ts';
import { Icon } from '../controls/index.ts';

export type FileEntry = InvokeAnswer<'files.list'>['entries'][number];

const ICONS = { folder: 'folder', session: 'session', audio: 'wave', other: 'file' } as const;

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function FileList(props: {
  entries: readonly FileEntry[];
  chosen: ReadonlySet<string>;
  onChoose: (paths: ReadonlySet<string>) => void;
  onAct: (entry: FileEntry) => void;
  multiple: boolean;
}) {
  const { entries, chosen, onChoose, onAct, multiple } = props;
  return (
    <GridList
      className="file-list"
      aria-label={dialogWords.files}
      selectionMode={multiple ? 'multiple' : 'single'}
      selectionBehavior="replace"
      selectedKeys={chosen}
      onSelectionChange={(keys: AriaSelection) =>
        onChoose(keys === 'all' ? new Set(entries.map((e) => e.path)) : new Set([...keys].map(String)))
      }
      onAction={(key) => {
        const entry = entries.find((e) => e.path === key);
        if (entry) onAct(entry);
      }}
      renderEmptyState={() => <p className="file-list-empty">{dialogWords.emptyFolder}</p>}
    >
      {entries.map((entry) => (
        <GridListItem key={entry.path} id={entry.path} textValue={entry.name} className="file-row">
          <Icon name={ICONS[entry.kind]} />
          <span className="file-name">{entry.name}</span>
          <span className="file-size">
            {entry.kind === 'folder' || entry.kind === 'session' ? '' : fileSize(entry.sizeBytes)}
          </span>
        </GridListItem>
      ))}
    </GridList>
  );
}
