/**
 * Faults of a sound card on demand, for tests: wraps the native addon so that its stream dies, hangs or runs
 * dry after so many blocks. Asked for by the environment variable THRESHOLD_DEVICE_FAULT, for example `hang:20`.
 */
import type { Addon, NativeStream } from './addon.ts';

export const DEVICE_FAULTS = ['die', 'hang', 'stick', 'underrun', 'refuse'] as const;

export interface DeviceFault {
  /** die: write rejects · hang: write never resolves, nor does quit · stick: write never
   * returns, and its thread with it · underrun: one write reports it · refuse: create throws. */
  kind: (typeof DEVICE_FAULTS)[number];
  afterBlocks: number;
}

export function parseFault(text: string | undefined): DeviceFault | null {
  const [kind, count] = (text ?? '').split(':');
  const known = DEVICE_FAULTS.find((k) => k === kind);
  return known ? { kind: known, afterBlocks: Number(count) || 0 } : null;
}

export function withFault(addon: Addon, fault: DeviceFault | null): Addon {
  if (!fault) return addon;
  return {
    getDevices: () => addon.getDevices(),
    getHostAPIs: () => addon.getHostAPIs(),
    create(options) {
      if (fault.kind === 'refuse') throw new Error('Device unavailable');
      return faulty(addon.create(options), fault);
    },
  };
}

function faulty(stream: NativeStream, fault: DeviceFault): NativeStream {
  let blocks = 0;
  const never = new Promise<never>(() => {});
  return {
    start: () => stream.start(),
    async write(buffer) {
      const now = blocks++ >= fault.afterBlocks;
      if (now && fault.kind === 'die') throw new Error('the device is gone');
      if (now && fault.kind === 'hang') return never;
      if (now && fault.kind === 'stick') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      const outcome = await stream.write(buffer);
      return blocks - 1 === fault.afterBlocks && fault.kind === 'underrun'
        ? 'portAudio status - output underflow '
        : outcome;
    },
    async quit(how) {
      await stream.quit(how);
      if (fault.kind === 'hang' && blocks > fault.afterBlocks) await never;
    },
  };
}
