/**
 * A sound card for tests on a machine that has none: a private PulseAudio server with a null sink, seen by
 * PortAudio through ALSA as `studio` (two outputs, float32). What is played there is recorded bit for bit from
 * its monitor. Nothing of it touches the sound system of the machine.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INSTALL =
  'sudo apt-get install -y --no-install-recommends pulseaudio pulseaudio-utils libasound2-plugins';

const DAEMON = 'enable-remixing = no\nresample-method = speex-float-5\nflat-volumes = no\n';

/** Only these devices, so that PortAudio lists the same ones on every machine. */
const ASOUND = `pcm_type.pulse { lib "libasound_module_pcm_pulse.so" }
ctl_type.pulse { lib "libasound_module_ctl_pulse.so" }
pcm.studio { type pulse device studio }
pcm.default { type pulse }
ctl.default { type pulse }
`;

export class VirtualInterface {
  readonly #server: ChildProcess;
  readonly #folder: string;
  /** For the process under test. */
  readonly env: Record<string, string>;

  private constructor(server: ChildProcess, folder: string, env: Record<string, string>) {
    this.#server = server;
    this.#folder = folder;
    this.env = env;
  }

  /** Rejects with the command that installs what is missing. */
  static async start(sampleRate = 48000): Promise<VirtualInterface> {
    for (const program of ['pulseaudio', 'pactl', 'parec']) {
      if (spawnSync(program, ['--version']).error)
        throw new Error(`${program} is missing, which the virtual audio interface needs: ${INSTALL}`);
    }
    const folder = mkdtempSync(join(tmpdir(), 'threshold-pulse-'));
    const home = join(folder, 'home');
    const runtime = join(folder, 'run');
    const pulse = join(runtime, 'pulse');
    for (const path of [home, runtime, pulse]) mkdirSync(path, { mode: 0o700 });
    const socket = join(pulse, 'native');
    writeFileSync(join(folder, 'daemon.conf'), DAEMON);
    writeFileSync(join(folder, 'asound.conf'), ASOUND);
    const env = { PULSE_SERVER: `unix:${socket}`, ALSA_CONFIG_PATH: join(folder, 'asound.conf') };
    const server = spawn(
      'pulseaudio',
      [
        '-n',
        '--daemonize=no',
        '--use-pid-file=false',
        '--exit-idle-time=-1',
        '--realtime=false',
        '--high-priority=false',
        '--log-level=warn',
        '-L',
        `module-native-protocol-unix auth-anonymous=1 socket=${socket}`,
        // Without norewinds the first block comes seconds late.
        '-L',
        `module-null-sink sink_name=studio rate=${sampleRate} format=float32le channels=2 norewinds=1`,
      ],
      {
        stdio: 'ignore',
        env: {
          ...process.env,
          HOME: home,
          XDG_RUNTIME_DIR: runtime,
          PULSE_RUNTIME_PATH: pulse,
          PULSE_CONFIG: join(folder, 'daemon.conf'),
        },
      },
    );
    const card = new VirtualInterface(server, folder, env);
    for (let attempt = 0; attempt < 100; attempt++) {
      if (server.exitCode !== null) break;
      if (card.#pactl('info') === 0) {
        card.#pactl('set-default-sink', 'studio');
        return card;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await card.stop();
    throw new Error(
      `PulseAudio did not start for the virtual audio interface. If it is incomplete: ${INSTALL}`,
    );
  }

  /**
   * Records what the card is given; resolves when it runs. The function ends it and gives interleaved stereo.
   * Silence at the start is part of it.
   */
  async record(): Promise<() => Promise<Float32Array>> {
    const recorder = spawn(
      'parec',
      [
        '--device=studio.monitor',
        '--raw',
        '--format=float32le',
        '--rate=48000',
        '--channels=2',
        '--latency-msec=50',
      ],
      { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...this.env } },
    );
    const parts: Buffer[] = [];
    const gone = new Promise<void>((resolve) => recorder.once('close', () => resolve()));
    await new Promise<void>((resolve) => {
      recorder.stdout.on('data', (part: Buffer) => {
        parts.push(part);
        resolve();
      });
    });
    return async () => {
      recorder.kill('SIGTERM');
      await gone;
      const bytes = Buffer.concat(parts);
      return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~7)));
    };
  }

  /** Pulls the plug: everything that plays there hangs. */
  async die(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.#server.once('exit', () => resolve()));
    this.#server.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    if (this.#server.exitCode === null && this.#server.signalCode === null) await this.die();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #pactl(...args: string[]): number | null {
    return spawnSync('pactl', args, { stdio: 'ignore', env: { ...process.env, ...this.env } }).status;
  }
}
