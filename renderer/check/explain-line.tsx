/** One line under the chain, when a master tool works against a mix fault: the tracks, both ways to hear it, the way back. */
import { useState } from 'react';
import { explainWords as words } from '../../audio-engine/words/index.ts';
import { Button, Icon, IconButton, Segmented } from '../controls/index.ts';
import { selectStrip, setView } from '../state/index.ts';
import { endTracks, fixInMix, hearTracks, useExplained } from './explain.ts';
import './along.css';

export function ExplainLine() {
  const { move, hearing } = useExplained();
  const [closed, setClosed] = useState<string | null>(null);
  const [both, setBoth] = useState(false);
  if (!move || closed === move.sentence) return null;
  const [first] = move.tracks;
  const end = move.sentence.indexOf('. ') + 1;
  return (
    <section className="explain-line" aria-label={words.region}>
      <Icon name="warning" size={14} className="severity" data-severity="hear" />
      <p role="status">
        <b>{move.sentence.slice(0, end)}</b>
        {move.sentence.slice(end)}
      </p>
      {move.commands.length > 0 ? (
        <>
          {both || hearing ? (
            <Segmented
              size="small"
              label={words.which}
              value={hearing ? 'tracks' : 'master'}
              options={[
                { value: 'master', title: words.hearing.master },
                { value: 'tracks', title: words.hearing.tracks },
              ]}
              onChange={(where) => (where === 'tracks' ? void hearTracks(move) : void endTracks())}
            />
          ) : (
            <Button
              kind="quiet"
              icon="ear"
              className="panel-button"
              help={words.hearBothHelp}
              onPress={() => {
                setBoth(true);
                void hearTracks(move);
              }}
            >
              {words.hearBoth}
            </Button>
          )}
          <Button className="panel-button" help={words.fixHelp} onPress={() => void fixInMix(move)}>
            {words.fix}
            <Icon name="go" size={12} />
          </Button>
        </>
      ) : (
        first && (
          <Button
            className="panel-button"
            onPress={() => {
              selectStrip(first.stripId);
              setView({ 'app.view': 'mixer' });
            }}
          >
            {words.go(first.name)}
          </Button>
        )
      )}
      <IconButton icon="close" size={12} label={words.close} onPress={() => setClosed(move.sentence)} />
    </section>
  );
}
