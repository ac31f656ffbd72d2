/** The left column's head and list: what was checked and how long it took, the counts, a line for each check. */
import type { CheckLine, CheckReport, Finding } from '../../audio-engine/protocol/index.ts';
import { clock } from '../../audio-engine/words/check.ts';
import { checkWords as words } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import type { countsOf } from './findings.ts';
import { openFinding } from './open.ts';
import { type CheckState, cancelCheck } from './report.ts';
import { SeverityIcon } from './severity.tsx';
import './summary.css';

export function Summary({ check, stale, empty }: { check: CheckState; stale: boolean; empty: boolean }) {
  const { report, running, progress, problem } = check;
  return (
    <header className="check-summary">
      <h2>{words.title}</h2>
      {running !== null ? (
        <div className="check-running">
          <p>
            {words.running(progress)}
            {report && stale && <span className="check-stale">{words.stale}</span>}
          </p>
          <div
            className="job-track"
            role="progressbar"
            aria-label={words.checking}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(progress * 100)}
          >
            <div className="job-bar" style={{ transform: `scaleX(${progress})` }} />
          </div>
          <Button kind="quiet" className="button-small" onPress={cancelCheck}>
            {words.cancel}
          </Button>
        </div>
      ) : (
        <p role="status">
          {problem ??
            (report
              ? words.summary(
                  clock(report.lengthSamples / report.sampleRate),
                  report.tracks,
                  report.tookSeconds,
                )
              : empty
                ? words.empty
                : words.never)}
          {report && !problem && stale && <span className="check-stale">{words.stale}</span>}
        </p>
      )}
      {report?.notices.map((notice) => (
        <p key={notice} className="check-notice">
          {notice}
        </p>
      ))}
    </header>
  );
}

const COUNTED = ['fix', 'hear', 'note', 'clear'] as const;

/** Null while nothing was checked. */
export function Counts({ counts }: { counts: ReturnType<typeof countsOf> | null }) {
  return (
    <ul className="check-counts" aria-label={words.counts}>
      {COUNTED.map((severity) => (
        <li key={severity}>
          <span className="check-count">
            <SeverityIcon of={severity} size={14} /> <b>{counts ? counts[severity] : '–'}</b>
          </span>
          <span>{words.severities[severity]}</span>
        </li>
      ))}
    </ul>
  );
}

/** The finding that a line is about: codes of findings begin with that of their check. */
export function findingOf(line: CheckLine, findings: readonly Finding[]): Finding | undefined {
  return (
    findings.find(({ code }) => code === line.code) ??
    findings.find(({ code }) => code.startsWith(`${line.code}.`))
  );
}

export function Lines({ report, open }: { report: CheckReport; open: readonly Finding[] }) {
  return (
    <ul className="check-lines" aria-label={words.lines}>
      {report.lines.map((line) => {
        const finding = findingOf(line, open);
        // What was set aside is no longer a sign.
        const state = finding ? line.state : 'clear';
        return (
          <li key={line.code}>
            <button
              type="button"
              data-state={state}
              aria-label={`${line.title}: ${line.text}, ${words.lineState[state]}`}
              aria-disabled={finding === undefined}
              data-help={line.help}
              data-help-name={`${line.title} ${line.text}`}
              onClick={() => finding && openFinding(finding.key)}
            >
              <SeverityIcon of={state} size={14} />
              <span className="check-line-title">{line.title}</span>
              <span className="check-line-text">{line.text}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
