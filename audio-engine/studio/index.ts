/** The face of the studio: the one writer of sessions, for the app, the browser host and the command line. */
export { Disk, type DiskOperation, type StudioDiskFaults } from './disk.ts';
export type { StudioEvent } from './events.ts';
export { LocalClient } from './local-client.ts';
export { LOCK_FILE, type LockInfo, livingLock } from './lock.ts';
export { type Moment, type MomentDocument, momentCalled, readMoment } from './moments.ts';
export { type NewSessionTarget, openStudio, type StudioOptions, sessionFolder } from './open.ts';
export { defaultDataFolder, isInside, type RecentSession, recentSessions, unsavedFolder } from './places.ts';
export type { RunOptions, Taken } from './stepper.ts';
export type { Studio } from './studio.ts';
export type { VersionInfo } from './versions.ts';
