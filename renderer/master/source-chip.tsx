/** Beside the transport in the other rooms: says that the master plays a print or a file, so that nobody turns faders in vain. */
import { masterRoomWords as words } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import { hearLive, useSource } from './source.ts';

export function SourceChip() {
  const source = useSource();
  if (source.kind === 'live') return null;
  return (
    <Button kind="plain" className="source-chip" icon="file" onPress={hearLive} help={words.chipHelp}>
      {words.chip(source.name)}
    </Button>
  );
}
