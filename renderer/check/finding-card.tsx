/** The open finding: large pictures on the song's own audio, then what it costs, the fix in the mix, what it is based on. */
import { useEffect, useRef } from 'react';
import type { Finding } from '../../audio-engine/protocol/index.ts';
import { stripName } from '../../audio-engine/session/index.ts';
import { checkWords as words } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import { dismiss, goTo, restore } from './actions.ts';
import { type Section, stripToGo } from './findings.ts';
import { toggleFinding, useHeardFinding } from './hear.ts';
import { EvidencePicture } from './pictures/evidence-picture.tsx';
import { SeverityIcon } from './severity.tsx';
import { TriedBar } from './tried-bar.tsx';
import { tryFix, useTried } from './try.ts';
import { Where } from './where.tsx';
import './finding.css';

/** Pictures that a line or two fill. */
const LOW = new Set(['scale', 'steps', 'places']);

export interface FindingProps {
  finding: Finding;
  sampleRate: number;
  lengthSamples: number;
  sections: readonly Section[];
  isAside: boolean;
}

export function FindingCard({ finding, sampleRate, lengthSamples, sections, isAside }: FindingProps) {
  const heard = useHeardFinding() === finding.key;
  const tried = useTried();
  const goName = useDocument((document) => {
    const stripId = stripToGo(finding, document);
    return stripId === null ? null : stripName(document, stripId);
  });
  const node = useRef<HTMLElement>(null);
  useEffect(() => {
    node.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  const pictures = finding.evidence.slice(0, 2);
  return (
    <article
      ref={node}
      className="finding-card"
      data-severity={finding.severity}
      aria-label={words.row(words.severitySpoken[finding.severity], finding.title, finding.measured.text)}
      tabIndex={-1}
    >
      <header className="finding-head">
        <SeverityIcon of={finding.severity} />
        <div className="finding-names">
          <h3>{finding.title}</h3>
          <Where finding={finding} sampleRate={sampleRate} sections={sections} long />
        </div>
        <div className="finding-buttons">
          <Button icon="ear" help={words.hearHelp} onPress={() => toggleFinding(finding)}>
            {heard ? words.hearEnd : words.hear}
          </Button>
          {finding.fix.commands.length > 0 && !isAside && (
            <Button
              kind="primary"
              icon="sliders"
              help={words.tryHelp(finding.fix.sentence)}
              onPress={() => void tryFix(finding)}
            >
              {words.tryIt}
            </Button>
          )}
          {goName !== null && (
            <Button icon="go" help={words.goHelp} onPress={() => goTo(finding)}>
              {words.go(goName)}
            </Button>
          )}
          {isAside ? (
            <Button kind="quiet" help={words.restoreHelp} onPress={() => restore(finding.key)}>
              {words.restore}
            </Button>
          ) : (
            <Button kind="quiet" help={words.dismissHelp} onPress={() => void dismiss(finding)}>
              {words.dismiss}
            </Button>
          )}
        </div>
      </header>
      {tried?.key === finding.key && <TriedBar tried={tried} />}
      {pictures.length > 0 && (
        <div
          className="finding-pictures"
          data-count={pictures.length}
          data-low={pictures.every(({ kind }) => LOW.has(kind)) || undefined}
        >
          {pictures.map((evidence, i) => (
            <EvidencePicture
              // The pictures of one finding never change places.
              key={i}
              evidence={evidence}
              finding={finding}
              size="large"
              sampleRate={sampleRate}
              lengthSamples={lengthSamples}
            />
          ))}
        </div>
      )}
      <dl className="finding-texts">
        <div>
          <dt>{words.costs}</dt>
          <dd>{finding.costSentence}</dd>
        </div>
        <div>
          <dt>{words.fix}</dt>
          <dd>{finding.fix.sentence}</dd>
        </div>
        <div>
          <dt>{words.why}</dt>
          <dd>
            <strong>{words.measured(finding.measured.text, finding.expected.text)}</strong> {finding.why}
          </dd>
        </div>
      </dl>
    </article>
  );
}
