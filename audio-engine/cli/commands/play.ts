/** Plays a session through the engine, and says how the device was served: dropouts and block times. */
import { decodeTelemetry, type EngineStatus, Header } from '../../protocol/index.ts';
import { sessionEndSample } from '../../session/index.ts';
import { cliWords, ThresholdError } from '../../words/index.ts';
import { UsageError } from '../arguments.ts';
import type { CliCommand, Context } from '../command.ts';
import { EngineClient } from '../engine-client.ts';
import { lookAtSession } from '../session-access.ts';

/** What a frame of telemetry adds: the longest block since the one before, over its deadline. */
interface Heard {
  loads: number[];
  xruns: number;
  positionSample: number;
}

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

async function chooseDevice(engine: EngineClient, name: string | undefined): Promise<void> {
  if (name === undefined || name === 'clocked') return;
  const outputs = (await engine.devices()).filter((device) => device.outputs > 0);
  // By its name, or with the host API before it where two drivers show the same one.
  if (outputs.some((device) => device.name === name || `${device.hostApi}: ${device.name}` === name)) return;
  throw new ThresholdError(
    cliWords.noDevice(
      name,
      outputs.map((device) => device.name),
    ),
  );
}

/** Listens until the position reaches the end, the time is over, or the person stops it. */
function listen(engine: EngineClient, endSample: number, signal: AbortSignal, heard: Heard): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (work: () => void) => {
      off();
      signal.removeEventListener('abort', stopped);
      work();
    };
    const stopped = () => end(resolve);
    let started = false;
    const off = engine.listen((message) => {
      if (message.type === 'failure') end(() => reject(new ThresholdError(message.failure)));
      if (message.type !== 'telemetry') return;
      engine.post({ type: 'telemetryTaken' });
      const header = decodeTelemetry(message.frame)?.header;
      if (!header) return;
      const playing = header[Header.playing]! > 0;
      heard.xruns = header[Header.xruns]!;
      if (playing) {
        started = true;
        heard.positionSample = header[Header.positionSample]!;
        if (header[Header.loadMax]! > 0) heard.loads.push(header[Header.loadMax]!);
      }
      if (started && (!playing || heard.positionSample >= endSample)) end(resolve);
    });
    signal.addEventListener('abort', stopped);
    if (signal.aborted) stopped();
  });
}

function report(context: Context, status: EngineStatus, heard: Heard, sampleRate: number): void {
  const { device } = status;
  const deadlineMs = (device.blockFrames / device.sampleRate) * 1000;
  const times = heard.loads.map((load) => load * deadlineMs).sort((a, b) => a - b);
  const [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1].map((part) => percentile(times, part)) as [
    number,
    number,
    number,
    number,
  ];
  const seconds = heard.positionSample / sampleRate;
  context.answer(
    {
      device: device.name,
      kind: device.kind,
      sampleRate: device.sampleRate,
      blockFrames: device.blockFrames,
      seconds,
      xruns: heard.xruns,
      blockTimeMs: { p50, p95, p99, max, deadline: deadlineMs },
      notice: device.notice,
    },
    () => [
      cliWords.played(seconds, device.name),
      cliWords.xruns(heard.xruns),
      cliWords.blockTime(p50, p95, p99, max, deadlineMs),
      ...(device.notice === null ? [] : [device.notice]),
    ],
  );
}

export const command: CliCommand = {
  name: 'play',
  positionals: ['SESSION'],
  options: {
    device: { value: 'NAME', help: cliWords.help.device },
    seconds: { value: 'N', help: cliWords.help.seconds },
  },
  async run(context) {
    const secondsAsked = context.args.number('seconds');
    if (secondsAsked !== undefined && secondsAsked <= 0) {
      throw new UsageError(cliWords.usageError.number('--seconds', String(secondsAsked)));
    }
    const { folder, document } = await lookAtSession(context, context.args.positionals[0]!);
    const { sampleRate } = document.session;
    const sessionEnd = sessionEndSample(document);
    if (sessionEnd === 0) throw new ThresholdError(cliWords.nothingToPlay);
    const endSample = Math.min(
      sessionEnd,
      secondsAsked === undefined ? sessionEnd : secondsAsked * sampleRate,
    );

    const engine = await EngineClient.start(context.io.env);
    try {
      const name = context.args.text('device');
      await chooseDevice(engine, name);
      if (name !== undefined) engine.post({ type: 'useDevice', name, blockFrames: null });
      let status: EngineStatus | undefined;
      engine.listen((message) => {
        if (message.type === 'status') status = message.status;
      });
      const heard: Heard = { loads: [], xruns: 0, positionSample: 0 };
      const done = listen(engine, endSample, context.io.signal, heard);
      // A loop is for working on a place; here the song is played through.
      const straight = { ...document, loop: { ...document.loop, enabled: false } };
      engine.post({
        type: 'load',
        revision: 0,
        document: straight,
        folder,
        overlay: [],
        positionSample: 0,
        play: true,
      });
      await done;
      if (!status) throw new ThresholdError(cliWords.noEngine);
      report(context, status, heard, sampleRate);
    } finally {
      await engine.stop();
    }
  },
};
