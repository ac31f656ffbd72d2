import { describe, expect, it } from 'vitest';
import type { Addon, NativeDevice, NativeStream, StreamOptions } from '../../audio-engine/hardware/addon.ts';
import {
  CLOCKED,
  ClockedDevice,
  convertedFill,
  type DeviceFault,
  findDevice,
  NaudiodonDevice,
  openDevice,
  type Pace,
  parseFault,
  withFault,
} from '../../audio-engine/hardware/index.ts';

const OPTIONS = { sampleRate: 48000, blockFrames: 480, queue: 4 };

/** A clock that goes only when it is told to. */
class HandClock implements Pace {
  time = 0;
  #due: { at: number; run: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.time + ms, run };
    this.#due.push(timer);
    return () => {
      this.#due = this.#due.filter((t) => t !== timer);
    };
  }

  /** Goes on; timers run at their time, or at `late` when the machine was busy until then. */
  to(time: number, late = false): void {
    if (late) this.time = time;
    for (;;) {
      const next = this.#due.filter((t) => t.at <= time).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#due = this.#due.filter((t) => t !== next);
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    this.time = time;
  }
}

describe('the clocked device', () => {
  it('asks for one block each block length, and makes up for short delays', () => {
    const clock = new HandClock();
    const device = new ClockedDevice(OPTIONS, clock);
    let blocks = 0;
    const xruns: number[] = [];
    device.start(() => blocks++, { onXrun: (count) => xruns.push(count), onLost: () => {} });
    expect(blocks).toBe(1);
    clock.to(1000);
    expect(blocks).toBe(101);
    clock.to(1035, true);
    expect(blocks).toBe(104);
    expect(xruns).toEqual([]);
    void device.stop();
    clock.to(2000);
    expect(blocks).toBe(104);
  });

  it('skips what is later than its queue and counts an xrun', () => {
    const clock = new HandClock();
    const device = new ClockedDevice(OPTIONS, clock);
    let blocks = 0;
    let xruns = 0;
    device.start(() => blocks++, { onXrun: (count) => (xruns += count), onLost: () => {} });
    clock.to(500, true);
    expect(blocks).toBe(5);
    expect(xruns).toBe(1);
    clock.to(1000);
    expect(blocks).toBe(55);
    expect(xruns).toBe(1);
    void device.stop();
  });
});

const CARD: NativeDevice = {
  id: 3,
  name: 'Card',
  maxInputChannels: 2,
  maxOutputChannels: 2,
  defaultSampleRate: 44100,
  hostAPIName: 'ALSA',
};

/** An addon whose card takes each block at once and remembers what it was asked. */
class PlainAddon implements Addon {
  readonly devices: NativeDevice[];
  opened: StreamOptions | undefined;
  quits = 0;
  readonly written: number[] = [];

  constructor(devices: NativeDevice[] = [CARD]) {
    this.devices = devices;
  }

  getDevices(): NativeDevice[] {
    return this.devices;
  }

  getHostAPIs() {
    return { defaultHostAPI: 0, HostAPIs: [{ defaultOutput: 3 }] };
  }

  create({ outOptions }: { outOptions: StreamOptions }): NativeStream {
    this.opened = outOptions;
    return {
      start() {},
      write: async (buffer) => {
        this.written.push(new Float32Array(buffer.buffer)[0]!);
        await new Promise((resolve) => setImmediate(resolve));
        return undefined;
      },
      quit: async () => {
        this.quits++;
      },
    };
  }
}

/** Plays on a card with a fault until something happens; says what. */
function happening(
  fault: DeviceFault | null,
  watchdogMs = 60,
): Promise<{ what: string; device: NaudiodonDevice; addon: PlainAddon }> {
  const addon = new PlainAddon();
  const device = new NaudiodonDevice(
    withFault(addon, fault),
    CARD,
    { ...OPTIONS, blockFrames: 256 },
    watchdogMs,
  );
  let block = 0;
  return new Promise((resolve) => {
    device.start((samples) => samples.fill(++block), {
      onXrun: (_, sentence) => resolve({ what: `xrun: ${sentence}`, device, addon }),
      onLost: (sentence) => resolve({ what: `lost: ${sentence}`, device, addon }),
    });
  });
}

