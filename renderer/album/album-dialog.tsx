/** The album page: songs in order, what is done to their sound, what is written; then how it came out. */
import { useState } from 'react';
import {
  type AlbumMade,
  albumMadeSchema,
  formatSpec,
  type Job,
  LOUDNESS_WAYS,
  type LoudnessWay,
  parseFormatSpec,
} from '../../audio-engine/protocol/index.ts';
import { albumWords } from '../../audio-engine/words/index.ts';
import { Button, Dialog, Segmented, TextField } from '../controls/index.ts';
import { FormatTable, Tick } from '../export/index.ts';
import { setView, useStatus, useViewState } from '../state/index.ts';
import { albumIsKept, changeAlbum, type ShownAlbum, useAlbum } from './album.ts';
import './album.css';
import { addThisSession, chooseSongs } from './choose-songs.ts';
import { JobRun } from './job-run.tsx';
import { LoudnessPicture } from './loudness-picture.tsx';
import { SongList } from './song-list.tsx';

const words = albumWords.page;

function latest(jobs: Record<string, Job>): Job | undefined {
  return Object.values(jobs).findLast((job) => job.kind === 'album');
}

function madeOf(job: Job | undefined): AlbumMade | undefined {
  const made = job?.state === 'done' ? albumMadeSchema.safeParse(job.result) : undefined;
  return made?.success ? made.data : undefined;
}

/** A number that is typed: what is no number yet stands while it is typed and changes nothing. */
function NumberField(props: { label: string; value: number; help?: string; onChange(value: number): void }) {
  const { label, value, onChange, help = '' } = props;
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextField
      label={label}
      help={help}
      value={draft ?? String(value).replace('-', '−')}
      onChange={(text) => {
        setDraft(text);
        const typed = Number(text.replace('−', '-').replace(',', '.'));
        if (text.trim() !== '' && Number.isFinite(typed)) onChange(typed);
      }}
      onCommit={() => setDraft(null)}
    />
  );
}

const TONES = [0, 0.5, 1] as const;

function Sound({ album }: Pick<ShownAlbum, 'album'>) {
  const way = album.loudness ?? 'album';
  return (
    <section className="album-section">
      <h3>{words.sound}</h3>
      <Segmented<LoudnessWay>
        size="small"
        label={words.loudness}
        value={way}
        options={LOUDNESS_WAYS.map((value) => ({ value, title: words.ways[value] }))}
        help={words.wayHelp}
        onChange={(loudness) => changeAlbum({ loudness })}
      />
      <p className="export-note">{albumWords.ways[way]}</p>
      {way !== 'as-is' && (
        <div className="album-pair">
          <NumberField
            label={words.target}
            value={album.targetLufs ?? -14}
            onChange={(targetLufs) => changeAlbum({ targetLufs })}
          />
          <NumberField
            label={words.ceiling}
            value={album.ceilingDbtp ?? -1}
            onChange={(ceilingDbtp) => changeAlbum({ ceilingDbtp })}
          />
        </div>
      )}
      <Segmented
        size="small"
        label={words.tone}
        value={String(TONES.find((tone) => tone >= (album.tone ?? 0)) ?? 1)}
        options={TONES.map((tone) => ({
          value: String(tone),
          title: tone === 0 ? `${words.tone}: ${words.toneText(0)}` : words.toneText(tone),
          label: `${words.tone} ${words.toneText(tone)}`,
        }))}
        help={words.toneHelp}
        onChange={(tone) => changeAlbum({ tone: Number(tone) })}
      />
    </section>
  );
}

