/** The main window, with everything closed that a page does not need. */
import { join } from 'node:path';
import { app, BrowserWindow, session, shell } from 'electron';
import { programFolder } from '../../audio-engine/entries.ts';
import { START_URL } from './protocol.ts';

/** The only pages this program ever shows are its own. */
const isOurs = (url: string): boolean => url.startsWith('app://studio/');

export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (!isOurs(url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (url.startsWith('https://')) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
}

export function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1600,
    height: 1000,
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: '#171614',
    title: 'Threshold',
    webPreferences: {
      preload: join(programFolder(), 'dist', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      backgroundThrottling: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(START_URL);
  return window;
}
