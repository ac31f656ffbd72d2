/** The translation matrix: systems down, codecs across, in each cell what becomes of vocal, lows and peak; press to hear. */
import { type KeyboardEvent, useRef, useState } from 'react';
import type {
  CodecResult,
  HeardFile,
  MatrixCell,
  Service,
  ServicesReport,
} from '../../audio-engine/protocol/index.ts';
import { decibels, servicesWords, signedDecibels } from '../../audio-engine/words/index.ts';
import { Button, Dialog, Select } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import { peakState, shortTitle, signedPeak } from './service-row.tsx';
import { cancelServices, fileOf, hear, isHeard, isOutdated, measureServices, useServices } from './state.ts';

const words = servicesWords.matrix;
const STRAIGHT = 'straight';
/** No service: every codec at the master's own level. */
const ALL = '';
/** The column before any codec. */
const MASTER = 'master';
/** Full colour at so much change. */
const VOCAL_FULL_DB = 4;
const LOW_FULL_DB = 18;

const figure = (db: number | null): string =>
  db === null ? servicesWords.unmeasured : Math.abs(db) < 0.05 ? decibels(0) : signedDecibels(db);

interface Column {
  codec: CodecResult;
  services: readonly string[];
  /** What is heard of it, and its true peak where it is heard: at the service's gain, behind its limiter. */
  file: HeardFile | null;
  truePeakDbtp: number | null;
}

/** The master as it is: what lossless codecs give. */
function masterOf(report: ServicesReport): CodecResult {
  return {
    ...report.codecs[0]!,
    ...report.measured,
    spec: MASTER,
    title: words.lossless,
    lossless: true,
    encoder: null,
    kbps: null,
    edgeHz: null,
    changeDb: [],
    lagSamples: 0,
    file: report.file,
    failure: null,
  };
}

/** Every codec, before any service turns it; one column stands for all that are lossless. */
function allColumns(report: ServicesReport, services: readonly Service[]): Column[] {
  const lossy = report.codecs.filter(({ lossless }) => !lossless);
  const usedBy = (fits: (spec: string) => boolean): string[] =>
    services.filter(({ codecs, panel }) => panel && codecs.some(fits)).map(({ name }) => name);
  const isLossless = (spec: string): boolean => report.codecs.some((c) => c.spec === spec && c.lossless);
  const column = (codec: CodecResult, by: readonly string[]): Column => ({
    codec,
    services: by,
    file: codec.failure ? null : fileOf(report, null, codec),
    truePeakDbtp: codec.truePeakDbtp,
  });
  return [
    column(masterOf(report), usedBy(isLossless)),
    ...lossy.map((codec) =>
      column(
        codec,
        usedBy((spec) => spec === codec.spec),
      ),
    ),
  ];
}

/** The codecs of one service, as it plays them. */
function columnsOf(report: ServicesReport, service: Service): Column[] {
  const play = report.plays.find(({ id }) => id === service.id) ?? null;
  const codecs = report.codecs.filter(({ spec }) => service.codecs.includes(spec));
  const lossy = codecs.filter(({ lossless }) => !lossless);
  const lossless = codecs.find((codec) => codec.lossless);
  const columns = [...lossy, ...(lossless ? [lossless] : [])];
  return columns.map((codec) => {
    const limited = play?.through.find(({ spec }) => spec === codec.spec);
    const turned = codec.truePeakDbtp === null ? null : codec.truePeakDbtp + (play?.gain.gainDb ?? 0);
    return {
      codec,
      services: [service.name],
      file: codec.failure ? null : fileOf(report, play, codec),
      truePeakDbtp: limited ? limited.truePeakDbtp : turned,
    };
  });
}

/** Where there is less of it, amber; where there is more, blue; the more, the stronger. */
function tint(db: number | null, full: number): { background?: string } {
  if (db === null || Math.abs(db) < full / 12) return {};
  const strength = Math.round(Math.min(1, Math.abs(db) / full) * 46);
  return { background: `color-mix(in srgb, var(--${db < 0 ? 'warn' : 'accent'}) ${strength}%, transparent)` };
}

