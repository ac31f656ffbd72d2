/** The references at the left of the room: one press between the master and each of them, and where they differ. */
import { useEffect, useState } from 'react';
import { Header } from '../../audio-engine/protocol/index.ts';
import { orderedReferences } from '../../audio-engine/session/index.ts';
import { listeningWords as words } from '../../audio-engine/words/index.ts';
import { Button, IconButton, Segmented } from '../controls/index.ts';
import { subscribeFrame } from '../live/index.ts';
import { setListen, useListen, useMonitor } from '../monitor/index.ts';
import { useDocument } from '../state/index.ts';
import {
  addReferences,
  endBlindX,
  hearBlindX,
  hearMaster,
  hearReference,
  startBlindX,
  useBlindX,
} from './actions.ts';
import { BlindPanel } from './blind-panel.tsx';
import { DifferencePanel } from './difference-panel.tsx';
import { useMeasured } from './measured.ts';
import { ReferenceCard } from './reference-card.tsx';
import './references.css';

/** Letters that stand beside "Master" before the row is full. */
const MOST_LETTERS = 5;
const X = 'x';
const MASTER = 'master';

/** Loudness of the master that references are matched to: as measured, or what was heard of it. */
function useMasterLufs(): number | null {
  const { master } = useMeasured();
  const [heard, setHeard] = useState<number | null>(null);
  useEffect(() => {
    let written = -1;
    return subscribeFrame((frame, nowMs) => {
      const turn = Math.floor(nowMs / 1000);
      if (turn === written || !frame) return;
      written = turn;
      const lufs = frame.header[Header.integratedLufs] ?? Number.NaN;
      setHeard(Number.isFinite(lufs) ? Math.round(lufs * 10) / 10 : null);
    });
  }, []);
  return master?.fresh ? master.profile.whole.lufs : heard;
}

export function ReferenceColumn() {
  const references = useDocument(orderedReferences);
  const media = useDocument((document) => document.media);
  const { reference, chosen, at } = useListen();
  const { matched } = useMonitor().settings;
  const blind = useBlindX();
  const masterLufs = useMasterLufs();
  const shown = references.find(({ id }) => id === (reference ?? chosen)) ?? references[0];
  const shownLetter = words.letter(
    Math.max(
      0,
      references.findIndex(({ id }) => id === shown?.id),
    ),
  );
  const value = blind
    ? blind.hearing === 'reference'
      ? blind.referenceId
      : blind.hearing
    : (reference ?? MASTER);
  const choose = (next: string) => {
    if (next === X) return blind ? hearBlindX('x') : startBlindX();
    if (blind && next === MASTER) return hearBlindX('master');
    if (blind && next === blind.referenceId) return hearBlindX('reference');
    if (blind) endBlindX();
    if (next === MASTER) hearMaster();
    else hearReference(next);
  };
  return (
    <section className="references" aria-label={words.references}>
      <header className="panel-header">
        <h2>{words.references}</h2>
        <span className="panel-note" data-help={words.metersShowMaster}>
          {references.length === 0 ? '' : matched ? words.matchedToMaster : words.notMatched}
        </span>
        <span className="editor-space" />
        <IconButton
          icon="plus"
          label={words.addReference}
          help={words.addHelp}
          onPress={() => void addReferences()}
        />
      </header>
      {references.length === 0 ? (
        <div className="references-none">
          <b>{words.noneYet}</b>
          <p>{words.noneYetNext}</p>
          <Button help={words.addHelp} onPress={() => void addReferences()}>
            {words.addReference}
          </Button>
        </div>
      ) : (
        <>
          <div className="references-bar">
            <Segmented
              className="references-switch"
              label={words.heardName}
              value={value}
              onChange={choose}
              options={[
                { value: MASTER, title: words.masterShort, help: words.masterHelp },
                ...references.slice(0, MOST_LETTERS).map(({ id, name }, n) => ({
                  value: id,
                  title: words.letter(n),
                  label: `${words.letter(n)} ${name}`,
                  help: words.hearReference(words.letter(n), name, `Shift+${n + 1}`),
                })),
                { value: X, title: words.unknown, help: words.unknownHelp },
              ]}
            />
          </div>
          <BlindPanel letter={shownLetter} />
          <div className="references-list">
            {references.map((one, index) => {
              const file = media[one.mediaId];
              if (!file) return null;
              return (
                <ReferenceCard
                  key={one.id}
                  reference={one}
                  media={file}
                  index={index}
                  heard={reference === one.id}
                  chosen={shown?.id === one.id}
                  hidden={blind !== null}
                  masterLufs={masterLufs}
                />
              );
            })}
          </div>
          <div className="references-bar">
            <Segmented
              size="small"
              label={words.place}
              value={at}
              onChange={(place) => setListen({ at: place })}
              options={(['step', 'marker'] as const).map((place) => ({
                value: place,
                title: words.places[place],
                help: words.placesHelp[place],
              }))}
            />
          </div>
          {shown && <DifferencePanel mediaId={shown.mediaId} letter={shownLetter} />}
        </>
      )}
    </section>
  );
}
