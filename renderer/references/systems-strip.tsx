/** The playback systems at the foot of the room: each with what it was measured to do, one key, and the match. */
import { useEffect, useRef } from 'react';
import { bandLossDb, type MeasuredSystem, RESPONSE_HZ } from '../../audio-engine/protocol/index.ts';
import { listeningWords as words } from '../../audio-engine/words/index.ts';
import { chordText } from '../commands/index.ts';
import { subscribeFrame } from '../live/index.ts';
import { listenReading, useListen, useMonitor } from '../monitor/index.ts';
import { hearSystem, SYSTEM_KEYS } from './actions.ts';
import { useMeasured } from './measured.ts';
import './systems.css';
import { SystemIcon } from './system-icons.tsx';

const WRITE_EVERY_MS = 250;
const WIDTH = 120;
const HEIGHT = 34;
const TOP_DB = 12;
const BOTTOM_DB = -24;

const yOf = (db: number): number =>
  Math.max(0, Math.min(HEIGHT, ((TOP_DB - db) / (TOP_DB - BOTTOM_DB)) * HEIGHT));

/** The response as a path, one point a twelfth of an octave. */
export function curvePath(responseDb: readonly number[]): string {
  const last = responseDb.length - 1;
  return responseDb
    .map((db, n) => `${n === 0 ? 'M' : 'L'}${((n / last) * WIDTH).toFixed(1)} ${yOf(db).toFixed(1)}`)
    .join('');
}

function Curve({ responseDb }: { responseDb: readonly number[] }) {
  const path = curvePath(responseDb);
  return (
    <svg
      className="system-curve"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="system-fill" d={`${path}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`} />
      <path className="system-line" d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

const STRAIGHT = RESPONSE_HZ.map(() => 0);

/** "Phone is matched by +5.8 dB", four times a second. */
function Match({ id }: { id: string | null }) {
  const { matched } = useMonitor().settings;
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    let written = -1;
    const write = () => {
      if (!text.current) return;
      const said = matchText(id, matched);
      if (text.current.textContent !== said) text.current.textContent = said;
    };
    write();
    return subscribeFrame((_frame, nowMs) => {
      const turn = Math.floor(nowMs / WRITE_EVERY_MS);
      if (turn === written) return;
      written = turn;
      write();
    });
  }, [id, matched]);
  return <p ref={text} />;
}

function matchText(id: string | null, matched: boolean): string {
  if (id === null) return words.characters;
  const name = words.systemName(id);
  if (!matched) return words.systemUnmatched(name);
  const reading = listenReading();
  if (!reading || Number.isNaN(reading.systemGainDb)) return words.characters;
  const { systemGainDb, systemShortDb, systemSeconds } = reading;
  return systemShortDb > 0.05
    ? words.systemShortBy(name, systemGainDb, systemShortDb)
    : words.systemMatched(name, systemGainDb, systemSeconds);
}

function helpOf(system: MeasuredSystem, bandsDb: readonly (number | null)[] | undefined): string {
  const { id, lowestHz, highestHz, mono, responseDb } = system;
  const help = words.systemHelp(id, lowestHz, highestHz, mono);
  if (!bandsDb) return help;
  const response = (hz: number): number =>
    responseDb[Math.max(0, Math.min(responseDb.length - 1, Math.round(12 * Math.log2(hz / 20))))] ?? 0;
  const low = bandLossDb(bandsDb, response, 20, 100);
  const bass = bandLossDb(bandsDb, response, 100, 250);
  return low === null || bass === null || Math.max(low, bass) < 1
    ? help
    : `${help}${words.systemOnSong(low, bass)}`;
}

export function SystemsStrip() {
  const { systemId } = useListen();
  const { systems, master } = useMeasured();
  const ordered = [...systems].sort((a, b) => keyIndex(a.id) - keyIndex(b.id));
  const cells = [
    { id: null, system: null },
    ...ordered.map((system) => ({ id: system.id, system })),
  ] as const;
  return (
    <section className="master-systems systems" aria-label={words.systems}>
      <div className="systems-state">
        <h2>
          {words.systems}
          {systemId !== null && <span className="systems-on">{words.systemName(systemId)}</span>}
        </h2>
        <p>{words.monitorOnly}</p>
        <Match id={systemId} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: cells of a strip, not a form's fieldset */}
      <div className="systems-cells" role="group" aria-label={words.systems}>
        {cells.map(({ id, system }) => {
          const name = id === null ? words.straight : words.systemName(id);
          const key = id === null ? 0 : keyIndex(id) + 1;
          return (
            <button
              key={id ?? 'straight'}
              type="button"
              className="system"
              aria-pressed={systemId === id}
              aria-label={key <= 9 ? `${name}, ${chordText(`Alt+Digit${key}`)}` : name}
              data-help={system ? helpOf(system, master?.profile.whole.bandsDb) : words.straightHelp}
              data-help-name={name}
              onClick={() => (id === null ? systemId !== null && hearSystem(systemId) : hearSystem(id))}
            >
              <span className="system-name">
                <SystemIcon id={id ?? 'straight'} />
                <span>{id === null ? words.straightShort : words.systemShort(id)}</span>
                {key <= 9 && <kbd>{key}</kbd>}
              </span>
              <Curve responseDb={system?.responseDb ?? STRAIGHT} />
            </button>
          );
        })}
      </div>
    </section>
  );
}

/** Those without a key come last. */
function keyIndex(id: string): number {
  const index = (SYSTEM_KEYS as readonly string[]).indexOf(id);
  return index < 0 ? 99 : index;
}
