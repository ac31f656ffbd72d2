/**
 * A page that nobody sees, for decoding what only a browser can: Electron brings the codecs, so no other browser has
 * to be on the machine. Sandboxed, without a preload: it can talk to the job that serves it, and to nobody else.
 */
import { BrowserWindow } from 'electron';
import type { OpenHiddenPage } from '../common/host-services.ts';

const open = new Set<BrowserWindow>();

export const openHiddenPage: OpenHiddenPage = (address, gone) => {
  const window = new BrowserWindow({
    show: false,
    width: 100,
    height: 100,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // Nobody sees it, and it works all the same.
      backgroundThrottling: false,
    },
  });
  open.add(window);
  const close = (): void => {
    open.delete(window);
    if (!window.isDestroyed()) window.destroy();
  };
  window.webContents.on('render-process-gone', () => {
    close();
    gone();
  });
  window.on('closed', () => {
    if (open.delete(window)) gone();
  });
  window.loadURL(address).catch(() => {
    if (!open.has(window)) return;
    close();
    gone();
  });
  return close;
};

/** A window that nobody sees must not keep a program running whose own window is gone. */
export function closeHiddenPages(): void {
  for (const window of [...open]) if (!window.isDestroyed()) window.destroy();
}
