/** From the session to finished files: mix, stems, master to a loudness target; and levels to begin a mix with. */
export * from './album/index.ts';
export { type AnalyseJob, analyseSong, type SongAnalysis } from './analyse-song.ts';
export { type CompareJob, compareMoments, matchGains } from './compare-moments.ts';
export {
  type ExportedFile,
  type ExportJob,
  type ExportResult,
  exportAudio,
} from './export-audio.ts';
export { historyJson, type LoudnessHistoryJson } from './history-json.ts';
export { runAnalysis, runCompare, runExport, runLevel, runPrint } from './jobs.ts';
export { type LevelJob, levelTracks, type TrackLevel } from './level-tracks.ts';
export { type MasterFileJob, type MasterFileResult, masterFile } from './master-file.ts';
export { bounceCommand, freezeCommand } from './print-commands.ts';
export {
  nextPrintNumber,
  type PrintedMix,
  type PrintMixJob,
  printMix,
  printMixPayload,
} from './print-mix.ts';
export { type PrintedTrack, type PrintJob, printTrack } from './print-track.ts';
export { type GentlerJob, gentlerMaster } from './gentler.ts';
export { runGentler, runMatch, runPropose } from './master-jobs.ts';
export { type MatchedStates, type MatchJob, matchStates } from './match-states.ts';
export { type ProposeJob, proposeMaster } from './propose-master.ts';
export { runTranslate } from './service-jobs.ts';
export { reportServices, type ServicesJob } from './service-report.ts';
export { DEFAULT_TARGET, findTarget, type LoudnessTarget, loadTargets } from './targets.ts';
