/** What the engine says about itself: device, transport, latency, the layout of telemetry, notices. */
import type { EngineStatus } from '../protocol/index.ts';
import { engineWords } from '../words/index.ts';
import type { DeviceState } from './live-messages.ts';

export class StatusBoard {
  #device: DeviceState | undefined;
  #layout = { epoch: 0, stripIds: [] as string[] };
  #latencySamples = 0;
  #stripLatencySamples: number[] = [];
  readonly #notices = new Set<string>();

  get device(): DeviceState | undefined {
    return this.#device;
  }

  set device(device: DeviceState) {
    this.#device = device;
  }

  get layout(): { epoch: number; stripIds: string[] } {
    return this.#layout;
  }

  /** `stripLatencySamples`: of the inserts of each of these strips. */
  plan(stripIds: string[], latencySamples: number, stripLatencySamples: number[] = []): void {
    this.#latencySamples = latencySamples;
    this.#stripLatencySamples = stripLatencySamples;
    const same =
      stripIds.length === this.#layout.stripIds.length &&
      stripIds.every((id, i) => id === this.#layout.stripIds[i]);
    if (!same) this.#layout = { epoch: this.#layout.epoch + 1, stripIds };
  }

  /** True when it is new. */
  notice(sentence: string): boolean {
    if (this.#notices.has(sentence)) return false;
    this.#notices.add(sentence);
    return true;
  }

  forget(): void {
    this.#notices.clear();
  }

  status(playing: boolean, xruns: number): EngineStatus {
    const device = this.#device;
    return {
      running: device !== undefined,
      device: {
        name: device?.name ?? engineWords.clockedName,
        kind: device?.kind ?? 'clocked',
        sampleRate: device?.sampleRate ?? 0,
        blockFrames: device?.blockFrames ?? 0,
        outputs: device?.outputs ?? 2,
        roundTripMs: device?.kind === 'naudiodon' ? (device.latencyFrames / device.sampleRate) * 1000 : null,
        notice: device?.notice ?? null,
      },
      playing,
      latencySamples: this.#latencySamples,
      stripLatencySamples: this.#stripLatencySamples,
      xruns,
      layout: this.#layout,
      notices: [...this.#notices],
    };
  }
}
