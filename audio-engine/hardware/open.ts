/** Finds and opens a device by name. There is always one: the clocked device stands in, with the reason why. */
import { engineWords, failureOf } from '../words/index.ts';
import { type Addon, loadAddon, type NativeDevice } from './addon.ts';
import { ClockedDevice } from './clocked.ts';
import { type AudioDevice, CLOCKED_OUTPUTS, type DeviceOptions, MIXING_QUEUE } from './device.ts';
import { parseFault, withFault } from './faults.ts';
import { NaudiodonDevice } from './naudiodon.ts';

/** Chooses the clocked device even where there is hardware. */
export const CLOCKED = 'clocked';

export interface DeviceWish {
  /** `CLOCKED`, a device's name or `host API: name`; null takes the system's default. */
  name: string | null;
  sampleRate: number;
  blockFrames: number;
  queue?: number;
  /** Outputs that are needed; fewer are opened where the device has fewer. */
  channels?: number;
}

/** Outputs of a clock that stands in. */
export function channelsOf(wish: DeviceWish): number {
  return Math.min(wish.channels ?? 2, CLOCKED_OUTPUTS);
}

export interface OpenedDevice {
  /** At the rate wished for, or at its own where it refuses that: then `convertedFill` stands between. */
  device: AudioDevice;
  /** Why it is not what was wished for; null where it is. */
  notice: string | null;
}

export interface DeviceSummary {
  name: string;
  hostApi: string;
  outputs: number;
  inputs: number;
  defaultSampleRate: number;
}

/** The devices of this machine, or a sentence why none can be listed. Only on the audio thread. */
export function listDevices(): { devices: DeviceSummary[]; notice: string | null } {
  const loaded = loadAddon();
  if (!loaded.ok) return { devices: [], notice: loaded.sentence };
  const devices = devicesOf(loaded.addon).map((d) => ({
    name: d.name,
    hostApi: d.hostAPIName,
    outputs: d.maxOutputChannels,
    inputs: d.maxInputChannels,
    defaultSampleRate: d.defaultSampleRate,
  }));
  return { devices, notice: devices.length ? null : engineWords.noDevices };
}

export function openDevice(wish: DeviceWish, loaded = loadAddon()): OpenedDevice {
  const options: DeviceOptions = {
    sampleRate: wish.sampleRate,
    blockFrames: wish.blockFrames,
    queue: wish.queue ?? MIXING_QUEUE,
    channels: wish.channels ?? 2,
  };
  const clocked = (notice: string | null): OpenedDevice => ({
    device: new ClockedDevice({ ...options, channels: channelsOf(wish) }),
    notice,
  });
  if (wish.name === CLOCKED) return clocked(null);
  if (!loaded.ok) return clocked(loaded.sentence);
  const addon = withFault(loaded.addon, parseFault(process.env.THRESHOLD_DEVICE_FAULT));
  const found = findDevice(devicesOf(addon), wish.name, defaultOutput(addon));
  if (!found)
    return clocked(wish.name === null ? engineWords.noDevices : engineWords.deviceMissing(wish.name));
  // At its own rate where it refuses the session's, and with one pair where it refuses more.
  let refusal: unknown;
  for (const channels of new Set([options.channels, 2])) {
    for (const sampleRate of new Set([wish.sampleRate, found.defaultSampleRate])) {
      try {
        const device = new NaudiodonDevice(addon, found, { ...options, channels, sampleRate });
        const same = sampleRate === wish.sampleRate;
        return {
          device,
          notice: same ? null : engineWords.converted(found.name, wish.sampleRate, sampleRate),
        };
      } catch (error) {
        // The first reason is the one to tell.
        refusal ??= error;
      }
    }
  }
  return clocked(failureOf(refusal).sentence);
}

function devicesOf(addon: Addon): NativeDevice[] {
  try {
    return addon.getDevices();
  } catch {
    return [];
  }
}

/** The system's default output by PortAudio's number; undefined where it names none. */
function defaultOutput(addon: Addon): number | undefined {
  try {
    const apis = addon.getHostAPIs();
    return apis.HostAPIs[apis.defaultHostAPI]?.defaultOutput;
  } catch {
    return undefined;
  }
}

/**
 * By name, because PortAudio's numbers change with what is plugged in, and a wrong number would silently open the
 * default. Without a name: the system's default, or the first with two outputs.
 */
export function findDevice(
  devices: readonly NativeDevice[],
  name: string | null,
  defaultId?: number,
): NativeDevice | undefined {
  const outputs = devices.filter((d) => d.maxOutputChannels > 0);
  if (name !== null) return outputs.find((d) => d.name === name || `${d.hostAPIName}: ${d.name}` === name);
  return outputs.find((d) => d.id === defaultId) ?? outputs.find((d) => d.maxOutputChannels >= 2);
}
