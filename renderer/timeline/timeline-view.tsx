/** The timeline: overview, ruler, headers and lanes; an invitation where there is nothing yet. */
import { useEffect } from 'react';
import { orderedTracks, sessionEndSample } from '../../audio-engine/session/index.ts';
import { timelineWords } from '../../audio-engine/words/views.ts';
import { runAction } from '../commands/index.ts';
import { Button } from '../controls/index.ts';
import { shownDocument, useDocument, useReplica, useViewReady } from '../state/index.ts';
import { Lanes } from './lanes.tsx';
import { viewport } from './model.ts';
import { Overview } from './overview.tsx';
import { Ruler } from './ruler.tsx';
import { Toolbar } from './toolbar.tsx';
import { TrackHeaders } from './tracks/track-headers.tsx';
import { useTimelineActions } from './use-timeline-actions.ts';
import './timeline.css';

export function TimelineView() {
  const isEmpty = useDocument((d) => orderedTracks(d).length === 0);
  const sessionId = useDocument((d) => d.session.id);
  const loaded = useReplica((r) => r.loaded);
  useTimelineActions();
  const viewReady = useViewReady();
  const hasClips = !isEmpty;
  useEffect(() => {
    if (viewReady && sessionId) viewport.load(hasClips ? sessionEndSample(shownDocument()) : 0);
  }, [sessionId, viewReady, hasClips]);
  return (
    <section className="timeline" aria-label={timelineWords.view}>
      <div className="timeline-top">
        <Toolbar />
        <div className="timeline-rulers">
          <Overview />
          <Ruler />
        </div>
      </div>
      <div className="timeline-body" id="lanes">
        <TrackHeaders />
        <Lanes />
        {isEmpty && loaded && (
          <div className="timeline-empty">
            <h2 className="timeline-empty-title">{timelineWords.emptyTitle}</h2>
            <p>{timelineWords.emptyText}</p>
            <div className="timeline-empty-actions">
              <Button onPress={() => runAction('session.import')}>{timelineWords.importAudio}</Button>
              <Button kind="primary" onPress={() => runAction('session.demoMixed')}>
                {timelineWords.openDemo}
              </Button>
            </div>
            <div className="timeline-empty-actions">
              <Button kind="quiet" onPress={() => runAction('help.about')}>
                {timelineWords.notYet}
              </Button>
            </div>
          </div>
        )}
      </div>
    </section>
  );
}
