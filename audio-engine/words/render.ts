/** What renders and plans say: files that are not there, renders that end early. */
export const renderWords = {
  fileMissing: (name: string) => `“${name}” cannot be read, so its clips are silent.`,
  fileShort: (name: string) =>
    `“${name}” is shorter than a clip that plays it; the rest of the clip is silent.`,
  cancelled: { sentence: 'The render was cancelled.', nextStep: 'Start it again when you are ready.' },
  unknownOutput: (id: string) => ({
    sentence: `There is no track with the id ${id} to render.`,
    nextStep: 'Choose one of the session’s tracks, or the master.',
  }),
  emptyRange: {
    sentence: 'The range to render is empty.',
    nextStep: 'Choose a range whose end is after its start.',
  },
};