describe('a card through naudiodon', () => {
  it('is opened as float32, two channels, reporting errors, and quit once', async () => {
    const addon = new PlainAddon();
    const device = new NaudiodonDevice(addon, CARD, { ...OPTIONS, blockFrames: 256 });
    let block = 0;
    await new Promise<void>((resolve) => {
      device.start(
        (samples) => {
          samples.fill(++block);
          if (block === 20) resolve();
        },
        { onXrun() {}, onLost() {} },
      );
    });
    expect(await device.stop()).toBe(true);
    expect(await device.stop()).toBe(true);
    expect(addon.quits).toBe(1);
    expect(addon.opened).toMatchObject({
      deviceId: 3,
      channelCount: 2,
      sampleFormat: 1,
      framesPerBuffer: 256,
      maxQueue: 4,
      closeOnError: true,
    });
    // One write at a time, in order.
    expect(addon.written).toEqual(addon.written.map((_, i) => i + 1));
  });

  it('is lost when a write never comes back, and is not waited for', async () => {
    const { what, device } = await happening({ kind: 'hang', afterBlocks: 5 });
    expect(what).toMatch(/^lost: .*“Card” stopped answering/);
    expect(await device.stop()).toBe(false);
  });

  it('is lost when it dies', async () => {
    expect((await happening({ kind: 'die', afterBlocks: 5 })).what).toMatch(/^lost: /);
  });

  it('tells when it ran dry and plays on', async () => {
    const { what, device, addon } = await happening({ kind: 'underrun', afterBlocks: 5 });
    expect(what).toMatch(/^xrun: /);
    const written = addon.written.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(addon.written.length).toBeGreaterThan(written);
    expect(await device.stop()).toBe(true);
  });

  it('refuses in a sentence what naudiodon would not check', () => {
    const make =
      (device: Partial<NativeDevice>, options: Partial<typeof OPTIONS>): (() => unknown) =>
      () =>
        new NaudiodonDevice(
          new PlainAddon(),
          { ...CARD, ...device },
          { ...OPTIONS, blockFrames: 256, ...options },
        );
    expect(make({ maxOutputChannels: 1 }, {})).toThrow(/fewer than two outputs/);
    expect(make({}, { sampleRate: 1 })).toThrow(/cannot run at 1 Hz/);
    expect(make({}, { blockFrames: 100 })).toThrow(/block of 100 frames/);
  });
});