function Table({ report, columns }: { report: ServicesReport; columns: readonly Column[] }) {
  const { file: heard, systemId } = useServices();
  const { matrix } = report;
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState({ row: 0, column: 0 });
  if (!matrix) return null;
  const cellOf = (system: string, codec: string): MatrixCell | undefined =>
    matrix.cells.find((cell) => cell.system === system && cell.codec === codec);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const row = Math.max(0, Math.min(matrix.systems.length - 1, at.row + step[0]!));
    const column = Math.max(0, Math.min(columns.length - 1, at.column + step[1]!));
    setAt({ row, column });
    body.current?.querySelector<HTMLElement>(`[data-cell="${row}-${column}"]`)?.focus();
  };
  return (
    <table className="matrix" aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col">{words.system}</th>
          {columns.map(({ codec, services: by, truePeakDbtp }) => (
            <th key={codec.spec} scope="col" data-help={by.join(', ')} data-help-name={codec.title}>
              <b>{codec.lossless ? words.lossless : shortTitle(codec.spec)}</b>
              <small>{by.join(', ')}</small>
              <span
                className="matrix-peak"
                data-peak={codec.failure ? 'none' : peakState({ ...codec, truePeakDbtp })}
              >
                {codec.failure ? servicesWords.unmeasured : `${signedPeak(truePeakDbtp)} dBTP`}
              </span>
              <span className="matrix-units" aria-hidden="true">
                <span>{words.vocal}</span>
                <span>{words.low}</span>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={move}>
        {matrix.systems.map((system, row) => (
          <tr key={system.id}>
            <th scope="row">{system.name}</th>
            {columns.map(({ codec, file, truePeakDbtp }, column) => {
              const cell = cellOf(system.id, codec.spec);
              const where = system.id === STRAIGHT ? null : system.id;
              const on = isHeard(file, heard) && systemId === where;
              const [vocal, low] = [figure(cell?.vocalDb ?? null), figure(cell?.lowDb ?? null)];
              const peak = signedPeak(truePeakDbtp);
              return (
                <td key={codec.spec}>
                  <button
                    type="button"
                    data-cell={`${row}-${column}`}
                    tabIndex={at.row === row && at.column === column ? 0 : -1}
                    disabled={file === null}
                    aria-pressed={on}
                    aria-label={words.cell(system.name, codec.title, vocal, low, peak)}
                    data-help={words.press}
                    data-help-name={words.cell(system.name, codec.title, vocal, low, peak)}
                    onFocus={() => setAt({ row, column })}
                    onClick={() => (on ? hear(null, { systemId: null }) : hear(file, { systemId: where }))}
                  >
                    <span style={tint(cell?.vocalDb ?? null, VOCAL_FULL_DB)}>{vocal}</span>
                    <span style={tint(cell?.lowDb ?? null, LOW_FULL_DB)}>{low}</span>
                    <span
                      className="matrix-over"
                      data-peak={codec.failure ? 'none' : peakState({ ...codec, truePeakDbtp })}
                    >
                      {codec.failure ? '' : peak}
                    </span>
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function MatrixDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const state = useServices();
  const { report, running, services } = state;
  const stale = useDocument((document) => isOutdated(state, document));
  const matrix = report?.matrix ?? null;
  const [chosen, choose] = useState(ALL);
  const players = services.filter(({ panel }) => panel);
  const service = players.find(({ id }) => id === chosen);
  const gain = report?.plays.find(({ id }) => id === chosen)?.gain;
  const columns = report && (service ? columnsOf(report, service) : allColumns(report, services));
  return (
    <Dialog
      title={words.title}
      isOpen={isOpen}
      onClose={onClose}
      width={1240}
      className="matrix-dialog"
      actions={
        <>
          <span className="services-note">
            {running
              ? running.sentence || servicesWords.measuring
              : matrix && stale
                ? servicesWords.stale
                : ''}
          </span>
          <span className="editor-space" />
          {running ? (
            <Button kind="quiet" onPress={cancelServices}>
              {servicesWords.cancel} {Math.round(running.progress * 100)} %
            </Button>
          ) : (
            <Button kind={matrix && !stale ? 'plain' : 'primary'} onPress={() => void measureServices(true)}>
              {matrix ? servicesWords.measureAgain : words.measure}
            </Button>
          )}
        </>
      }
    >
      {report && matrix && columns ? (
        <>
          <div className="matrix-choice">
            <Select
              label={words.service}
              showLabel
              value={service?.id ?? ALL}
              options={[
                { value: ALL, title: words.everyCodec },
                ...players.map(({ id, name }) => ({ value: id, title: name })),
              ]}
              onChange={choose}
            />
            <span className="services-note">
              {service && gain ? words.asPlayed(signedDecibels(gain.gainDb), gain.limited) : words.beforeGain}
            </span>
          </div>
          <p className="services-note">
            {matrix.vocal === 'stems' ? words.stems(matrix.vocalTracks) : words.band} {words.press}
          </p>
          <div className="matrix-scroll">
            <Table key={chosen} report={report} columns={columns} />
          </div>
          <dl className="matrix-legend">
            <dt>{words.vocal}</dt>
            <dd>{words.vocalHelp}</dd>
            <dt>{words.low}</dt>
            <dd>{words.lowHelp}</dd>
            <dt>{words.peak}</dt>
            <dd>{words.peakHelp}</dd>
          </dl>
        </>
      ) : (
        <p className="services-note">{words.empty}</p>
      )}
    </Dialog>
  );
}