function Files({ album }: Pick<ShownAlbum, 'album'>) {
  const formats = album.formats ?? ['wav24'];
  const toggle = (spec: string) => {
    const plain = formats.map((text) => {
      const file = parseFormatSpec(text);
      return file ? formatSpec(file) : text;
    });
    changeAlbum({ formats: plain.includes(spec) ? plain.filter((one) => one !== spec) : [...plain, spec] });
  };
  return (
    <section className="album-section">
      <h3>{words.files}</h3>
      <FormatTable chosen={formats} onToggle={toggle} />
      <Tick
        label={words.oneFile}
        help={words.oneFileHelp}
        isOn={album.oneFile ?? false}
        onChange={(oneFile) => changeAlbum({ oneFile })}
      />
      <Tick
        label={words.ddp}
        help={words.ddpHelp}
        isOn={album.ddp ?? false}
        onChange={(ddp) => changeAlbum({ ddp })}
      />
    </section>
  );
}

function ReleaseFields({ album }: Pick<ShownAlbum, 'album'>) {
  const field = (label: string, key: 'title' | 'artist' | 'genre' | 'date' | 'upc') => (
    <TextField label={label} value={album[key] ?? ''} onChange={(text) => changeAlbum({ [key]: text })} />
  );
  return (
    <div className="album-release">
      {field(words.albumTitle, 'title')}
      {field(words.artist, 'artist')}
      {field(words.genre, 'genre')}
      {field(words.date, 'date')}
      {field(words.upc, 'upc')}
    </div>
  );
}

export function AlbumDialog({ onClose }: { onClose: () => void }) {
  const shown = useAlbum();
  const job = useStatus((status) => latest(status.jobs));
  const home = useStatus((status) => status.info?.home ?? '');
  const [folder] = useViewState<string>('album.folder', '');
  const [replace, setReplace] = useState(false);
  const made = madeOf(job);
  const place = folder || `${home}/Threshold album`;
  const songs = shown?.album.songs ?? [];
  return (
    <Dialog
      isOpen
      width={980}
      title={words.heading}
      onClose={onClose}
      isDismissable={false}
      className="album-dialog"
      actions={
        <>
          <span className="spacer album-path">{shown ? words.keptAt(shown.path) : ''}</span>
          <Button onPress={onClose}>{words.close}</Button>
        </>
      }
    >
      {!shown ? (
        <p className="album-empty">{words.loading}</p>
      ) : (
        <div className="album-page">
          <div className="album-main">
            <ReleaseFields album={shown.album} />
            <header className="album-head">
              <h3>{words.songs}</h3>
              <span className="panel-note">{words.songsNote}</span>
              <span className="spacer" />
              <Button onPress={() => void addThisSession()} help={words.addSessionHelp}>
                {words.addSession}
              </Button>
              <Button onPress={() => void chooseSongs()}>{words.addFiles}</Button>
            </header>
            {songs.length === 0 ? (
              <p className="album-empty">{words.empty}</p>
            ) : (
              <SongList songs={songs} made={made} />
            )}
            {made && (
              <div className="album-made">
                <LoudnessPicture made={made} />
                <p>{albumWords.made(made.songs.length, made.lufs, made.spreadLu)}</p>
                <p>{words.written(made.files.length)}</p>
                {made.notices.map((notice) => (
                  <p className="export-note" key={notice}>
                    {notice}
                  </p>
                ))}
              </div>
            )}
          </div>
          <div className="album-side">
            <Sound album={shown.album} />
            <Files album={shown.album} />
            <section className="album-section">
              <TextField
                label={words.folder}
                value={place}
                onChange={(text) => setView({ 'album.folder': text })}
              />
              <Tick label={words.replace} help={words.replaceHelp} isOn={replace} onChange={setReplace} />
              {songs.length > 0 && shown.problem && (
                <p className="export-failure" role="alert">
                  <b>{shown.problem.sentence}</b> {shown.problem.nextStep}
                </p>
              )}
              <JobRun
                job={job}
                title={words.make}
                isDisabled={songs.length === 0 || shown.problem !== null}
                start={async (studio) => {
                  await albumIsKept();
                  await studio.invoke('album.make', { folder: place, replace });
                }}
              />
            </section>
          </div>
        </div>
      )}
    </Dialog>
  );
}
