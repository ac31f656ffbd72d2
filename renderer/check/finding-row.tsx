/** A finding that is not open: shape, title, where, one line of cost, a small picture that proves it. */
import type { Finding } from '../../audio-engine/protocol/index.ts';
import { checkWords as words } from '../../audio-engine/words/index.ts';
import { Button, IconButton } from '../controls/index.ts';
import { dismiss, goTo, restore } from './actions.ts';
import type { FindingProps } from './finding-card.tsx';
import { whereOf } from './findings.ts';
import { toggleFinding, useHeardFinding } from './hear.ts';
import { openFinding } from './open.ts';
import { EvidencePicture } from './pictures/evidence-picture.tsx';
import { SeverityIcon } from './severity.tsx';
import { tryFix } from './try.ts';
import { Where } from './where.tsx';
import './finding.css';

/** What is small and says the most: the second picture of two is the place in time. */
function smallPicture({ evidence }: Finding) {
  return evidence.find(({ kind }) => kind !== 'grid') ?? evidence[0];
}

export function FindingRow({ finding, sampleRate, lengthSamples, sections, isAside }: FindingProps) {
  const heard = useHeardFinding() === finding.key;
  const picture = smallPicture(finding);
  const { places } = whereOf(finding, sampleRate, sections);
  return (
    <article className="finding-row" data-severity={finding.severity}>
      <button
        type="button"
        className="finding-open"
        aria-label={words.row(words.severitySpoken[finding.severity], finding.title, places)}
        data-help={words.rowHelp}
        data-help-name={finding.title}
        onClick={() => openFinding(finding.key)}
      >
        <SeverityIcon of={finding.severity} />
        <span className="finding-names">
          <span className="finding-title">{finding.title}</span>
          <Where finding={finding} sampleRate={sampleRate} sections={sections} />
          <span className="finding-cost">{finding.costSentence}</span>
        </span>
      </button>
      <div className="finding-small">
        {picture && (
          <EvidencePicture
            evidence={picture}
            finding={finding}
            size="small"
            sampleRate={sampleRate}
            lengthSamples={lengthSamples}
          />
        )}
      </div>
      <div className="finding-buttons">
        <Button
          icon="ear"
          label={`${heard ? words.hearEnd : words.hear}: ${finding.title}`}
          help={words.hearHelp}
          onPress={() => {
            openFinding(finding.key);
            toggleFinding(finding);
          }}
        >
          {words.hear}
        </Button>
        <Button
          label={`${words.tryIt}: ${finding.title}`}
          help={finding.fix.commands.length > 0 ? words.tryHelp(finding.fix.sentence) : words.tryNothing}
          isDisabled={finding.fix.commands.length === 0 || isAside}
          onPress={() => {
            openFinding(finding.key);
            void tryFix(finding);
          }}
        >
          {words.tryIt}
        </Button>
        <IconButton
          icon="go"
          label={words.go(finding.title)}
          help={words.goHelp}
          onPress={() => goTo(finding)}
        />
        {isAside ? (
          <IconButton
            icon="undo"
            label={`${words.restore}: ${finding.title}`}
            help={words.restoreHelp}
            onPress={() => restore(finding.key)}
          />
        ) : (
          <IconButton
            icon="close"
            label={`${words.dismiss}: ${finding.title}`}
            help={words.dismissHelp}
            onPress={() => void dismiss(finding)}
          />
        )}
      </div>
    </article>
  );
}
