/**
 * Main process <-> engine process. Plain structured-clone objects: patches, never documents, after the first
 * `load`. The engine is disposable: `load` with document, overlay and position brings a new one to where the
 * old one was.
 */
import type { Costs, EngineStatus, Failure, Patch, SendPayload } from './channels.ts';
import type { EngineListening } from './listen.ts';
import type { MonitorState } from './monitor.ts';

export type ToEngine =
  | {
      type: 'load';
      revision: number;
      document: unknown;
      /** Absolute path of the session folder; media paths are relative to it. */
      folder: string;
      overlay: Patch[];
      positionSample: number;
      play: boolean;
    }
  | { type: 'patches'; fromRevision: number; revision: number; patches: Patch[] }
  /** The whole overlay of all open gestures, replacing the one before. */
  | { type: 'overlay'; patches: Patch[] }
  | { type: 'play'; fromSample: number | null }
  | { type: 'stop' }
  | { type: 'locate'; sample: number }
  | { type: 'watch'; watch: SendPayload<'engine.watch'> }
  | { type: 'compare'; compare: SendPayload<'engine.compare'> }
  | { type: 'stateTrim'; trimDb: number }
  | { type: 'monitor'; monitor: MonitorState }
  | { type: 'listen'; listening: EngineListening }
  | { type: 'resetMeters'; what: 'clips' | 'loudness' | 'all' }
  | { type: 'useDevice'; name: string | null; blockFrames: number | null }
  | { type: 'listDevices'; requestId: number }
  /** The receiver took the last frame; the engine keeps at most two unacknowledged. */
  | { type: 'telemetryTaken' }
  /** Tests: record what the device is given, as float32 interleaved, into a file. */
  | { type: 'capture'; path: string | null }
  | { type: 'quit' };

export type FromEngine =
  | { type: 'ready' }
  | { type: 'status'; status: EngineStatus }
  | { type: 'telemetry'; frame: ArrayBuffer }
  | { type: 'costs'; costs: Costs }
  | { type: 'devices'; requestId: number; devices: DeviceSummary[] }
  /** The replica missed a revision: send `load` again. */
  | { type: 'resync' }
  | { type: 'failure'; failure: Failure };

export interface DeviceSummary {
  name: string;
  hostApi: string;
  outputs: number;
  inputs: number;
  defaultSampleRate: number;
}
