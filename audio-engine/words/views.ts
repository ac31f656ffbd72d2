/** What the views say: the frame, the timeline, dialogs, help in the status line. */

export const controlWords = {
  close: 'Close',
  cancel: 'Cancel',
} as const;
