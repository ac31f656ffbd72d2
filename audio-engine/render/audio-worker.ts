/**
 * The audio thread of the engine: owns the sound card for the process's life, switches to the clock when it
 * dies, and renders. Messages only open and close devices; everything about the music stands in the control
 * block.
 */
import { parentPort, workerData } from 'node:worker_threads';
import {
  type AudioDevice,
  CLOCKED,
  ClockedDevice,
  channelsOf,
  convertedFill,
  type DeviceEvents,
  type DeviceWish,
  listDevices,
  openDevice,
} from '../hardware/index.ts';
import { instantiateKernels } from '../kernels/index.ts';
import { ControlBlock, ControlWord, RunState } from './control-block.ts';
import { LiveAudio } from './live-audio.ts';
import type { AudioWorkerData, FromAudio, ToAudio } from './live-messages.ts';
import { PlanRunner } from './plan-runner.ts';
import { ownThread } from './real-time.ts';

const port = parentPort;
if (!port) throw new Error('The audio thread is started by the engine.');
const { module, memory, control: buffer, monitor, team } = workerData as AudioWorkerData;
const control = new ControlBlock(buffer);
const post = (message: FromAudio): void => port.postMessage(message);
const events = { onTaken: () => post({ type: 'taken' }) };
const kernels = instantiateKernels(module, memory);
const runner = new PlanRunner(kernels, team.team, team.shares);
const live = new LiveAudio(kernels, control, events, monitor, runner);

const thread = ownThread();
if (thread !== undefined) post({ type: 'thread', thread });

let device: AudioDevice | undefined;
/** A hung device holds a thread and PortAudio's lists for ever. */
let tainted = false;

const queueOf = (wish: DeviceWish): number => wish.queue ?? 4;

function run(next: AudioDevice, wish: DeviceWish, notice: string | null): void {
  const events: DeviceEvents = {
    onXrun(count, sentence) {
      // A late block of silence is no dropout: nobody could hear it.
      if (control.get(ControlWord.state) !== RunState.playing) return;
      Atomics.add(control.words, ControlWord.xruns, count);
      post({ type: 'xrun', sentence });
    },
    onLost(sentence) {
      tainted = true;
      if (device === next) run(clocked(wish), wish, sentence);
    },
  };
  device = next;
  // The music counts in the session's frames, whatever the card's are.
  const latency = Math.round((next.latencyFrames * wish.sampleRate) / next.sampleRate);
  const { channels } = next;
  const fill = (block: Float32Array): void => live.fill(block, wish.sampleRate, latency, channels);
  const same = next.sampleRate === wish.sampleRate;
  next.start(same ? fill : convertedFill(fill, wish.sampleRate, next.sampleRate, channels), events);
  const { kind, name, sampleRate, blockFrames, latencyFrames } = next;
  const opened = { kind, name, sampleRate, blockFrames, latencyFrames, outputs: channels, notice };
  post({ type: 'opened', device: opened });
}

function clocked(wish: DeviceWish): AudioDevice {
  return new ClockedDevice({
    sampleRate: wish.sampleRate,
    blockFrames: wish.blockFrames,
    queue: queueOf(wish),
    channels: channelsOf(wish),
  });
}

async function open(wish: DeviceWish): Promise<void> {
  if (tainted && wish.name !== CLOCKED) return post({ type: 'respawn' });
  const old = device;
  device = undefined;
  if (old && !(await old.stop())) tainted = true;
  const opened = openDevice(wish);
  try {
    run(opened.device, wish, opened.notice);
  } catch (error) {
    // Opened but would not start: PortAudio has closed nothing, so the handle stays and the clock plays on.
    await opened.device.stop();
    run(clocked(wish), wish, error instanceof Error ? error.message : String(error));
  }
}

async function close(): Promise<void> {
  const clean = device ? await device.stop() : true;
  device = undefined;
  post({ type: 'closed', clean: clean && !tainted });
}

/** One after the other: a device is closed before the next one is opened. */
let busy: Promise<void> = Promise.resolve();

port.on('message', (message: ToAudio) => {
  if (message.type === 'open') busy = busy.then(() => open(message.wish));
  else if (message.type === 'close') busy = busy.then(close);
  else if (message.type === 'list')
    busy = busy.then(() => post({ type: 'devices', requestId: message.requestId, ...listDevices() }));
});
