/** The face of the session: the document's types, its commands and the questions one can ask of it. */
export * from './apply.ts';
export * from './automation-points.ts';
export {
  isRead,
  isWritten,
  type LaneTarget,
  laneName,
  laneOf,
  laneTarget,
  laneTargets,
  splitLaneId,
} from './automation-targets.ts';
export { chainStateOf, freeState } from './chain-states.ts';
export type { Change, ChangeKind } from './changes.ts';
export type { CommandDefinition } from './command.ts';
export { type Command, type CommandId, type CommandPayload, commands } from './commands/index.ts';
export { compareDocuments, compareScenes } from './compare.ts';
export {
  createDocument,
  createEffect,
  createMasterRoom,
  createRelease,
  createStrip,
  createTrack,
  type NewSession,
} from './create.ts';
export * from './document.ts';
export { stripChannels, stripColor, stripName } from './find.ts';
export { masterFingerprint, mixFingerprint } from './fingerprint.ts';
export { limitMaster } from './limit-master.ts';
export { linkedCommands, linkedEffectCommands, linkedSendCommands, linkedStripIds } from './link.ts';
export { type Migrations, migrate, migrations, runMigrations } from './migrate.ts';
export * from './mixer-order.ts';
export { byOrder, orderBetween, ordersAfter } from './order.ts';
export { overlayProblem } from './overlay.ts';
export { type NewInsert, putChain, stateForNewChain } from './put-chain.ts';
export { recordedStarts } from './recorded-starts.ts';
export * from './release-codes.ts';
export { releaseFault } from './release-fault.ts';
export { remembered } from './remembered.ts';
export { outputName } from './route-rules.ts';
export * from './routes.ts';
export { goneNames } from './scenes.ts';
export { documentSchema, releaseSchema } from './schema.ts';
export * from './selectors.ts';
export { heardDocument, liveDocument, sourceEndSample, sourceMedia } from './source.ts';
export { type StripPreset, stripPresetOf, stripPresetSchema } from './strip-preset.ts';
export { validateDocument } from './validate.ts';
