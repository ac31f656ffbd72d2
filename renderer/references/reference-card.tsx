/** One reference: letter, name, waveform with its markers, its loudness and the gain that matches it. */
import { useEffect, useRef, useState } from 'react';
import { Header } from '../../audio-engine/protocol/index.ts';
import {
  type MediaFile,
  orderBetween,
  orderedReferences,
  type Reference,
} from '../../audio-engine/session/index.ts';
import { listeningWords as words } from '../../audio-engine/words/index.ts';
import { MiniWave } from '../browser/index.ts';
import { chordText } from '../commands/index.ts';
import { ContextMenu, type MenuEntry } from '../controls/index.ts';
import { subscribeFrame } from '../live/index.ts';
import { listenReading, listenState, setListen, useMonitor } from '../monitor/index.ts';
import { run, shownDocument } from '../state/index.ts';
import { hearReference } from './actions.ts';
import { measure } from './measured.ts';

const WRITE_EVERY_MS = 250;

const timeText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

function move(reference: Reference, by: -1 | 1): void {
  const list = orderedReferences(shownDocument());
  const at = list.findIndex(({ id }) => id === reference.id) + by;
  if (at < 0 || at >= list.length) return;
  const [before, after] = by < 0 ? [list[at - 1], list[at]] : [list[at], list[at + 1]];
  const order = orderBetween(before?.order ?? null, after?.order ?? null);
  void run('reference.move', { referenceId: reference.id, order });
}

function addMarker(reference: Reference, media: MediaFile): void {
  const seconds = listenState().reference === reference.id ? listenReading()?.seconds : Number.NaN;
  const sample = Math.round((seconds ?? Number.NaN) * media.sampleRate);
  if (!Number.isFinite(sample)) return;
  const name = words.markerName(reference.markers.length + 1);
  void run('reference.set', {
    referenceId: reference.id,
    markers: [...reference.markers.slice(0, 15), { sample: Math.min(sample, media.lengthSamples), name }],
  });
}

function menuOf(reference: Reference, media: MediaFile, rename: () => void): MenuEntry[] {
  return [
    { id: 'marker', title: words.addMarkerHere, onAction: () => addMarker(reference, media) },
    {
      id: 'markers',
      title: words.removeMarkers,
      isDisabled: reference.markers.length < 2,
      onAction: () => {
        const loudest = reference.markers.filter(({ name }) => name === words.loudestMarker).slice(0, 1);
        void run('reference.set', { referenceId: reference.id, markers: loudest });
      },
    },
    { id: 'measure', title: words.measureAgain, onAction: () => void measure(media.id) },
    { kind: 'separator', id: 's' },
    { id: 'up', title: words.moveUp, onAction: () => move(reference, -1) },
    { id: 'down', title: words.moveDown, onAction: () => move(reference, 1) },
    { id: 'rename', title: words.rename, keys: 'F2', onAction: rename },
    {
      id: 'remove',
      title: words.remove,
      keys: 'Delete',
      onAction: () => void run('reference.remove', { referenceId: reference.id }),
    },
  ];
}

export interface ReferenceCardProps {
  reference: Reference;
  media: MediaFile;
  index: number;
  heard: boolean;
  chosen: boolean;
  /** A blind test hides which is heard. */
  hidden: boolean;
  masterLufs: number | null;
}

