/** What the program advises: the mix check, the parts that tracks play, and what explains a move on the master. */

export { figuresOf, type PlannedProposal, type ProposalRequest, proposeChain } from './assistant.ts';
export { chooseLevel, type WantedTarget } from './assistant-level.ts';
export { loudPsrDb, type SongFacts, songFacts } from './assistant-song.ts';
export { curveReference, fitTone, type TonalReference, tonalDistanceDb } from './assistant-tone.ts';
export { checkFile, type FileCheck } from './check-file.ts';
export { checkSession, type SessionCheck } from './check-session.ts';
export { explainMasterMove, type MasterMove, type MoveExplained, masterMoves } from './explain.ts';
export { runExplain } from './explain-job.ts';
export * from './features/index.ts';
export { runCheck } from './jobs.ts';
export * from './roles.ts';
export * from './services.ts';
export * from './services-gain.ts';
