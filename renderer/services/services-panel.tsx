/** The right side of the master room: what each service does to this master, measured, and what would help. */
import { useState } from 'react';
import type { Service } from '../../audio-engine/protocol/index.ts';
import { decibels, servicesSummary, servicesWords as words } from '../../audio-engine/words/index.ts';
import { Button, Select } from '../controls/index.ts';
import { chooseTarget, useTarget, useTargets } from '../export/index.ts';
import { useDocument, useViewState } from '../state/index.ts';
import { takeCeiling } from './ceiling.ts';
import { MatrixDialog } from './matrix-dialog.tsx';
import { PlaylistDialog } from './playlist-dialog.tsx';
import { ServiceRow } from './service-row.tsx';
import { cancelServices, hear, isHeard, isOutdated, measureServices, useServices } from './state.ts';
import './services.css';

const NONE = ' none';
const ALL = 'services.all';

function TargetChoice() {
  const targets = useTargets();
  const target = useTarget();
  return (
    <div className="service-target">
      <Select
        label={words.forThis}
        showLabel
        quiet
        value={target?.name ?? NONE}
        options={[
          { value: NONE, title: words.noTarget },
          ...targets.map(({ name, lufs, ceilingDbtp }) => ({
            value: name,
            title: `${name}  ${lufs === null ? '' : `${decibels(lufs, 0)} LUFS, `}${decibels(ceilingDbtp)} dBTP`,
          })),
        ]}
        help={words.forHelp}
        onChange={(name) => chooseTarget(name === NONE ? null : name)}
      />
    </div>
  );
}

/** What it comes to, and the way out. */
function Summary({ shown }: { shown: readonly Service[] }) {
  const state = useServices();
  const { report, file: heard } = state;
  if (!report) return <p className="services-note">{words.notMeasured}</p>;
  const ids = new Set(shown.map(({ id }) => id));
  const specs = new Set(shown.flatMap(({ codecs }) => codecs));
  const [first, ...rest] = servicesSummary(
    {
      ...report,
      plays: report.plays.filter(({ id }) => ids.has(id)),
      codecs: report.codecs.filter(({ spec }) => specs.has(spec)),
    },
    state.services,
  );
  const { ceiling, measured } = report;
  const preview = ceiling?.file
    ? {
        path: ceiling.file,
        gainDb: 0,
        startSample: 0,
        lufs: measured.integratedLufs === null ? null : measured.integratedLufs - ceiling.costLu,
      }
    : null;
  const on = isHeard(preview, heard);
  return (
    <div className="services-summary" role="status">
      <p>
        <b>{first}</b> {rest.join(' ')}
      </p>
      {ceiling && preview && (
        <div className="services-buttons">
          <Button
            className="button-small"
            icon="ear"
            help={words.hearCeilingHelp}
            onPress={() => hear(on ? null : preview)}
          >
            {on ? words.stopHearing : words.hearCeiling(ceiling.ceilingDbtp)}
          </Button>
          <Button className="button-small" help={words.tryHelp} onPress={() => takeCeiling(ceiling)}>
            {words.tryIt}
          </Button>
        </div>
      )}
    </div>
  );
}

export function ServicesPanel() {
  const state = useServices();
  const { services, report, running } = state;
  const [open, setOpen] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'matrix' | 'playlist' | null>(null);
  const stale = useDocument((document) => isOutdated(state, document));
  const empty = useDocument(
    (document) => Object.keys(document.tracks).length === 0 && document.master.source.mediaId === null,
  );
  const targetName = useDocument((document) => document.release.targetName);
  const [all, setAll] = useViewState<boolean>(ALL, false);
  const shown = services.filter(({ panel, name }) => all || panel || name === targetName);
  return (
    <aside className="services" aria-label={words.title}>
      <header className="panel-header">
        <h2>{words.title}</h2>
        <span className="panel-note">{words.note}</span>
      </header>
      <TargetChoice />
      <div className="services-head" aria-hidden="true">
        <span>{words.columns.service}</span>
        <span>{words.columns.gain}</span>
        <span>{words.columns.peak}</span>
      </div>
      <ul className="services-list">
        {shown.map((service) => (
          <ServiceRow
            key={service.id}
            service={service}
            report={report}
            open={open === service.id}
            onOpen={() => setOpen(open === service.id ? null : service.id)}
          />
        ))}
      </ul>
      <div className="services-buttons services-more">
        <Button kind="quiet" className="button-small" onPress={() => setAll(!all)}>
          {all ? words.fewer : words.more}
        </Button>
        <span className="editor-space" />
        <Button
          kind="quiet"
          className="button-small"
          help={words.matrixHelp}
          onPress={() => setDialog('matrix')}
        >
          {words.matrixButton}
        </Button>
        <Button
          kind="quiet"
          className="button-small"
          help={words.playlistHelp}
          onPress={() => setDialog('playlist')}
        >
          {words.playlistButton}
        </Button>
      </div>
      <Summary shown={shown} />
      <div className="services-measure">
        {running ? (
          <>
            <div
              className="progress"
              role="progressbar"
              aria-label={words.measuring}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={Math.round(running.progress * 100)}
            >
              <i style={{ width: `${running.progress * 100}%` }} />
            </div>
            <span className="services-note">{running.sentence || words.measuring}</span>
            <Button kind="quiet" className="button-small" onPress={cancelServices}>
              {words.cancel}
            </Button>
          </>
        ) : (
          <>
            <span className="services-note">{stale ? words.stale : ''}</span>
            <Button
              className="button-small"
              isDisabled={empty}
              help={words.measureHelp}
              onPress={() => void measureServices(false)}
            >
              {report ? words.measureAgain : words.measure}
            </Button>
          </>
        )}
      </div>
      <MatrixDialog isOpen={dialog === 'matrix'} onClose={() => setDialog(null)} />
      <PlaylistDialog isOpen={dialog === 'playlist'} onClose={() => setDialog(null)} />
    </aside>
  );
}
