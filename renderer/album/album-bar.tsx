/** The foot of the delivery column: what this master becomes a part of, and the page that goes with it. */
import { albumWords } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import { openDialog } from '../state/index.ts';
import './album.css';

const words = albumWords.page;

export function AlbumBar() {
  return (
    <div className="album-bar">
      <Button onPress={() => openDialog('album')} help={words.openHelp}>
        {words.open}
      </Button>
      <Button onPress={() => openDialog('report')} help={words.reportHelp}>
        {words.report}
      </Button>
    </div>
  );
}
