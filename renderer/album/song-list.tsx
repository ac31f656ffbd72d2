/** The songs in their order: titles, codes, gaps and fades are typed in place; Alt with the arrows moves a song. */
import type { AlbumMade, AlbumSongWritten } from '../../audio-engine/protocol/index.ts';
import { albumWords } from '../../audio-engine/words/index.ts';
import { IconButton, useHelp } from '../controls/index.ts';
import { changeSong, moveSong, removeSong, songName } from './album.ts';

const words = albumWords.page;

interface CellProps {
  label: string;
  value: string;
  placeholder?: string;
  help: string;
  onChange(text: string): void;
  className?: string;
  inputMode?: 'decimal' | 'text';
}

function Cell({
  label,
  value,
  placeholder = '',
  help,
  onChange,
  className = '',
  inputMode = 'text',
}: CellProps) {
  return (
    <input
      className={`album-cell ${className}`}
      aria-label={label}
      value={value}
      placeholder={placeholder}
      inputMode={inputMode}
      onChange={(event) => onChange(event.target.value)}
      {...useHelp(help, label)}
    />
  );
}

/** What is typed as seconds: `2`, `2.5`, `2,5`; nothing else changes anything. */
export function secondsFrom(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 ? value : null;
}

interface SongProps {
  song: AlbumSongWritten;
  index: number;
  made: AlbumMade['songs'][number] | undefined;
}

function Song({ song, index, made }: SongProps) {
  const name = songName(song);
  const seconds = (field: 'gapSeconds' | 'fadeOutSeconds', text: string) => {
    const value = text.trim() === '' ? 0 : secondsFrom(text);
    if (value !== null) changeSong(index, { [field]: value });
  };
  const lufs = made?.measurement.integratedLufs ?? null;
  return (
    <li
      className="album-song"
      aria-label={words.songLabel(index + 1, name)}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        event.stopPropagation();
        const list = event.currentTarget.parentElement;
        const column = [...event.currentTarget.querySelectorAll('input')].indexOf(
          event.target as HTMLInputElement,
        );
        const to = moveSong(index, event.key === 'ArrowUp' ? -1 : 1);
        // The hand stays on the song that moves.
        requestAnimationFrame(() =>
          list?.children[to]?.querySelectorAll<HTMLInputElement>('input')[Math.max(0, column)]?.focus(),
        );
      }}
    >
      <span className="album-number">{index + 1}</span>
      <Cell
        className="album-title"
        label={words.title(index + 1)}
        value={song.title ?? ''}
        placeholder={name}
        help={song.file ?? song.session ?? ''}
        onChange={(title) => changeSong(index, { title })}
      />
      <Cell
        label={words.isrc(index + 1)}
        value={song.isrc ?? ''}
        placeholder="ISRC"
        help={words.isrcHelp}
        onChange={(isrc) => changeSong(index, { isrc })}
      />
      <Cell
        className="album-seconds"
        inputMode="decimal"
        label={words.gap(index + 1)}
        value={String(song.gapSeconds ?? 2)}
        help={words.gapHelp}
        onChange={(text) => seconds('gapSeconds', text)}
      />
      <Cell
        className="album-seconds"
        inputMode="decimal"
        label={words.fade(index + 1)}
        value={String(song.fadeOutSeconds ?? 0)}
        help={words.fadeHelp}
        onChange={(text) => seconds('fadeOutSeconds', text)}
      />
      <span className="album-figure">{lufs === null ? '' : words.lufs(lufs)}</span>
      <IconButton
        icon="up"
        label={words.earlier(name)}
        isDisabled={index === 0}
        onPress={() => moveSong(index, -1)}
      />
      <IconButton icon="close" label={words.remove(name)} onPress={() => removeSong(index)} />
    </li>
  );
}

export function SongList({
  songs,
  made,
}: {
  songs: readonly AlbumSongWritten[];
  made: AlbumMade | undefined;
}) {
  // Songs have no ids: their place and their path tell them apart well enough while they are typed in.
  const seen = new Map<string, number>();
  return (
    <>
      <div className="album-song album-heads" aria-hidden="true">
        <span />
        <span>{words.heads.title}</span>
        <span>{words.heads.isrc}</span>
        <span>{words.heads.gap}</span>
        <span>{words.heads.fade}</span>
        <span>{words.heads.loudness}</span>
      </div>
      <ol className="album-songs" aria-label={words.songs}>
        {songs.map((song, index) => {
          const path = song.file ?? song.session ?? '';
          const times = seen.get(path) ?? 0;
          seen.set(path, times + 1);
          return <Song key={`${path} ${times}`} song={song} index={index} made={made?.songs[index]} />;
        })}
      </ol>
    </>
  );
}
