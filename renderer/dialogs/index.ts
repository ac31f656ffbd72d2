/** The face of the dialogs. */
export { DialogHost } from './dialog-host.tsx';
export { importFiles, importPaths, openPath, openSession } from './importing.ts';
export { chooseImpulse } from './impulse-file.ts';
export { chooseSourceFile } from './source-file.ts';
export { useFolder } from './use-folder.ts';
