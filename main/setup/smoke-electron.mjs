// `npm run smoke:electron`: for machines that have Electron's binary. Starts the real app on the demo song,
// drives it through Playwright's Electron support and checks what only the binary can prove: that the preload
// is isolated and sandboxed, that the page has no Node, that the engine process runs, and that it plays.
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { electronBinary } from './electron.mjs';
import { ensureNaudiodon, ensurePackages, root } from './install.mjs';

await ensurePackages();
await ensureNaudiodon();
await buildStale();
const executablePath = electronBinary();
if (!executablePath) {
  console.error(
    "Electron's binary is not on this machine. `npx electron --version` fetches it; then run this again.",
  );
  process.exit(1);
}
const { _electron } = await import('playwright');
const app = await _electron.launch({
  executablePath,
  args: [root, '--demo', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  timeout: 60_000,
});
let passed = 0;
let failed = 0;
const check = (name, ok) => {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}`);
  if (ok) passed++;
  else failed++;
};
try {
  const page = await app.firstWindow();
  await page.waitForFunction(() => document.querySelector('[role="toolbar"], header') !== null, undefined, {
    timeout: 60_000,
  });
  check('the page comes from app://studio', page.url().startsWith('app://studio/'));
  check(
    'the page has no Node',
    await page.evaluate(() => typeof process === 'undefined' && typeof require === 'undefined'),
  );
  check('the page is isolated', await page.evaluate(() => window.crossOriginIsolated));
  const preferences = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].webContents.getLastWebPreferences(),
  );
  check('the renderer is sandboxed', preferences.sandbox === true && preferences.contextIsolation === true);
  const state = await page.evaluate(async () => {
    for (let i = 0; i < 120; i++) {
      const answer = await window.studio.invoke('studio.state', {}).catch(() => null);
      if (answer && Object.keys(answer.document.tracks).length > 0) return answer;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return null;
  });
  check('the demo song opens', state !== null);
  const frames = await page.evaluate(async () => {
    let moved = 0;
    window.studio.onTelemetry((frame) => {
      if (new Float64Array(frame, 0, 24)[4] === 1) moved++;
    });
    await window.studio.invoke('transport.play', { fromSample: 0 });
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await window.studio.invoke('transport.stop', {});
    return moved;
  });
  check(`it plays (${frames} telemetry frames while playing)`, frames > 30);
  const status = await page.evaluate(() => window.studio.invoke('engine.status', {}));
  console.log(
    `device: ${status.device.name} (${status.device.kind}), ${status.device.sampleRate} Hz, ${status.device.blockFrames} frames`,
  );
  await page.screenshot({ path: join(root, 'test-results', 'smoke-electron.png') });
} finally {
  await app.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
