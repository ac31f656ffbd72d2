/** The face of albums and reports. */
export { AlbumBar } from './album-bar.tsx';
export { AlbumDialog } from './album-dialog.tsx';
export { addSongFiles } from './choose-songs.ts';
export { JobRun } from './job-run.tsx';
export { ReportDialog } from './report-dialog.tsx';
