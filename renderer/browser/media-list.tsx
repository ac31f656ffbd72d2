/** The song's audio files: small waveforms, names, lengths; dragged onto a track, or added at the playhead with Enter. */
import { useMemo, useState } from 'react';
import {
  type MediaFile,
  orderedTracks,
  type SessionDocument,
  type TrackColor,
} from '../../audio-engine/session/index.ts';
import { browserWords } from '../../audio-engine/words/views.ts';
import { runAction } from '../commands/index.ts';
import { Button, TextField } from '../controls/index.ts';
import { showNote, shownDocument, useDocument } from '../state/index.ts';
import { addClipOf, chosenTracks, MEDIA_DRAG_TYPE } from '../timeline/index.ts';
import { formatLength, positionNow } from '../transport/index.ts';
import { MiniWave } from './mini-wave.tsx';

/** A file has the colour of the first track that plays it. */
function colorsByMedia(document: Pick<SessionDocument, 'tracks' | 'clips'>): Map<string, TrackColor> {
  const colors = new Map<string, TrackColor>();
  for (const track of orderedTracks(document as SessionDocument)) {
    for (const clip of Object.values(document.clips[track.id] ?? {})) {
      if (!colors.has(clip.mediaId)) colors.set(clip.mediaId, track.color);
    }
  }
  return colors;
}

function addAtPlayhead(media: MediaFile): void {
  const document = shownDocument();
  const fits = (id: string) => (document.tracks[id]?.channels ?? 0) >= media.channels;
  const trackId = chosenTracks().find(fits);
  if (trackId) addClipOf(media.id, trackId, positionNow());
  else showNote(browserWords.chooseTrack(media.name));
}

export function MediaList() {
  const { media, tracks, clips, sampleRate } = useDocument((d) => ({
    media: d.media,
    tracks: d.tracks,
    clips: d.clips,
    sampleRate: d.session.sampleRate,
  }));
  const [query, setQuery] = useState('');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const colors = useMemo(() => colorsByMedia({ tracks, clips }), [tracks, clips]);
  const files = useMemo(
    () =>
      Object.values(media)
        .filter((file) => file.name.toLowerCase().includes(query.trim().toLowerCase()))
        .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    [media, query],
  );
  const chosen = chosenId ? media[chosenId] : undefined;
  return (
    <div className="media">
      <div className="media-search">
        <TextField
          showLabel={false}
          label={browserWords.find}
          placeholder={browserWords.find}
          value={query}
          onChange={setQuery}
        />
      </div>
      <div className="media-heading">
        <span>{browserWords.thisSong}</span>
        <span>{files.length}</span>
      </div>
      {files.length === 0 ? (
        <div className="browser-empty">
          <p>{query ? browserWords.nothingFound : browserWords.noMedia}</p>
          {!query && <Button onPress={() => runAction('session.import')}>{browserWords.import}</Button>}
        </div>
      ) : (
        <ul className="media-list" aria-label={browserWords.thisSong}>
          {files.map((file) => (
            <li key={file.id}>
              <button
                type="button"
                className="media-row"
                draggable
                aria-pressed={file.id === chosenId}
                data-help={browserWords.fileHelp}
                data-help-name={file.name}
                onClick={() => setChosenId(file.id)}
                onDoubleClick={() => addAtPlayhead(file)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || file.id !== chosenId) return;
                  event.preventDefault();
                  event.stopPropagation();
                  addAtPlayhead(file);
                }}
                onDragStart={(event) => {
                  event.dataTransfer.setData(MEDIA_DRAG_TYPE, file.id);
                  event.dataTransfer.effectAllowed = 'copy';
                }}
              >
                <MiniWave media={file} color={colors.get(file.id) ?? 'stone'} className="media-wave" />
                <span className="media-name">{file.name} </span>
                <span className="media-length">{formatLength(file.lengthSamples, sampleRate)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen && (
        <div className="media-chosen">
          <div className="media-chosen-title">
            <span className="media-name">{chosen.origin.fileName}</span>
            <span className="media-length">
              {browserWords.format(chosen.origin.sampleRate, chosen.channels)}
            </span>
          </div>
          <MiniWave media={chosen} color={colors.get(chosen.id) ?? 'stone'} className="media-chosen-wave" />
          {chosen.origin.conversions.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
    </div>
  );
}
