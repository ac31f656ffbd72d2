/** What the control thread and its two workers say to each other while no quantum depends on it. */
import type { DeviceSummary, DeviceWish } from '../hardware/index.ts';
import type { Id } from '../session/index.ts';
import type { DeckLoad } from './deck-lane.ts';
import type { FeedsMessage } from './feed-messages.ts';
import type { LiveMonitor } from './live-audio.ts';
import type { RunMapData } from './run-map.ts';

interface WorkerData {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  control: SharedArrayBuffer;
}

export interface AudioWorkerData extends WorkerData {
  monitor: LiveMonitor;
  /** The DSP threads: `LiveTeam`. */
  team: { team: number; shares: number };
}

export interface DiskWorkerData extends WorkerData {
  scratch: number;
  /** A feed block for what leads up to a loop. */
  scratchFeed: number;
  /** Quanta in a track's ring. */
  ringQuanta: number;
  /** The reference deck, its rings set. */
  deck: number;
}

export type ToAudio =
  | { type: 'open'; wish: DeviceWish }
  | { type: 'list'; requestId: number }
  | { type: 'close' };

export interface DeviceState {
  kind: 'naudiodon' | 'clocked';
  name: string;
  sampleRate: number;
  blockFrames: number;
  latencyFrames: number;
  /** Channels that are open. */
  outputs: number;
  notice: string | null;
}

export type FromAudio =
  /** Its number in the system, said first. */
  | { type: 'thread'; thread: number }
  | { type: 'taken' }
  | { type: 'opened'; device: DeviceState }
  /** A lost device left a thread hanging in it: hardware can be opened only by a new process. */
  | { type: 'respawn' }
  | { type: 'xrun'; sentence: string }
  | { type: 'devices'; requestId: number; devices: DeviceSummary[]; notice: string | null }
  /** `clean` false: the process cannot end by itself. */
  | { type: 'closed'; clean: boolean };

export type ToDisk =
  /** A new run from quantum 0; nothing of the one before is read any more. */
  | { type: 'run'; run: number; map: RunMapData; tracks: FeedsMessage }
  /** Other tracks or clips: `changed` ones are filled anew from just ahead of what is heard. */
  | { type: 'tracks'; token: number; tracks: FeedsMessage; changed: Id[] }
  /** Another way through the timeline from a run quantum on. */
  | { type: 'map'; map: RunMapData }
  /** What a slot of the reference deck plays. */
  | { type: 'deck'; slot: number; load: DeckLoad }
  | { type: 'quit' };

export type FromDisk =
  | { type: 'cued'; run: number }
  | { type: 'tracksTaken'; token: number }
  | { type: 'notice'; sentence: string }
  | { type: 'quitted' };
