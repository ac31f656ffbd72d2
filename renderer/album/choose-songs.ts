/** Bringing songs into the album: files by the system's dialog or ours, and the session that is open. */
import { albumWords } from '../../audio-engine/words/index.ts';
import { failureFrom, openDialog, showFailure, studio } from '../state/index.ts';
import { addSongs } from './album.ts';

export function addSongFiles(paths: readonly string[]): void {
  addSongs(paths.map((file) => ({ file })));
}

/** Answers whether the album's own dialog was left for the one that lists files. */
export async function chooseSongs(): Promise<void> {
  try {
    const title = albumWords.page.chooseSongs;
    const answer = await studio().invoke('dialog.open', { kind: 'audio', title });
    if (answer.unsupported) openDialog('files', 'album');
    else if (answer.paths) addSongFiles(answer.paths);
  } catch (error) {
    showFailure(failureFrom(error));
  }
}

/** A session that has no folder of its own yet has none that an album could come back to. */
export async function addThisSession(): Promise<void> {
  try {
    const { folder } = await studio().invoke('studio.state', {});
    if (folder === null) openDialog('saveAs');
    else addSongs([{ session: folder }]);
  } catch (error) {
    showFailure(failureFrom(error));
  }
}
