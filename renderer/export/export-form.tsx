/** The form of an export: what, how, where; then its progress and what was measured on the finished file. */
import { useState } from 'react';
import type { Job } from '../../audio-engine/protocol/index.ts';
import { decibels, mixingWords } from '../../audio-engine/words/index.ts';
import { Button, Segmented, Select, TextField } from '../controls/index.ts';
import { failureFrom, showFailure, studio, useDocument, useStatus } from '../state/index.ts';
import './export.css';
import { ExportSummary } from './export-summary.tsx';
import { readExported } from './measured.ts';
import { type Bits, type Format, optionsOf, RATES, useExportSettings, type What } from './settings.ts';

const words = mixingWords.export;

function latestExport(jobs: Record<string, Job>): Job | undefined {
  return Object.values(jobs).findLast((job) => job.kind === 'export');
}

export function ExportForm() {
  const form = useExportSettings();
  const { settings, target } = form;
  const empty = useDocument((document) => Object.keys(document.tracks).length === 0);
  const sessionRate = useDocument((document) => document.session.sampleRate);
  const job = useStatus((status) => latestExport(status.jobs));
  const [starting, setStarting] = useState(false);
  const busy = starting || job?.state === 'running' || job?.state === 'queued';
  const done = job?.state === 'done' ? readExported(job.result) : undefined;

  const start = async () => {
    setStarting(true);
    try {
      await studio().invoke('delivery.export', optionsOf(settings, target));
    } catch (error) {
      showFailure(failureFrom(error));
    }
    setStarting(false);
  };
  const choose = async () => {
    try {
      const kind = settings.what === 'stems' ? 'folder' : settings.format;
      const suggestedName = settings.path.split(/[\\/]/).at(-1) ?? '';
      const answer = await studio().invoke('dialog.save', { kind, title: words.destination, suggestedName });
      if (answer.path) form.setPath(answer.path);
    } catch (error) {
      showFailure(failureFrom(error));
    }
  };
  const host = useStatus((status) => status.info?.host);
  const change = (apply: () => void) => {
    // The suggested path follows the kind until one was typed.
    form.setPath('');
    apply();
  };
  const aim =
    settings.what !== 'master'
      ? words.asItIs
      : target && settings.toTarget
        ? target.lufs === null
          ? words.toCeiling(decibels(target.ceilingDbtp))
          : words.toLevel(decibels(target.lufs), decibels(target.ceilingDbtp))
        : words.chainLevel;
  return (
    <div className="export-form">
      <Segmented<What>
        size="small"
        label={words.what}
        value={settings.what}
        options={[
          { value: 'master', title: words.master },
          { value: 'mix', title: words.mix },
          { value: 'stems', title: words.stems },
        ]}
        help={words.whatHelp}
        onChange={(what) => change(() => form.setWhat(what))}
      />
      <div className="export-row">
        <Select<Format>
          label={words.format}
          value={settings.format}
          options={[
            { value: 'wav', title: 'WAV' },
            { value: 'flac', title: 'FLAC' },
          ]}
          onChange={(format) => change(() => form.setFormat(format))}
        />
        <Select<Bits>
          label={words.bits}
          value={settings.bits}
          options={[
            { value: '16', title: words.bit16 },
            { value: '24', title: words.bit24 },
            { value: '32f', title: words.bit32, isDisabled: settings.format === 'flac' },
          ]}
          help={words.bitsHelp}
          onChange={form.setBits}
        />
        <Select
          label={words.rate}
          value={String(settings.sampleRate ?? 'session')}
          options={[
            { value: 'session', title: words.sessionRate(sessionRate / 1000) },
            ...RATES.filter((rate) => rate !== sessionRate).map((rate) => ({
              value: String(rate),
              title: `${rate / 1000} kHz`,
            })),
          ]}
          help={words.rateHelp}
          onChange={(rate) => form.setSampleRate(rate === 'session' ? null : Number(rate))}
        />
      </div>
      {settings.what === 'master' && target && (
        <Segmented
          size="small"
          label={words.level}
          value={settings.toTarget ? 'target' : 'chain'}
          options={[
            { value: 'target', title: words.levelTarget },
            { value: 'chain', title: words.levelChain },
          ]}
          help={words.levelHelp}
          onChange={(value) => form.setToTarget(value === 'target')}
        />
      )}
      <div className="export-note">{aim}</div>
      <div className="export-path">
        <TextField
          label={settings.what === 'stems' ? words.folder : words.file}
          value={settings.path}
          onChange={form.setPath}
        />
        {host === 'electron' && <Button onPress={() => void choose()}>{words.choose}</Button>}
      </div>
      {busy && job ? (
        <div className="export-progress">
          <div
            className="progress"
            role="progressbar"
            aria-label={words.progress}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(job.progress * 100)}
          >
            <i style={{ width: `${job.progress * 100}%` }} />
          </div>
          <span>{job.sentence || job.title}</span>
          <Button
            kind="quiet"
            onPress={() => {
              studio()
                .invoke('jobs.cancel', { jobId: job.id })
                .catch((error: unknown) => showFailure(failureFrom(error)));
            }}
          >
            {words.cancel}
          </Button>
        </div>
      ) : (
        <Button
          kind="primary"
          className="export-start"
          isDisabled={empty || starting || settings.path.trim() === ''}
          onPress={() => void start()}
          help={words.startHelp}
        >
          {settings.what === 'stems' ? words.startStems : words.start}
        </Button>
      )}
      {!busy && job?.state === 'cancelled' && <p className="export-note">{words.cancelled}</p>}
      {!busy &&
        job?.failures.map((failure) => (
          <p className="export-failure" role="alert" key={failure.code + failure.sentence}>
            <b>{failure.sentence}</b> {failure.nextStep}
          </p>
        ))}
      {!busy && done && <ExportSummary exported={done} />}
    </div>
  );
}
