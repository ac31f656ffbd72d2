/**
 * The browser host's program: `node dist/main/browser.js [SESSION] [--demo] [--raw] [--no-window] [--port N]`.
 * Prints a one-time address, opens a window where it can, and goes on until Ctrl+C or the window is closed.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '../../audio-engine/studio/index.ts';
import { failureOf, hostWords } from '../../audio-engine/words/index.ts';
import { App } from '../common/app.ts';
import { demoFolder, openDemo } from '../common/demo.ts';
import { forkProcess } from '../common/spawn-process.ts';
import { startServer } from './server.ts';
import { Uploads } from './upload.ts';
import { type AppWindow, findBrowser, hasDisplay, openWindow } from './window.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    demo: { type: 'boolean', default: false },
    raw: { type: 'boolean', default: false },
    'no-window': { type: 'boolean', default: false },
    port: { type: 'string' },
  },
});

const uploadFolder = join(tmpdir(), 'threshold-uploads');
const uploads = new Uploads(uploadFolder);
const app = new App({
  name: 'browser',
  spawn: forkProcess,
  dataFolder: defaultDataFolder(),
  fenced: true,
  extraRoots: [uploadFolder, demoFolder(), defaultDataFolder()],
  openDialog: () => Promise.resolve({ paths: null, unsupported: true }),
  saveDialog: () => Promise.resolve({ path: null, unsupported: true }),
});

let window: AppWindow | undefined;
let closing = false;
const server = await startServer(app.router, uploads, values.port ? Number(values.port) : 0);

async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  await app.close();
  await server.close();
  uploads.clear();
  window?.process.kill();
  window?.clean();
  console.log(hostWords.stopped);
  process.exit(0);
}
process.on('SIGINT', close);
process.on('SIGTERM', close);
process.on('SIGHUP', close);

function say(error: unknown): void {
  const { sentence, nextStep, detail } = failureOf(error);
  console.error(`${sentence} ${nextStep}`);
  if (process.env.THRESHOLD_DEBUG && detail) console.error(detail);
}

console.log(hostWords.openThis(server.address()));
if (process.stdin.isTTY) {
  console.log(hostWords.freshUrl);
  process.stdin.on('data', () => console.log(hostWords.openThis(server.address())));
}

const session = positionals[0];

/** The session is there when this returns; a demo that is made for the first time fills in afterwards. */
async function openSession(): Promise<void> {
  try {
    if (session) app.open(session);
    else if (values.demo || values.raw) await openDemo(app, values.raw ? 'raw' : 'mixed');
    else app.open({ sampleRate: 48_000 });
  } catch (error) {
    say(error);
    if (!app.hasSession) app.open({ sampleRate: 48_000 });
  }
}
void openSession();

if (!values['no-window']) {
  const browser = findBrowser();
  if (!hasDisplay()) console.log(hostWords.noDisplay);
  else if (!browser) console.log(hostWords.noBrowserFound);
  else {
    window = openWindow(browser, server.address());
    window.process.once('exit', () => {
      if (app.router.clientCount === 0) void close();
    });
  }
}
