/** The face of the browser panel. */
export { Browser, BrowserRail } from './browser.tsx';
export { MiniWave } from './mini-wave.tsx';
