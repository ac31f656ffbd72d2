/** What a host can do that the other cannot: system dialogs, the kind of window, where its children start. */
import type { InvokeAnswer, InvokeRequest } from '../../audio-engine/protocol/index.ts';
import type { SpawnProcess } from './spawn-process.ts';

export type OpenHiddenPage = (address: string, gone: () => void) => () => void;

export interface HostServices {
  readonly name: 'electron' | 'browser';
  readonly spawn: SpawnProcess;
  /** The app's data folder. */
  readonly dataFolder: string;
  /** Only home and added places may be read and written by name. */
  readonly fenced: boolean;
  /** Folders besides home that may be used from the start. */
  readonly extraRoots: readonly string[];
  /**
   * Opens a page that nobody sees, where the host is a browser itself; `gone` is told when it ends by itself, and the
   * function that comes back ends it.
   */
  readonly openHiddenPage?: OpenHiddenPage;
  openDialog(request: InvokeRequest<'dialog.open'>): Promise<InvokeAnswer<'dialog.open'>>;
  saveDialog(request: InvokeRequest<'dialog.save'>): Promise<InvokeAnswer<'dialog.save'>>;
}
