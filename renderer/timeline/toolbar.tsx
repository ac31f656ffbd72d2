/** Above the headers: add and import, how many tracks; bars or time, snap, follow. */
import { orderedTracks } from '../../audio-engine/session/index.ts';
import { timelineWords } from '../../audio-engine/words/views.ts';
import { runAction } from '../commands/index.ts';
import { Button, Segmented, Select } from '../controls/index.ts';
import { useDocument, useViewState } from '../state/index.ts';
import { SNAPS, type Snap } from './snap.ts';

const FOLLOWS = ['off', 'page', 'centre'] as const;
type Follow = (typeof FOLLOWS)[number];

export function Toolbar() {
  const words = timelineWords;
  const muted = useDocument((d) => orderedTracks(d).filter((t) => d.strips[t.id]?.mute).length);
  const [ruler, setRuler] = useViewState<string>('timeline.ruler', 'bars');
  const [snap, setSnap] = useViewState<string>('timeline.snap', 'beat');
  const [follow, setFollow] = useViewState<string>('timeline.follow', 'page');
  const [waves, setWaves] = useViewState<string>('timeline.waves', 'fit');
  return (
    <div className="timeline-toolbar">
      <div className="timeline-toolbar-row">
        <Button
          icon="plus"
          className="button-small"
          help={words.addTrackHelp}
          onPress={() => runAction('track.add')}
        >
          {words.addTrack}
        </Button>
        <Button
          kind="quiet"
          className="button-small"
          help={words.importHelp}
          onPress={() => runAction('session.import')}
        >
          {words.importAudio}
        </Button>
        <Select<'fit' | 'true'>
          quiet
          showLabel
          label={words.waves}
          help={words.wavesHelp}
          value={waves === 'true' ? 'true' : 'fit'}
          onChange={setWaves}
          options={[
            { value: 'fit', title: words.wavesFit },
            { value: 'true', title: words.wavesTrue },
          ]}
        />
        <span className="timeline-count">{muted > 0 && words.muted(muted)}</span>
      </div>
      <div className="timeline-toolbar-row">
        <Segmented<string>
          size="small"
          label={words.rulerUnits}
          value={ruler}
          onChange={setRuler}
          options={[
            { value: 'bars', title: words.bars },
            { value: 'time', title: words.time },
          ]}
        />
        <Select<Snap>
          quiet
          showLabel
          label={words.snap}
          help={words.snapHelp}
          value={snap as Snap}
          onChange={setSnap}
          options={SNAPS.map((value) => ({ value, title: words.snaps[value] }))}
        />
        <Select<Follow>
          quiet
          showLabel
          label={words.follow}
          help={words.followHelp}
          value={follow as Follow}
          onChange={setFollow}
          options={FOLLOWS.map((value) => ({ value, title: words.follows[value] }))}
        />
      </div>
    </div>
  );
}
