/** The system's own dialogs, for the channels that the browser host answers with `unsupported`. */
import { extname } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { hostWords } from '../../audio-engine/words/index.ts';
import type { HostServices } from '../common/host-services.ts';

const AUDIO = [
  'wav',
  'wave',
  'bwf',
  'rf64',
  'aif',
  'aiff',
  'aifc',
  'flac',
  'mp3',
  'ogg',
  'oga',
  'opus',
  'm4a',
  'aac',
];

export function dialogsOf(
  window: () => BrowserWindow | undefined,
): Pick<HostServices, 'openDialog' | 'saveDialog'> {
  return {
    openDialog: async ({ kind, title }) => {
      const options =
        kind === 'audio'
          ? {
              title,
              properties: ['openFile' as const, 'openDirectory' as const, 'multiSelections' as const],
              filters: [{ name: hostWords.audioFiles, extensions: AUDIO }],
            }
          : kind === 'picture'
            ? {
                title,
                properties: ['openFile' as const],
                filters: [{ name: hostWords.pictureFiles, extensions: ['jpg', 'jpeg', 'png'] }],
              }
            : { title, properties: ['openDirectory' as const] };
      const parent = window();
      const { canceled, filePaths } = parent
        ? await dialog.showOpenDialog(parent, options)
        : await dialog.showOpenDialog(options);
      return { paths: canceled ? null : filePaths, unsupported: false };
    },
    saveDialog: async ({ kind, title, suggestedName }) => {
      const options = {
        title,
        defaultPath: suggestedName,
        ...(kind === 'wav' || kind === 'flac'
          ? { filters: [{ name: kind.toUpperCase(), extensions: [kind] }] }
          : {}),
      };
      const parent = window();
      const { canceled, filePath } = parent
        ? await dialog.showSaveDialog(parent, options)
        : await dialog.showSaveDialog(options);
      if (canceled || !filePath) return { path: null, unsupported: false };
      const path =
        (kind === 'wav' || kind === 'flac') && extname(filePath) === '' ? `${filePath}.${kind}` : filePath;
      return { path, unsupported: false };
    },
  };
}
