/** The face of level meters: their ballistics, scale, colours and painting, and the worker that draws many at once. */
export { meterColours } from './meter-colours.ts';
export {
  clearMeters,
  forgetMeters,
  type MeterCanvasLink,
  onMetersRestart,
  openMeterCanvas,
  sendMeterRows,
} from './meter-link.ts';
export * from './meter-paint.ts';
export { LATCH_ROOM, paintMeter, readChannel } from './meter-picture.ts';
export * from './meter-scale.ts';
export { FALL_DB_PER_S, HOLD_MS, linearToDb, PeakHold } from './peak-hold.ts';
export type { MeterPlace } from './screen-messages.ts';
export { StripLevel } from './strip-level.ts';
