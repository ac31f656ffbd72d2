/** The face of automation in the window: it starts once; lanes under tracks, modes on strips. */
export { startAutomation } from './start.ts';
