/** Files and folders dropped anywhere on the window are imported; a session folder is opened. */
import { useEffect, useState } from 'react';
import { frameWords } from '../../audio-engine/words/views.ts';
import { filesOf } from '../carriers/index.ts';
import { importPaths } from '../dialogs/index.ts';
import { failureFrom, showFailure, showNote, store, studio } from '../state/index.ts';

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

async function takeDrop(transfer: DataTransfer): Promise<void> {
  const host = store.getState().status.info?.host;
  const files = await filesOf(transfer, host !== 'electron');
  if (files.length === 0) return;
  if (host === 'browser') showNote(frameWords.takingFiles(files.length));
  const paths = await studio().resolveDropped(files, () => undefined);
  if (paths.length > 0) await importPaths(paths);
}

export function DropZone() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const dragOver = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      takeDrop(event.dataTransfer).catch((error: unknown) => showFailure(failureFrom(error)));
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', dragOver);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', dragOver);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over ? (
    <div className="drop-zone">
      <p>{frameWords.dropHere}</p>
    </div>
  ) : null;
}