export function ReferenceCard({
  reference,
  media,
  index,
  heard,
  chosen,
  hidden,
  masterLufs,
}: ReferenceCardProps) {
  const letter = words.letter(index);
  const { matched } = useMonitor().settings;
  const [menu, setMenu] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const lit = heard && !hidden;
  const wish = reference.lufs === null || masterLufs === null || !matched ? 0 : masterLufs - reference.lufs;
  return (
    <div className="reference" data-heard={lit || undefined} data-chosen={chosen || undefined}>
      <button
        ref={button}
        type="button"
        className="reference-hear"
        aria-pressed={lit}
        aria-label={`${letter} ${reference.name}${reference.artist ? `, ${reference.artist}` : ''}`}
        data-help={words.hearReference(letter, reference.name, chordText(`Shift+Digit${index + 1}`))}
        data-help-name={reference.name}
        onClick={() => hearReference(reference.id)}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenu(true);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Delete') void run('reference.remove', { referenceId: reference.id });
          else if (event.key === 'F2') setRenaming(true);
          else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) setMenu(true);
          else return;
          event.preventDefault();
        }}
      />
      <div className="reference-title">
        <b>{letter}</b>
        {renaming ? (
          <NameField reference={reference} done={() => setRenaming(false)} />
        ) : (
          <span className="reference-name">{reference.name}</span>
        )}
        {!renaming && <span className="reference-artist">{reference.artist}</span>}
        {index < 9 && <span className="reference-key">⇧{index + 1}</span>}
      </div>
      <div className="reference-wave">
        <MiniWave media={media} color="stone" className="reference-picture" />
        {reference.markers.map((marker, n) => (
          <button
            key={`${marker.sample} ${marker.name}`}
            type="button"
            className="reference-marker"
            style={{ left: `${(100 * marker.sample) / Math.max(1, media.lengthSamples)}%` }}
            aria-label={words.goToMarker(
              marker.name,
              reference.name,
              timeText(marker.sample / media.sampleRate),
            )}
            data-help={words.goToMarker(
              marker.name,
              reference.name,
              timeText(marker.sample / media.sampleRate),
            )}
            onClick={() =>
              setListen({
                reference: reference.id,
                chosen: reference.id,
                at: 'marker',
                marker: n,
                file: null,
              })
            }
          />
        ))}
        {lit && <Playhead media={media} />}
      </div>
      <div className="reference-figures">
        <span>{words.lufs(reference.lufs)}</span>
        <Gain heard={lit} wishDb={wish} name={reference.name} lufs={reference.lufs} masterLufs={masterLufs} />
      </div>
      {menu && (
        <ContextMenu
          anchor={button}
          label={words.cardMenu(reference.name)}
          items={menuOf(reference, media, () => setRenaming(true))}
          onClose={() => setMenu(false)}
        />
      )}
    </div>
  );
}

function NameField({ reference, done }: { reference: Reference; done: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const keep = (name: string) => {
    done();
    const trimmed = name.trim();
    if (trimmed && trimmed !== reference.name)
      void run('reference.rename', { referenceId: reference.id, name: trimmed });
  };
  return (
    <input
      ref={input}
      className="reference-rename"
      aria-label={words.rename}
      defaultValue={reference.name}
      onBlur={(event) => keep(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') done();
      }}
    />
  );
}

interface GainProps {
  heard: boolean;
  wishDb: number;
  name: string;
  lufs: number | null;
  masterLufs: number | null;
}

/** What it is turned up by; while it is heard, what the engine took for it. */
function Gain({ heard, wishDb, name, lufs, masterLufs }: GainProps) {
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const write = (gain: number, short: number) => {
      if (!text.current) return;
      const said = short > 0.05 ? `${words.gain(gain)}, ${words.shortBy(short)}` : words.gain(gain);
      if (text.current.textContent !== said) text.current.textContent = said;
    };
    if (!heard) return write(wishDb, 0);
    let written = -1;
    return subscribeFrame((_frame, nowMs) => {
      const turn = Math.floor(nowMs / WRITE_EVERY_MS);
      const reading = turn === written ? undefined : listenReading();
      if (!reading) return;
      written = turn;
      write(reading.gainDb, reading.shortDb);
    });
  }, [heard, wishDb]);
  return (
    <span
      className="reference-gain"
      ref={text}
      data-help={words.gainHelp(name, lufs, masterLufs)}
      data-help-name={name}
    />
  );
}

function Playhead({ media }: { media: MediaFile }) {
  const line = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      subscribeFrame((frame) => {
        if (!line.current) return;
        const own = listenReading()?.seconds ?? Number.NaN;
        // In step it stands where the song stands.
        const seconds = Number.isNaN(own)
          ? (frame?.header[Header.positionSample] ?? 0) / media.sampleRate
          : own;
        const part = (seconds * media.sampleRate) / Math.max(1, media.lengthSamples);
        line.current.style.left = `${(100 * Math.min(1, part)).toFixed(2)}%`;
      }),
    [media],
  );
  return <span className="reference-playhead" ref={line} />;
}
