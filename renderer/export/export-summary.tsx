/** The files as they were written: measured on the file, not on what was meant to be in it. */
import { formatTitle, proofReportSchema } from '../../audio-engine/protocol/index.ts';
import {
  decibels,
  deliveryWords,
  mixingWords,
  exportWords as words,
} from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import { failureFrom, showFailure, studio } from '../state/index.ts';
import { useKeptJob } from './kept-job.ts';
import type { Exported, ExportedFile } from './measured.ts';

const shared = mixingWords.export;

function name(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function time(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

interface SummaryProps {
  exported: Exported;
  /** Encodes a file that goes over again, lower. */
  onLower: (file: ExportedFile) => void;
}

export function ExportSummary({ exported, onLower }: SummaryProps) {
  return (
    <div className="export-summary">
      <h3>{shared.written(exported.files.length)}</h3>
      {exported.files.map((file) => (
        <SummaryFile key={file.path} file={file} onLower={onLower} />
      ))}
      {exported.limiter && (
        <p className="export-note">{shared.limiterSet(decibels(exported.limiter.gainDb))}</p>
      )}
      {exported.notices?.map((notice) => (
        <p className="export-note" key={notice}>
          {notice}
        </p>
      ))}
    </div>
  );
}

function SummaryFile({ file, onLower }: { file: ExportedFile; onLower: (file: ExportedFile) => void }) {
  const { path, name: track, measurement: m, lossy, set } = file;
  const kind = [formatTitle(file.file), `${m.sampleRate / 1000} kHz`, time(m.durationSeconds)].join(', ');
  const figures = [
    [shared.integrated, decibels(m.integratedLufs), 'LUFS', false],
    [shared.truePeak, decibels(m.truePeakDbtp, 2), 'dBTP', (m.truePeakDbtp ?? -1) > 0],
    [shared.range, decibels(m.loudnessRangeLu), 'LU', false],
    ['PLR', decibels(m.plrDb), 'dB', false],
  ] as const;
  return (
    <div className="summary-file">
      <div className="summary-name" data-help={path} data-help-name={track ?? name(path)}>
        <b>{name(path)}</b>
        <span>{set ? `${kind}, ${words.setName(set)}` : kind}</span>
      </div>
      <dl>
        {figures.map(([title, value, unit, over]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd data-over={over || undefined}>
              {value} <span className="unit">{unit}</span>
            </dd>
          </div>
        ))}
      </dl>
      {lossy && (
        <p className="export-note">
          {lossy.decoded ? words.after(lossy.encoder) : words.before}
          {lossy.loweredDb > 0 && `; ${words.lowered(decibels(lossy.loweredDb))}`}
        </p>
      )}
      {lossy && lossy.lowerByDb > 0 && (
        <Button onPress={() => onLower(file)} help={words.overshootHelp}>
          {words.lower(decibels(lossy.lowerByDb))}
        </Button>
      )}
      {file.proof && <Proof path={path} />}
    </div>
  );
}

/** Asks for the file to be made again; the answer stands where the question was. */
function Proof({ path }: { path: string }) {
  const job = useKeptJob('prove', deliveryWords.proof.proving(path));
  const read = job?.state === 'done' ? proofReportSchema.safeParse(job.result) : null;
  const report = read?.success ? read.data : null;
  if (report)
    return (
      <p className="export-note" role="status" data-verdict={report.verdict}>
        {deliveryWords.proof.verdict[report.verdict]} {report.differences.join(' ')}
      </p>
    );
  const running = job?.state === 'running' || job?.state === 'queued';
  return (
    <Button
      kind="quiet"
      className="summary-prove"
      isDisabled={running}
      help={words.proveHelp}
      onPress={() => {
        studio()
          .invoke('delivery.prove', { path })
          .catch((error: unknown) => showFailure(failureFrom(error)));
      }}
    >
      {running ? job.sentence || job.title : words.prove}
    </Button>
  );
}
