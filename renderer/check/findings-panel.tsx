/** The open findings in the Master room: they come along, and one press leads back to the mix. */
import { checkWords } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import { setView, useDocument, useReplica } from '../state/index.ts';
import { parted, whereOf } from './findings.ts';
import { showFinding } from './open.ts';
import { isStale, useCheck } from './report.ts';
import { SeverityIcon } from './severity.tsx';
import './along.css';

const words = checkWords.panel;
const MOST = 6;

export function FindingsPanel() {
  const { report } = useCheck();
  const dismissed = useDocument((document) => document.dismissed);
  const stale = useReplica((replica) => isStale(replica.confirmed));
  const { open } = parted(report, dismissed);
  const shown = open.filter(({ severity }) => severity !== 'note').slice(0, MOST);
  const rest = open.length - shown.length;
  return (
    <section className="findings-panel" aria-label={words.title}>
      <header className="panel-header">
        <h2>{words.title}</h2>
        <span className="editor-space" />
        <span className="panel-note">{report ? (stale ? words.stale : words.open(open.length)) : ''}</span>
      </header>
      {shown.map((finding) => {
        const { places, band } = whereOf(finding, report?.sampleRate ?? 48_000);
        return (
          <button
            key={finding.key}
            type="button"
            className="findings-row"
            aria-label={checkWords.row(checkWords.severitySpoken[finding.severity], finding.title, places)}
            data-help={`${finding.costSentence} ${words.help}`}
            data-help-name={finding.title}
            onClick={() => showFinding(finding.key)}
          >
            <SeverityIcon of={finding.severity} size={14} />
            <span className="findings-title">{finding.title}</span>
            <span className="findings-where">{band ?? places}</span>
          </button>
        );
      })}
      {report === null ? (
        <p className="findings-none">
          {words.never}{' '}
          <Button kind="quiet" className="button-small" onPress={() => setView({ 'app.view': 'check' })}>
            {checkWords.check}
          </Button>
        </p>
      ) : open.length === 0 ? (
        <p className="findings-none">{words.none}</p>
      ) : (
        rest > 0 && (
          <button
            type="button"
            className="findings-row findings-more"
            onClick={() => setView({ 'app.view': 'check', 'check.filter': 'all' })}
          >
            {words.more(rest)}
          </button>
        )
      )}
    </section>
  );
}
