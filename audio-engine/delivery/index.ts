/** From the session to finished files: mix, stems, master to a loudness target; and levels to begin a mix with. */
export * from './album/index.ts';
export { type AnalyseJob, analyseSong, type SongAnalysis } from './analyse-song.ts';
export { checkArtwork, loadArtwork } from './artwork.ts';
export { type CompareJob, compareMoments, matchGains } from './compare-moments.ts';
export { ENCODERS, type Encoder, type EncoderOptions, openEncoder } from './encode/index.ts';
export { type ExportJob, type ExportResult, exportAudio, hashFile, USUAL_STEMS } from './export-audio.ts';
export { type GentlerJob, gentlerMaster } from './gentler.ts';
export { type Handoff, type HandoffJob, handOff, readHandoff } from './handoff.ts';
export { historyJson, type LoudnessHistoryJson } from './history-json.ts';
export {
  runAnalysis,
  runCompare,
  runExport,
  runHandoff,
  runLevel,
  runPrint,
  runProve,
  runReceive,
} from './jobs.ts';
export { type LevelJob, levelTracks, type TrackLevel } from './level-tracks.ts';
export { type MasterFileJob, type MasterFileResult, masterFile } from './master-file.ts';
export { runGentler, runMatch, runPropose } from './master-jobs.ts';
export { type MatchedStates, type MatchJob, matchStates } from './match-states.ts';
export { planFiles } from './outputs.ts';
export { stemSources, versionDocument } from './parts.ts';
export { fileNameFrom, PATTERN_FIELDS, plainPattern } from './patterns.ts';
export { bounceCommand, freezeCommand } from './print-commands.ts';
export {
  nextPrintNumber,
  type PrintedMix,
  type PrintMixJob,
  printMix,
  printMixPayload,
} from './print-mix.ts';
export { type PrintedTrack, type PrintJob, printTrack } from './print-track.ts';
export { programVersion, readProof } from './proof.ts';
export { type ProposeJob, proposeMaster } from './propose-master.ts';
export { type ProveJob, proveFile } from './prove.ts';
export { type ReceiveJob, receiveHandoff, referenceStep } from './receive-handoff.ts';
export * from './report/index.ts';
export { runTranslate } from './service-jobs.ts';
export { reportServices, type ServicesJob } from './service-report.ts';
export { findSets, loadSets } from './sets.ts';
export type { Artwork, FileTags, TagLoudness } from './tags/index.ts';
export { runTakeFile } from './take-file.ts';
export { DEFAULT_TARGET, findTarget, type LoudnessTarget, loadTargets } from './targets.ts';
