/**
 * Where the page that decodes is opened: by the program's host where that is a browser itself (Electron), else in a
 * Chromium or Chrome found on this machine.
 */
import { findBrowser } from './find-browser.ts';
import { launchBrowser } from './launch-browser.ts';

/** Opens a page that nobody sees; `gone` is told when it ends by itself. The function that comes back ends it. */
export type PageOpener = (address: string, gone: (error: Error) => void) => () => void;

let hosts: PageOpener | undefined;
let found: { program: string; open: PageOpener } | undefined;

/** The host offers pages of its own. */
export function setHostPages(open: PageOpener | undefined): void {
  hosts = open;
}

/** Those there are, the one to try first in front. */
export function decoderPages(): PageOpener[] {
  const program = findBrowser();
  if (program && found?.program !== program) {
    found = { program, open: (address, gone) => launchBrowser(program, address, gone) };
  }
  return [hosts, program ? found?.open : undefined].filter((open) => open !== undefined);
}
