/** The face of the frame. */
export { App } from './app.tsx';
