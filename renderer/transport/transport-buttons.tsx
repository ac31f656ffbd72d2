/** To the start, stop, play, loop: joined buttons of 34 x 30, play filled while it plays. */
import { Button, ToggleButton } from 'react-aria-components';
import { transportWords } from '../../audio-engine/words/views.ts';
import { Icon } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import './transport.css';
import { locate, stopPlaying, toggleLoop, togglePlay, usePlaying } from './transport-state.ts';

export function TransportButtons() {
  const playing = usePlaying();
  const looping = useDocument((d) => d.loop.enabled);
  return (
    <div className="transport" role="toolbar" aria-label={transportWords.toolbar}>
      <Button
        className="transport-button"
        aria-label={transportWords.toStart}
        data-help={transportWords.toStartHelp}
        onPress={() => locate(0)}
      >
        <Icon name="toStart" />
      </Button>
      <Button
        className="transport-button"
        aria-label={transportWords.stop}
        data-help={transportWords.stopHelp}
        onPress={stopPlaying}
      >
        <Icon name="stop" />
      </Button>
      <ToggleButton
        className="transport-button transport-play"
        aria-label={transportWords.play}
        data-help={transportWords.playHelp}
        isSelected={playing}
        onChange={togglePlay}
      >
        <Icon name="play" />
      </ToggleButton>
      <ToggleButton
        className="transport-button"
        aria-label={transportWords.loop}
        data-help={transportWords.loopHelp}
        isSelected={looping}
        onChange={toggleLoop}
      >
        <Icon name="loop" />
      </ToggleButton>
    </div>
  );
}
