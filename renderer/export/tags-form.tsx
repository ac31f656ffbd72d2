/** What the song is called and by whom, as one step each; and its cover, checked when it is chosen. */
import { useState } from 'react';
import type { ArtworkReport } from '../../audio-engine/protocol/index.ts';
import { releaseFault } from '../../audio-engine/session/index.ts';
import { exportWords as words } from '../../audio-engine/words/index.ts';
import { Button, TextField } from '../controls/index.ts';
import { failureFrom, run, showFailure, studio, useDocument, useStatus } from '../state/index.ts';

const TAGS = [
  'title',
  'artist',
  'album',
  'albumArtist',
  'trackNumber',
  'date',
  'genre',
  'composer',
  'isrc',
  'upc',
  'copyright',
  'comment',
] as const;
type Tag = (typeof TAGS)[number];

export function TagsForm() {
  return (
    <div className="tags-form">
      {TAGS.map((tag) => (
        <TagField key={tag} tag={tag} />
      ))}
    </div>
  );
}

/** As it is stored: identifiers without hyphens and spaces, in capitals. */
function cleaned(tag: Tag, text: string): string {
  const trimmed = text.trim();
  if (tag === 'isrc' || tag === 'upc') return trimmed.replace(/[\s-]/g, '').toUpperCase();
  return trimmed;
}

function TagField({ tag }: { tag: Tag }) {
  const held = useDocument((document) => String(document.release[tag] ?? ''));
  const [draft, setDraft] = useState<string | null>(null);
  const value = draft === null ? null : cleaned(tag, draft);
  const stored =
    value === null ? null : tag === 'trackNumber' ? (value === '' ? null : Number(value)) : value;
  const fault = value !== null && releaseFault({ [tag]: stored }) ? (words.tagFault[tag] ?? null) : null;
  const commit = () => {
    if (value !== null && value !== held && fault === null) void run('release.set', { [tag]: stored });
    if (fault === null) setDraft(null);
  };
  return (
    // The field's own Enter, and leaving it, are the step.
    <fieldset className={`tag tag-${tag}`} aria-label={words.tag[tag]} onBlur={commit}>
      <TextField
        label={words.tag[tag]}
        value={draft ?? held}
        placeholder={words.tagHint[tag] ?? ''}
        error={fault}
        onChange={setDraft}
        onCommit={commit}
      />
    </fieldset>
  );
}

export function ArtworkForm() {
  const artwork = useDocument((document) => document.release.artwork);
  const host = useStatus((status) => status.info?.host);
  const [path, setPath] = useState('');
  const [report, setReport] = useState<ArtworkReport | null>(null);
  const use = async (from: string) => {
    try {
      const answer = await studio().invoke('delivery.artwork', { path: from });
      setReport(answer.report);
      setPath('');
      await run('release.set', { artwork: answer.artwork });
    } catch (error) {
      showFailure(failureFrom(error));
    }
  };
  const choose = async () => {
    try {
      const answer = await studio().invoke('dialog.open', { kind: 'picture', title: words.artworkChoose });
      if (answer.paths?.[0]) await use(answer.paths[0]);
    } catch (error) {
      showFailure(failureFrom(error));
    }
  };
  return (
    <div className="artwork-form">
      <div className="artwork-line">
        <b>{artwork === null ? words.artwork : artwork.replace(/^artwork\//, '')}</b>
        {artwork !== null && (
          <Button
            kind="quiet"
            onPress={() => {
              setReport(null);
              void run('release.set', { artwork: null });
            }}
          >
            {words.artworkRemove}
          </Button>
        )}
      </div>
      {artwork === null && !report && <p className="export-note">{words.artworkNone}</p>}
      {report &&
        (report.faults.length === 0 ? (
          <p className="export-note">{words.artworkGood(report.width, report.height, report.kind ?? '')}</p>
        ) : (
          report.faults.map((fault) => (
            <p className="export-note artwork-fault" key={fault}>
              {fault}
            </p>
          ))
        ))}
      <div className="export-path">
        <TextField
          label={words.artworkPath}
          value={path}
          onChange={setPath}
          onCommit={(text) => text.trim() && void use(text.trim())}
        />
        {host === 'electron' ? (
          <Button onPress={() => void choose()}>{words.artworkChoose}</Button>
        ) : (
          <Button isDisabled={path.trim() === ''} onPress={() => void use(path.trim())}>
            {words.artworkUse}
          </Button>
        )}
      </div>
    </div>
  );
}
