/** The figures of the files as they were written: measured on the file, not on what was meant to be in it. */
import { decibels, mixingWords } from '../../audio-engine/words/index.ts';
import type { Exported } from './measured.ts';

const words = mixingWords.export;

function name(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function time(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export function ExportSummary({ exported }: { exported: Exported }) {
  return (
    <div className="export-summary">
      <h3>{words.written(exported.files.length)}</h3>
      {exported.files.map(({ path, name: track, measurement: m }) => (
        <div className="summary-file" key={path}>
          <div className="summary-name" data-help={path} data-help-name={track ?? name(path)}>
            <b>{track ?? name(path)}</b>
            <span>
              {time(m.durationSeconds)}, {m.sampleRate / 1000} kHz{m.bitDepth ? `, ${m.bitDepth} bit` : ''}
            </span>
          </div>
          <dl>
            <div>
              <dt>{words.integrated}</dt>
              <dd>
                {decibels(m.integratedLufs)} <span className="unit">LUFS</span>
              </dd>
            </div>
            <div>
              <dt>{words.truePeak}</dt>
              <dd data-over={(m.truePeakDbtp !== null && m.truePeakDbtp > 0) || undefined}>
                {decibels(m.truePeakDbtp, 2)} <span className="unit">dBTP</span>
              </dd>
            </div>
            <div>
              <dt>{words.range}</dt>
              <dd>
                {decibels(m.loudnessRangeLu)} <span className="unit">LU</span>
              </dd>
            </div>
            <div>
              <dt>PLR</dt>
              <dd>
                {decibels(m.plrDb)} <span className="unit">dB</span>
              </dd>
            </div>
          </dl>
        </div>
      ))}
      {exported.limiter && (
        <p className="export-note">{words.limiterSet(decibels(exported.limiter.gainDb))}</p>
      )}
      {exported.notices?.map((notice) => (
        <p className="export-note" key={notice}>
          {notice}
        </p>
      ))}
    </div>
  );
}
