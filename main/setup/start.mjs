// `npm start`: installs what is missing, builds what is stale and opens Threshold on the demo song; with Electron
// where it can, otherwise in the browser host. `npm start -- SESSION` opens a session, `-- --browser` skips Electron.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureNaudiodon, ensurePackages, root } from './install.mjs';

const args = process.argv.slice(2);
const wantsBrowser = args.includes('--browser') || args.includes('--no-window') || args.includes('--port');
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const passed = args.filter((argument) => argument !== '--browser');
const names = passed.some((argument, index) => !argument.startsWith('-') && passed[index - 1] !== '--port');
const wants = names || passed.includes('--demo') || passed.includes('--raw') ? passed : ['--demo', ...passed];

await ensurePackages();
await ensureNaudiodon();
const { buildStale } = await import('./build.mjs');
await buildStale();

let program = process.execPath;
let programArgs = [join(root, 'dist/main/browser.js'), ...wants];
if (!wantsBrowser && hasDisplay) {
  const { ensureElectron } = await import('./electron.mjs');
  const electron = await ensureElectron();
  if (electron) {
    program = electron;
    // Chromium's sandbox refuses to run as root.
    programArgs = [root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...wants];
  }
}

const child = spawn(program, programArgs, { stdio: 'inherit', cwd: process.env.INIT_CWD ?? root });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 0));
child.on('error', (error) => {
  console.error(`Threshold could not start: ${error.message}. Run \`npm start -- --browser\`.`);
  process.exit(1);
});
