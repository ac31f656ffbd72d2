/** Audio files: reading, writing, decoding, importing, and the pictures of their waveforms. */
export type { AudioSource } from './audio-source.ts';
export { closeBrowser } from './browser/browser-worker.ts';
export { setHostPages } from './browser/decoder-pages.ts';
export { findBrowser } from './browser/find-browser.ts';
export { printPage } from './browser/print-page.ts';
export { type DiskFaults, DiskFile, moveIntoPlace, setDiskFaults } from './disk.ts';
export { parseMpegHeader } from './formats/mpeg-frames.ts';
export {
  type ImportOptions,
  type ImportProgress,
  type ImportResult,
  importFiles,
} from './import/import-files.ts';
export { NameRegister, safeFileName } from './import/names.ts';
export { colorByName } from './import/roles.ts';
export { impulsePath, loadImpulse } from './impulse.ts';
export { type Ixml, ixmlText } from './ixml.ts';
export { runImport, runPeaks } from './jobs.ts';
export { openAudio } from './open-audio.ts';
export { ensurePeaks, type PeakOptions } from './peaks/ensure-peaks.ts';
export { type PeakRequest, readPeaks, readSamples, type SampleRequest } from './peaks/read-peaks.ts';
export { bytesPerSample, encodeSamples, SAMPLE_FORMATS, type SampleFormat } from './sample-format.ts';
export type { BroadcastExtension, BroadcastLoudness } from './wav-head.ts';
export { openWav, type WavReader } from './wav-reader.ts';
export { createWav, type WavOptions, type WavWriter } from './wav-writer.ts';
