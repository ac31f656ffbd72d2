/** References and playback systems away from the sound card: bringing in, measuring, describing. */
export { namesOf, referenceCommands } from './add-references.ts';
export { bringReferences, runProfile, runReference } from './jobs.ts';
export { keepProfile, profileFile, profileMaster, readProfile } from './profiles.ts';
export { SongProfiler } from './song-profiler.ts';
export { loadSystems, measureSystems } from './systems.ts';
