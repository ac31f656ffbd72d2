/**
 * The Electron app. Thin on purpose: Electron's binary cannot be had on every machine that builds this, so what
 * only it can run is little, and a stand-in runs all of it in tests.
 */
import { app, type BrowserWindow, Menu, powerSaveBlocker } from 'electron';
import { defaultDataFolder } from '../../audio-engine/studio/index.ts';
import { failureOf } from '../../audio-engine/words/index.ts';
import { App } from '../common/app.ts';
import { openDemo } from '../common/demo.ts';
import { connectWindow } from './carrier.ts';
import { dialogsOf } from './dialogs.ts';
import { closeHiddenPages, openHiddenPage } from './hidden-page.ts';
import { buildMenu } from './menu.ts';
import { registerScheme, serveRenderer } from './protocol.ts';
import { spawnUtility } from './spawn.ts';
import { createWindow, lockDown } from './window.ts';

if (!app.requestSingleInstanceLock()) app.quit();
registerScheme();

let window: BrowserWindow | undefined;
let threshold: App | undefined;
let quitting = false;
let awake: number | undefined;

/** The system stays awake only while there is something to hear. */
function keepAwake(playing: boolean): void {
  if (playing && awake === undefined) awake = powerSaveBlocker.start('prevent-app-suspension');
  if (!playing && awake !== undefined) {
    powerSaveBlocker.stop(awake);
    awake = undefined;
  }
}

function openWindow(): void {
  if (!threshold) return;
  window = createWindow();
  connectWindow(window, threshold.router);
  window.on('closed', () => {
    window = undefined;
    // On a Mac the program goes on without its window, and so do its jobs.
    if (process.platform !== 'darwin') closeHiddenPages();
  });
}

async function start(): Promise<void> {
  await app.whenReady();
  lockDown();
  serveRenderer();
  const current = new App({
    name: 'electron',
    spawn: spawnUtility,
    dataFolder: defaultDataFolder(),
    fenced: false,
    extraRoots: [],
    openHiddenPage,
    ...dialogsOf(() => window),
  });
  threshold = current;
  current.engine.on('status', (status) => keepAwake(status.playing));
  Menu.setApplicationMenu(buildMenu((commandId) => current.router.broadcast('app.menu', { commandId })));
  openWindow();
  const wanted = process.argv
    .slice(1)
    .find((argument) => !argument.startsWith('-') && !/\.(js|asar)$/.test(argument) && argument !== '.');
  try {
    if (wanted) current.open(wanted);
    else if (process.argv.includes('--demo')) await openDemo(current, 'mixed');
    else current.open({ sampleRate: 48_000 });
  } catch (error) {
    if (!current.hasSession) current.open({ sampleRate: 48_000 });
    current.router.broadcast('app.notice', failureOf(error));
  }
}

app.on('second-instance', () => {
  if (window?.isMinimized()) window.restore();
  window?.focus();
});
app.on('activate', () => {
  if (!window) openWindow();
});
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
app.on('before-quit', (event) => {
  if (quitting || !threshold) return;
  // Every edit is written; the engine must be gone before the app is, or a dying device could hold it.
  event.preventDefault();
  quitting = true;
  void threshold.close().finally(() => app.quit());
});

await start();