describe('opening a device', () => {
  const wish = { name: null, sampleRate: 48000, blockFrames: 256 };

  it('finds it by name or host, the system default without one, and never by a stale number', () => {
    const other = { ...CARD, id: 7, name: 'Other' };
    const input = { ...CARD, id: 1, name: 'Mic', maxOutputChannels: 0 };
    const all = [input, CARD, other];
    expect(findDevice(all, 'Other')?.id).toBe(7);
    expect(findDevice(all, 'ALSA: Card')?.id).toBe(3);
    expect(findDevice(all, 'Mic')).toBeUndefined();
    expect(findDevice(all, null, 7)?.id).toBe(7);
    expect(findDevice(all, null, 1)?.id).toBe(3);
  });

  it('plays on the clock with the reason where that fails', () => {
    const addon = new PlainAddon();
    expect(openDevice({ ...wish, name: 'Gone' }, { ok: true, addon })).toMatchObject({
      device: { kind: 'clocked' },
      notice: expect.stringMatching(/“Gone” is not there/),
    });
    expect(openDevice(wish, { ok: false, sentence: 'Why.' })).toMatchObject({
      device: { kind: 'clocked' },
      notice: 'Why.',
    });
    expect(openDevice(wish, { ok: true, addon: new PlainAddon([]) })).toMatchObject({
      device: { kind: 'clocked' },
      notice: expect.stringMatching(/No audio device/),
    });
    const busy = withFault(addon, { kind: 'refuse', afterBlocks: 0 });
    expect(openDevice(wish, { ok: true, addon: busy })).toMatchObject({
      device: { kind: 'clocked' },
      notice: expect.stringMatching(/“Card” could not be opened \(Device unavailable\)/),
    });
    expect(openDevice({ ...wish, name: CLOCKED }, { ok: true, addon })).toMatchObject({
      device: { kind: 'clocked' },
      notice: null,
    });
    expect(openDevice(wish, { ok: true, addon })).toMatchObject({
      device: { kind: 'naudiodon', name: 'Card' },
      notice: null,
    });
  });

  it('runs a card at its own rate where it refuses the session’s, and says so', () => {
    class Stubborn extends PlainAddon {
      override create(options: { outOptions: StreamOptions }): NativeStream {
        if (options.outOptions.sampleRate !== 44100)
          throw new Error('Format not supported: Invalid sample rate');
        return super.create(options);
      }
    }
    const { device, notice } = openDevice(wish, { ok: true, addon: new Stubborn() });
    expect(device).toMatchObject({ kind: 'naudiodon', sampleRate: 44100 });
    expect(notice).toMatch(/runs at 44100 Hz and the session at 48000 Hz/);
  });

  it('opens as many outputs as are needed and there, and one pair where the card refuses more', async () => {
    const addon = new PlainAddon([{ ...CARD, maxOutputChannels: 8 }]);
    expect(openDevice(wish, { ok: true, addon }).device.channels).toBe(2);
    const { device } = openDevice({ ...wish, channels: 6 }, { ok: true, addon });
    expect(device.channels).toBe(6);
    expect(addon.opened?.channelCount).toBe(6);
    const lengths: number[] = [];
    await new Promise<void>((resolve) =>
      device.start(
        (block) => {
          lengths.push(block.length);
          if (lengths.length === 3) resolve();
        },
        { onXrun() {}, onLost() {} },
      ),
    );
    await device.stop();
    expect(lengths[0]).toBe(256 * 6);
    expect(openDevice({ ...wish, channels: 12 }, { ok: true, addon }).device.channels).toBe(8);
    class Narrow extends PlainAddon {
      override create(options: { outOptions: StreamOptions }): NativeStream {
        if (options.outOptions.channelCount > 2) throw new Error('Invalid number of channels');
        return super.create(options);
      }
    }
    const narrow = new Narrow([{ ...CARD, maxOutputChannels: 8 }]);
    expect(openDevice({ ...wish, channels: 4 }, { ok: true, addon: narrow })).toMatchObject({
      device: { kind: 'naudiodon', sampleRate: 48000, channels: 2 },
      notice: null,
    });
    const clock = openDevice({ ...wish, name: CLOCKED, channels: 6 }, { ok: true, addon }).device;
    expect(clock.channels).toBe(6);
  });

  it('converts what such a card plays, without a gap', () => {
    let n = 0;
    const fill = convertedFill(
      (block) => {
        for (let i = 0; i < block.length; i += 2, n++)
          block[i] = block[i + 1] = Math.sin((2 * Math.PI * 1000 * n) / 48000);
      },
      48000,
      44100,
    );
    let worst = 0;
    for (let block = 0, m = 0; block < 40; block++) {
      const got = new Float32Array(1024);
      fill(got);
      for (let i = 0; i < 1024; i += 2, m++) {
        const want = Math.sin((2 * Math.PI * 1000 * m) / 44100);
        if (m > 512) worst = Math.max(worst, Math.abs(got[i]! - want), Math.abs(got[i + 1]! - want));
      }
    }
    expect(worst).toBeLessThan(1e-5);
  });

  it('reads faults from their names', () => {
    expect(parseFault('hang:20')).toEqual({ kind: 'hang', afterBlocks: 20 });
    expect(parseFault('nonsense')).toBeNull();
    expect(parseFault(undefined)).toBeNull();
  });
});
