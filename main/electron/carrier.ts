/** Electron's IPC as one of the router's clients: only our own window's main frame is heard. */
import {
  type BrowserWindow,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  MessageChannelMain,
  type MessagePortMain,
} from 'electron';
import type { Client, Router } from '../common/router.ts';

export function connectWindow(window: BrowserWindow, router: Router): void {
  let port: MessagePortMain | undefined;
  const client: Client = {
    event: (channel, payload) => {
      if (!window.isDestroyed()) window.webContents.send('event', { channel, payload });
    },
    telemetry: (frame) => port?.postMessage(frame),
  };
  const disconnect = router.connect(client);
  const isOurs = (event: IpcMainInvokeEvent | IpcMainEvent): boolean =>
    event.sender === window.webContents && (event.senderFrame?.url.startsWith('app://studio/') ?? false);

  ipcMain.handle('invoke', (event, channel: unknown, request: unknown) => {
    if (!isOurs(event)) throw new Error('This frame may not talk to Threshold.');
    return router.invoke(String(channel), request, client);
  });
  ipcMain.on('send', (event, channel: unknown, payload: unknown) => {
    if (isOurs(event)) router.send(String(channel), payload, client);
  });
  window.webContents.on('render-process-gone', () => router.pageGone(client));
  // Every load of the page gets a fresh port: the old one died with the old page.
  window.webContents.on('did-finish-load', () => {
    router.pageGone(client);
    port?.close();
    const channel = new MessageChannelMain();
    port = channel.port1;
    window.webContents.postMessage('telemetry-port', null, [channel.port2]);
  });
  window.on('closed', () => {
    disconnect();
    port?.close();
    ipcMain.removeHandler('invoke');
    ipcMain.removeAllListeners('send');
  });
}
