/** Playlist audition: the master between references, each at the gain that a service would give it. */
import { useState } from 'react';
import { type HeardFile, playbackGain, type Service } from '../../audio-engine/protocol/index.ts';
import { orderedReferences } from '../../audio-engine/session/index.ts';
import { decibels, servicesWords, signedDecibels } from '../../audio-engine/words/index.ts';
import { Button, Dialog, Icon, Select } from '../controls/index.ts';
import { failureFrom, showFailure, studio, useDocument } from '../state/index.ts';
import { hear, isHeard, measureServices, useServices } from './state.ts';

const words = servicesWords.playlist;

interface Song {
  id: string;
  name: string;
  own: boolean;
  lufs: number | null;
  gainDb: number;
  file: HeardFile | null;
  /** Where it is worth hearing: its first marker. */
  atSample: number;
}

const heardAt = ({ lufs, gainDb }: Song): number | null => (lufs === null ? null : lufs + gainDb);

/** Plays it from its marker on, as the service would. */
function play(song: Song): void {
  hear(song.file, { matched: false, systemId: null });
  studio()
    .invoke('transport.play', { fromSample: song.atSample })
    .catch((error: unknown) => showFailure(failureFrom(error)));
}

function Songs({ songs }: { songs: readonly Song[] }) {
  const { file: heard } = useServices();
  const loudest = Math.max(...songs.map((song) => heardAt(song) ?? Number.NEGATIVE_INFINITY));
  return (
    <ol className="playlist">
      {songs.map((song) => {
        const on = isHeard(song.file, heard);
        const level = heardAt(song);
        const text = words.plays(song.name, signedDecibels(song.gainDb), decibels(level));
        return (
          <li key={song.id} data-own={song.own || undefined} data-heard={on || undefined}>
            <button
              type="button"
              className="playlist-song"
              aria-pressed={on}
              aria-label={`${words.hear} ${text}`}
              disabled={song.file === null}
              data-help={servicesWords.hearHelp}
              data-help-name={song.name}
              onClick={() => (on ? hear(null) : play(song))}
            >
              <Icon name="ear" size={15} />
              <b>{song.name}</b>
              <span className="playlist-bar" aria-hidden="true">
                {level !== null && <i style={{ width: `${Math.max(4, 100 + (level - loudest) * 8)}%` }} />}
              </span>
              <span className="playlist-gain">{signedDecibels(song.gainDb)} dB</span>
              <span className="playlist-level">{decibels(level)} LUFS</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function useSongs(service: Service | undefined): Song[] {
  const { report } = useServices();
  const references = useDocument(orderedReferences);
  const media = useDocument((document) => document.media);
  const songs: Song[] = references.map((reference) => {
    const file = media[reference.mediaId]?.file ?? null;
    // Of a reference only its true peak is known; its samples are not above it.
    const { lufs, truePeakDbtp } = reference;
    const figures = { integratedLufs: lufs, truePeakDbtp, samplePeakDbfs: truePeakDbtp };
    const gainDb = service ? playbackGain(service, figures).gainDb : 0;
    return {
      id: reference.id,
      name: reference.artist ? `${reference.artist} – ${reference.name}` : reference.name,
      own: false,
      lufs: reference.lufs,
      gainDb,
      file: file === null ? null : { path: file, gainDb, startSample: 0, lufs: reference.lufs },
      atSample: reference.markers[0]?.sample ?? 0,
    };
  });
  if (!report) return songs;
  const gainDb = report.plays.find(({ id }) => id === service?.id)?.gain.gainDb ?? 0;
  const { integratedLufs } = report.measured;
  const own: Song = {
    id: 'master',
    name: words.master,
    own: true,
    lufs: integratedLufs,
    gainDb,
    file: report.file === null ? null : { path: report.file, gainDb, startSample: 0, lufs: integratedLufs },
    atSample: Math.floor(report.lengthSamples / 3),
  };
  // In the middle of the list, where a playlist would meet it.
  const middle = Math.ceil(songs.length / 2);
  return [...songs.slice(0, middle), own, ...songs.slice(middle)];
}

export function PlaylistDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { services, report, running } = useServices();
  const players = services.filter(({ kind }) => kind === 'music');
  const [chosen, setChosen] = useState('spotify');
  const service = players.find(({ id }) => id === chosen) ?? players[0];
  const songs = useSongs(service);
  const own = songs.find((song) => song.own);
  const others = songs
    .filter((song) => !song.own)
    .map(heardAt)
    .filter((level) => level !== null);
  const mean = others.reduce((sum, level) => sum + level, 0) / others.length;
  const mine = own ? heardAt(own) : null;
  return (
    <Dialog title={words.title} isOpen={isOpen} onClose={onClose} width={640} className="playlist-dialog">
      <p className="services-note">{words.note}</p>
      {service && (
        <Select
          label={words.service}
          showLabel
          value={service.id}
          options={players.map(({ id, name }) => ({ value: id, title: name }))}
          onChange={setChosen}
        />
      )}
      <Songs songs={songs} />
      {others.length === 0 && <p className="services-note">{words.empty}</p>}
      {!report && (
        <Button isDisabled={running !== null} onPress={() => void measureServices(false)}>
          {running ? servicesWords.measuring : servicesWords.measure}
        </Button>
      )}
      {mine !== null && others.length > 0 && (
        <p className="playlist-sum" role="status">
          {words.difference(mine - mean)}
        </p>
      )}
    </Dialog>
  );
}
