/** What the engine and the devices say. */
export const engineWords = {
  clockedName: 'No audio device (clocked)',
  noAddon:
    'There is no sound from the speakers because naudiodon, the door to the sound card, is not built: run `npm start` with a C++ compiler installed, then choose a device again.',
  addonDoesNotLoad: (detail: string) =>
    `There is no sound from the speakers because naudiodon does not load (${detail}): run \`npm rebuild naudiodon\`, then choose a device again.`,
  noDevices:
    'No audio device was found, so Threshold plays on its own clock: connect one, then choose it in the status bar.',
  deviceMissing: (name: string) =>
    `The audio device “${name}” is not there, so Threshold plays on its own clock: connect it, or choose another.`,
  tooFewOutputs: (name: string) =>
    `The audio device “${name}” has fewer than two outputs: choose one with two.`,
  rateOutOfRange: (name: string, rate: number) =>
    `“${name}” cannot run at ${rate} Hz: choose another device, or set it to this rate in the system's sound settings.`,
  blockOutOfRange: (frames: number) =>
    `A block of ${frames} frames is not possible: choose a power of two from 64 to 4096.`,
  cannotOpen: (name: string, detail: string) =>
    `The audio device “${name}” could not be opened (${detail}), so Threshold plays on its own clock: close other programs that use it, or choose another.`,
  deviceLost: (name: string) =>
    `The audio device “${name}” stopped answering. Playback goes on without it: connect it again, then choose it.`,
  converted: (name: string, sessionRate: number, deviceRate: number) =>
    `“${name}” runs at ${deviceRate} Hz and the session at ${sessionRate} Hz: what you hear is converted, files are not.`,
  xrunQueue: 'The sound card ran dry.',
  xrunLate: 'The engine was late.',
  diskLate: 'A disk was too slow: playback waited for it.',
  priorityRefused: 'The system refused the engine a higher priority: under heavy load sound may drop out.',
  pairMissing: (names: readonly string[], pair: number, device: string, outputs: number) =>
    `${names.map((name) => `“${name}”`).join(', ')} ${names.length === 1 ? 'goes' : 'go'} to outputs ${pair * 2 - 1}–${pair * 2}, which “${device}” does not have (it has ${outputs}), so ${names.length === 1 ? 'it is' : 'they are'} not heard there: choose another output, or a device with more.`,
  loadFailed: 'The session could not be loaded into the engine.',
  planFailed: 'The engine could not build the mix for this change, so the mix before it goes on.',
  reopen: 'Undo the change, or open the session again.',
  captureFailed: (path: string) => `What is played could not be recorded into ${path}.`,
  captureNext: 'Choose a folder that can be written, with room on its disk.',
  badMessage: 'The engine was sent something it does not know.',
  workerFailed: 'The audio thread stopped; it is being started again.',
} as const;
