/** Files of this machine: folders to walk, audio to bring in with a double press. */
import { browserWords } from '../../audio-engine/words/views.ts';
import { Icon, IconButton } from '../controls/index.ts';
import { importPaths, openPath, useFolder } from '../dialogs/index.ts';

const ICONS = { folder: 'folder', session: 'session', audio: 'wave', other: 'file' } as const;

export function FilesPanel() {
  const { listing, problem, go } = useFolder(null);
  const entries = (listing?.entries ?? []).filter((entry) => entry.kind !== 'other');
  return (
    <div className="media">
      <div className="media-heading">
        <IconButton
          icon="up"
          size={12}
          label={browserWords.up}
          isDisabled={!listing?.parent}
          onPress={() => go(listing?.parent ?? null)}
        />
        <span className="files-here" title={listing?.path}>
          {listing?.path.split(/[\\/]/).filter(Boolean).at(-1) ?? ''}
        </span>
      </div>
      {problem && <p className="browser-empty">{problem}</p>}
      <ul className="media-list" aria-label={browserWords.files}>
        {entries.map((entry) => (
          <li key={entry.path}>
            <button
              type="button"
              className="media-row"
              data-help={browserWords.filesHelp[entry.kind]}
              data-help-name={entry.name}
              onClick={() => entry.kind === 'folder' && go(entry.path)}
              onDoubleClick={() => {
                if (entry.kind === 'audio') void importPaths([entry.path]);
                if (entry.kind === 'session') void openPath(entry.path);
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || entry.kind === 'folder') return;
                event.preventDefault();
                event.stopPropagation();
                if (entry.kind === 'session') void openPath(entry.path);
                else void importPaths([entry.path]);
              }}
            >
              <Icon name={ICONS[entry.kind]} size={14} />
              <span className="media-name">{entry.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {entries.length === 0 && !problem && <p className="browser-empty">{browserWords.emptyFolder}</p>}
    </div>
  );
}
