/** Playlist audition: the master between references, each at the gain that a service would give it, played through. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { playbackGain, type Service } from '../../audio-engine/protocol/index.ts';
import { orderedReferences } from '../../audio-engine/session/index.ts';
import { decibels, servicesWords, signedDecibels } from '../../audio-engine/words/index.ts';
import { Button, Dialog, Icon, Segmented, Select } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import {
  endPlaylist,
  heardAt,
  joinSteps,
  MOMENT_SECONDS,
  playFrom,
  replayWith,
  type Song,
  type Stretch,
  step,
  usePlaylist,
} from './playlist.ts';
import { fileOf, measureServices, useServices } from './state.ts';

const words = servicesWords.playlist;

function Songs({ songs, stretch }: { songs: readonly Song[]; stretch: Stretch }) {
  const playing = usePlaylist();
  const steps = joinSteps(songs);
  const loudest = Math.max(...songs.map((song) => heardAt(song) ?? Number.NEGATIVE_INFINITY));
  return (
    <ol className="playlist">
      {songs.map((song, n) => {
        const on = playing === song.id;
        const level = heardAt(song);
        const text = words.plays(song.name, signedDecibels(song.gainDb), decibels(level));
        const join = steps[n] ?? null;
        return (
          <li key={song.id} data-own={song.own || undefined} data-heard={on || undefined}>
            {n > 0 && (
              <p className="playlist-join" data-help={words.joinHelp} data-help-name={words.join}>
                {words.joinOf(join === null ? null : signedDecibels(join))}
              </p>
            )}
            <button
              type="button"
              className="playlist-song"
              aria-pressed={on}
              aria-label={`${words.hear} ${text}`}
              disabled={song.file === null}
              data-help={servicesWords.hearHelp}
              data-help-name={song.name}
              onClick={() => (on ? endPlaylist() : playFrom(songs, n, stretch))}
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
    const gain = service ? playbackGain(service, figures) : null;
    // A service's limiter is run on the master only: another song goes up as far as its peaks let it.
    const room = service?.limiter ? service.limiter.samplePeakDbfs - (truePeakDbtp ?? 0) : 0;
    const gainDb = gain ? (gain.limited ? Math.min(gain.gainDb, Math.max(0, room)) : gain.gainDb) : 0;
    return {
      id: reference.id,
      name: reference.artist ? `${reference.artist} – ${reference.name}` : reference.name,
      own: false,
      lufs: reference.lufs,
      gainDb,
      file: file === null ? null : { path: file, gainDb, startSample: 0, lufs: reference.lufs },
      atSample: reference.markers[0]?.sample ?? 0,
      lengthSamples: media[reference.mediaId]?.lengthSamples ?? 0,
    };
  });
  if (!report) return songs;
  const play = report.plays.find(({ id }) => id === service?.id) ?? null;
  const gainDb = play?.gain.gainDb ?? 0;
  const { integratedLufs } = report.measured;
  const straight =
    report.file === null ? null : { path: report.file, gainDb, startSample: 0, lufs: integratedLufs };
  const own: Song = {
    id: 'master',
    name: words.master,
    own: true,
    lufs: integratedLufs,
    gainDb,
    file: play?.file ? fileOf(report, play, undefined) : straight,
    atSample: Math.floor(report.lengthSamples / 3),
    lengthSamples: report.lengthSamples,
  };
  // In the middle of the list, where a playlist would meet it.
  const middle = Math.ceil(songs.length / 2);
  return [...songs.slice(0, middle), own, ...songs.slice(middle)];
}

/** Left and Up go back, Right and Down on, wherever the focus stands in the list. */
function onKey(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  event.stopPropagation();
  step(by as 1 | -1);
}

export function PlaylistDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { services, report, running } = useServices();
  const players = services.filter(({ kind }) => kind === 'music');
  const [chosen, setChosen] = useState('spotify');
  const [stretch, setStretch] = useState<Stretch>('moment');
  const service = players.find(({ id }) => id === chosen) ?? players[0];
  const songs = useSongs(service);
  const playing = usePlaylist();
  const own = songs.find((song) => song.own);
  const others = songs
    .filter((song) => !song.own)
    .map(heardAt)
    .filter((level) => level !== null);
  const mean = others.reduce((sum, level) => sum + level, 0) / others.length;
  const mine = own ? heardAt(own) : null;
  const latest = useRef(songs);
  latest.current = songs;
  // What plays goes on as another service, or another stretch of it, would.
  useEffect(() => replayWith(latest.current, stretch), [service?.id, stretch]);
  const close = () => {
    endPlaylist();
    onClose();
  };
  return (
    <Dialog title={words.title} isOpen={isOpen} onClose={close} width={640} className="playlist-dialog">
      <p className="services-note">{words.note}</p>
      <div className="playlist-choice">
        {service && (
          <Select
            label={words.service}
            showLabel
            value={service.id}
            options={players.map(({ id, name }) => ({ value: id, title: name }))}
            onChange={setChosen}
          />
        )}
        <Segmented
          size="small"
          label={words.stretch}
          value={stretch}
          onChange={setStretch}
          options={(['moment', 'whole'] as const).map((value) => ({
            value,
            title: words.stretches(value, MOMENT_SECONDS),
          }))}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows of the buttons in it */}
      <div onKeyDown={onKey}>
        <div className="playlist-choice">
          <Button isDisabled={playing === null} onPress={() => step(-1)} help={words.keysHelp}>
            {words.previous}
          </Button>
          <Button
            kind="primary"
            isDisabled={songs.every(({ file }) => file === null)}
            help={words.throughHelp}
            onPress={() => {
              const first = songs.findIndex(({ file }) => file !== null);
              if (playing === null) playFrom(songs, first, stretch);
              else endPlaylist();
            }}
          >
            {playing === null ? words.through : words.stop}
          </Button>
          <Button isDisabled={playing === null} onPress={() => step(1)} help={words.keysHelp}>
            {words.next}
          </Button>
        </div>
        <Songs songs={songs} stretch={stretch} />
      </div>
      {others.length === 0 && <p className="services-note">{words.empty}</p>}
      {!report && (
        <Button isDisabled={running !== null} onPress={() => void measureServices(false)}>
          {running ? servicesWords.measuring : servicesWords.measure}
        </Button>
      )}
      {service?.limiter && <p className="services-note">{words.limiterNote(service.name)}</p>}
      {mine !== null && others.length > 0 && (
        <p className="playlist-sum" role="status">
          {words.difference(mine - mean)}
        </p>
      )}
    </Dialog>
  );
}
