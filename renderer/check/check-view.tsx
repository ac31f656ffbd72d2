/**
 * Mix check: the door between the mix room and the master room. What was found, worst first, each with its proof, what
 * it costs and the fix in the mix; then the way through, which is never locked.
 */
import { useEffect, useMemo } from 'react';
import { orderedMarkers, sessionEndSample } from '../../audio-engine/session/index.ts';
import { listenWords, checkWords as words } from '../../audio-engine/words/index.ts';
import { useActions } from '../commands/index.ts';
import { Button, Segmented } from '../controls/index.ts';
import { shownDocument, useDocument, useReplica, useViewState } from '../state/index.ts';
import { dismiss, goTo } from './actions.ts';
import './check.css';
import { DoorPanel } from './door-panel.tsx';
import { FindingCard } from './finding-card.tsx';
import { FindingRow } from './finding-row.tsx';
import { countsOf, FILTERS, type Filter, filtered, parted, sectionsOf } from './findings.ts';
import { endFinding, heardFinding, toggleFinding } from './hear.ts';
import { startListening } from './listen-store.ts';
import { ListeningPanel } from './listening-panel.tsx';
import { NotesList } from './notes-list.tsx';
import { openFinding, useOpenFinding } from './open.ts';
import { checkState, isStale, startCheck, useCheck } from './report.ts';
import { SongPicture } from './song-picture.tsx';
import { Counts, Lines, Summary } from './summary.tsx';
import { leaveTried, tryFix } from './try.ts';

export function CheckView() {
  const check = useCheck();
  const { report, running, ended } = check;
  const [filterText, setFilter] = useViewState<string>('check.filter', 'all');
  const filter: Filter = FILTERS.find((name) => name === filterText) ?? 'all';
  const dismissed = useDocument((document) => document.dismissed);
  const notes = useDocument((document) => document.notes);
  const endSample = useDocument(sessionEndSample);
  const rate = useDocument((document) => document.session.sampleRate);
  const markers = useDocument(orderedMarkers);
  // What is only heard is no change: gestures do not count.
  const stale = useReplica((replica) => isStale(replica.confirmed));
  const lengthSamples = Math.max(report?.lengthSamples ?? 0, endSample, 1);
  // Sections are read when the markers change.
  const sections = useMemo(() => sectionsOf(shownDocument(), lengthSamples), [markers, lengthSamples]);
  const shown = filtered(report, dismissed, filter);
  const counts = countsOf(report, dismissed);
  const openKey = useOpenFinding();
  // The worst is open where nothing was chosen; one that is gone gives way to it.
  const open = shown.find(({ key }) => key === openKey) ?? shown[0];
  const openCount = counts.fix + counts.hear;

  useEffect(() => {
    // By itself when the view opens and the mix is another one; a person may cancel it.
    const { report: known, running: now } = checkState();
    if (now === null && sessionEndSample(shownDocument()) > 0 && (known === null || isStale())) {
      // The main process may still be telling what it knows.
      const timer = setTimeout(() => {
        if (checkState().running === null && (checkState().report === null || isStale())) void startCheck();
      }, 150);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, []);
  useEffect(
    () => () => {
      endFinding();
      leaveTried();
    },
    [],
  );

  const step = (by: 1 | -1) => {
    const at = open ? shown.indexOf(open) : -1;
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
    if (!next || next === open) return;
    endFinding();
    openFinding(next.key);
  };
  const hasOpen = () => open !== undefined;
  useActions({
    'check.next': { run: () => step(1), isEnabled: hasOpen },
    'check.previous': { run: () => step(-1), isEnabled: hasOpen },
    'check.hear': {
      run: () => open && toggleFinding(open),
      isEnabled: hasOpen,
      isOn: () => heardFinding() !== null,
    },
    'check.hearEnd': { run: endFinding, isEnabled: () => heardFinding() !== null },
    'check.try': { run: () => open && void tryFix(open), isEnabled: hasOpen },
    'check.go': { run: () => open && goTo(open), isEnabled: hasOpen },
    'check.dismiss': {
      run: () => open && void dismiss(open),
      isEnabled: () => open !== undefined && filter !== 'aside',
    },
  });

  const asides = parted(report, dismissed).aside;
  const number: Record<Filter, number> = {
    all: report ? report.findings.length - asides.length : 0,
    fix: counts.fix,
    hear: counts.hear,
    note: counts.note,
    aside: counts.aside,
    notes: Object.keys(notes).length,
  };
  return (
    <section className="check-room" aria-label={words.title}>
      <div className="check">
        <div className="check-left">
          <Summary check={check} stale={stale} empty={endSample === 0} />
          <Counts counts={report ? counts : null} />
          {report && <Lines report={report} open={parted(report, dismissed).open} />}
          <ListeningPanel />
        </div>
        <div className="check-centre">
          <header className="check-bar">
            <Segmented
              label={words.filter}
              value={filter}
              options={FILTERS.map((value) => ({
                value,
                title: (
                  <>
                    {words.filters[value]}{' '}
                    {(report || value === 'notes') && <span className="segment-count">{number[value]}</span>}
                  </>
                ),
                label: `${words.filters[value]} ${number[value]}`,
              }))}
              onChange={setFilter}
            />
            <span className="check-order">{words.order}</span>
            <Button kind="quiet" icon="ear" help={listenWords.startHelp} onPress={startListening}>
              {listenWords.start}
            </Button>
            <Button
              kind="quiet"
              icon="refresh"
              help={words.againHelp}
              isDisabled={running !== null || endSample === 0}
              onPress={() => void startCheck()}
            >
              {report ? words.again : words.check}
            </Button>
          </header>
          <SongPicture
            findings={shown}
            notes={filter === 'notes' ? Object.values(notes).map(({ sample }) => sample) : []}
            openKey={open?.key ?? null}
            sections={sections}
            sampleRate={rate}
            lengthSamples={lengthSamples}
          />
          <section className="check-list" aria-label={words.list} aria-busy={running !== null}>
            {filter === 'notes' ? (
              <NotesList sampleRate={rate} sections={sections} />
            ) : shown.length === 0 ? (
              <p className="check-nothing">
                {report
                  ? words.none[filter]
                  : endSample === 0
                    ? words.empty
                    : running !== null
                      ? words.listening
                      : ''}
              </p>
            ) : (
              shown.map((finding) => {
                const Shown = finding === open ? FindingCard : FindingRow;
                return (
                  <Shown
                    key={`${finding.key}${finding === open}`}
                    finding={finding}
                    sampleRate={rate}
                    lengthSamples={lengthSamples}
                    sections={sections}
                    isAside={filter === 'aside'}
                  />
                );
              })
            )}
          </section>
        </div>
        <DoorPanel report={report} ended={ended} open={openCount} />
      </div>
    </section>
  );
}
