// A stand-in for the `electron` module: runs the real main process, preload, renderer and engine against a
// headless Chromium. What it cannot prove (sandbox, real isolation, native menus and dialogs, ABI of addons,
// packaging formats) needs the real binary: `npm run smoke:electron`.
//
// The test that forked this process steers it over IPC: {do: 'menu', id}, {do: 'dialog', answer}, {do: 'quit'},
// {do: 'close'}; it is told {did: 'page', endpoint} and {did: ...} records.
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { WebSocketServer } from 'ws';
import { decode, encode } from './codec.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const tell = (message) => {
  if (process.connected) process.send(message, () => {});
};
const browserPath = [
  process.env.THRESHOLD_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((p) => p && existsSync(p));

let schemeHandler;
const privileged = new Set();
export const protocol = {
  registerSchemesAsPrivileged: (list) => {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme } of list) privileged.add(scheme);
  },
  handle: (scheme, handler) => {
    if (!privileged.has(scheme)) throw new Error(`scheme ${scheme} is not privileged`);
    schemeHandler = { scheme, handler };
  },
};

class App extends EventEmitter {
  #ready = false;
  #quitting = false;
  isReady = () => this.#ready;
  async whenReady() {
    await new Promise((resolve) => setImmediate(resolve));
    this.#ready = true;
  }
  requestSingleInstanceLock = () => true;
  getVersion = () => JSON.parse(readFileSync('package.json', 'utf8')).version;
  quit() {
    let prevented = false;
    this.emit('before-quit', { preventDefault: () => (prevented = true) });
    if (prevented || this.#quitting) return;
    this.#quitting = true;
    this.emit('will-quit', { preventDefault() {} });
    void Promise.all(windows.map((w) => w.shut())).finally(() => {
      tell({ did: 'quit' });
      setTimeout(() => process.exit(0), 20);
    });
  }
  exit = (code) => process.exit(code);
}
export const app = new App();

const handlers = new Map();
class IpcMain extends EventEmitter {
  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  }
  removeHandler(channel) {
    handlers.delete(channel);
  }
}
export const ipcMain = new IpcMain();

let nextPort = 1;
class MessagePortMain extends EventEmitter {
  constructor() {
    super();
    this.id = nextPort++;
  }
  peer;
  line;
  postMessage(data, transfer = []) {
    if (transfer.some((t) => !(t instanceof MessagePortMain)))
      throw new TypeError('Only MessagePortMain can be transferred');
    // The far end was handed to the page: it goes over the page's line.
    if (this.peer.line) this.peer.line.write({ type: 'port', id: this.peer.id, data });
    else this.peer.emit('message', { data, ports: transfer });
  }
  start() {}
  close() {
    this.emit('close');
  }
}
export class MessageChannelMain {
  port1 = new MessagePortMain();
  port2 = new MessagePortMain();
  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}

/** Serves the scheme's handler on loopback, with a WebSocket to the page beside it. */
async function startLine(contents) {
  const server = createServer(async (request, response) => {
    const { scheme, handler } = schemeHandler;
    const answer = await handler(new Request(`${scheme}://studio${request.url}`));
    const headers = Object.fromEntries(answer.headers);
    const policy = headers['content-security-policy'];
    if (policy)
      headers['content-security-policy'] = policy.replace(
        'connect-src ',
        () => `connect-src ws://${request.headers.host} `,
      );
    response.writeHead(answer.status, headers);
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const line = {
    port,
    socket: undefined,
    write: (message) => line.socket?.readyState === 1 && line.socket.send(encode(message)),
  };
  new WebSocketServer({ server, path: '/double' }).on('connection', (socket) => {
    line.socket = socket;
    socket.on('message', async (bytes) => {
      const message = decode(new Uint8Array(bytes));
      const event = { sender: contents, senderFrame: { url: contents.getURL() }, ports: [] };
      if (message.type === 'send') ipcMain.emit(message.channel, event, ...message.args);
      if (message.type === 'invoke') {
        try {
          const handler = handlers.get(message.channel);
          if (!handler) throw new Error(`No handler registered for '${message.channel}'`);
          line.write({ type: 'answer', id: message.id, value: await handler(event, ...message.args) });
        } catch (error) {
          line.write({ type: 'answer', id: message.id, channel: message.channel, error: String(error) });
        }
      }
    });
  });
  line.close = () => server.closeAllConnections() ?? server.close();
  return line;
}

class WebContents extends EventEmitter {
  #url = '';
  line;
  openHandler = () => ({ action: 'allow' });
  getURL = () => this.#url;
  setURL = (url) => (this.#url = url);
  send = (channel, ...args) => this.line?.write({ type: 'event', channel, args });
  postMessage = (channel, message, ports = []) => {
    for (const port of ports) port.line = this.line;
    this.line?.write({ type: 'event', channel, args: [message], ports: ports.map((p) => p.id) });
  };
  setWindowOpenHandler = (handler) => (this.openHandler = handler);
}

const launch = () =>
  chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });

const windows = [];
export class BrowserWindow extends EventEmitter {
  webContents = new WebContents();
  #options;
  #browser;
  #destroyed = false;
  constructor(options) {
    super();
    this.#options = options;
    tell({ did: 'window', webPreferences: { ...options.webPreferences } });
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  isDestroyed = () => this.#destroyed;
  isMinimized = () => false;
  show() {
    tell({ did: 'show' });
  }
  focus() {}
  restore() {}
  async loadURL(url) {
    const contents = this.webContents;
    contents.setURL(url);
    // Any other address is a page without our scheme and preload, as a browser shows it.
    if (!url.startsWith('app:')) return this.#loadPlain(url);
    contents.line = await startLine(contents);
    const origin = `http://127.0.0.1:${contents.line.port}`;
    const codec = readFileSync(here('./codec.mjs'), 'utf8').replaceAll('export function', 'function');
    const preload = readFileSync(this.#options.webPreferences.preload, 'utf8');
    const script = `(() => { ${codec}\nconst PRELOAD = (require, module, exports) => {\n${preload}\n};\nconst SOCKET = ${JSON.stringify(`ws://127.0.0.1:${contents.line.port}/double`)};\n${readFileSync(here('./page.mjs'), 'utf8')} })();`;
    this.#browser = await launch();
    const context = await this.#browser.newContext({
      viewport: { width: 1600, height: 1000 },
      bypassCSP: false,
    });
    const page = await context.newPage();
    await page.addInitScript(script);
    await page.exposeFunction('__opened', (target) =>
      tell({ did: 'window-open', action: contents.openHandler({ url: target }).action, url: target }),
    );
    await page.addInitScript(() => {
      window.open = (target) => {
        window.__opened(String(target));
        return null;
      };
    });
    page.on('console', (message) => tell({ did: 'console', kind: message.type(), text: message.text() }));
    page.on('pageerror', (error) => tell({ did: 'page-error', text: error.message }));
    page.on('load', () => contents.emit('did-finish-load'));
    this.page = page;
    await page.goto(`${origin}${new URL(url).pathname}`);
    this.emit('ready-to-show');
    tell({ did: 'page', url: origin });
  }
  async #loadPlain(url) {
    this.#browser = await launch();
    if (this.#destroyed) return this.#browser.close();
    const page = await this.#browser.newPage();
    this.page = page;
    await page.goto(url);
    tell({ did: 'plain-page', url, shown: this.#options.show !== false });
  }
  destroy() {
    void this.shut();
  }
  async shut() {
    if (this.#destroyed) return;
    this.#destroyed = true;
    await this.#browser?.close().catch(() => {});
    this.webContents.line?.close();
    tell({ did: 'closed', url: this.webContents.getURL() });
    this.emit('closed');
  }
}

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler) =>
      handler({}, 'media', (allowed) => tell({ did: 'permission', allowed })),
  },
};
export const shell = { openExternal: async (url) => tell({ did: 'open-external', url }) };

let menu;
export const Menu = {
  buildFromTemplate: (template) => ({ template }),
  setApplicationMenu: (built) => {
    menu = built;
  },
};
const menuItems = (items) =>
  items.flatMap((item) => [item, ...(item.submenu ? menuItems(item.submenu) : [])]);

const dialogAnswers = [];
const ask = async (kind, args) => {
  tell({ did: 'dialog', kind, options: args.at(-1) });
  return dialogAnswers.shift() ?? { canceled: true, filePaths: [], filePath: '' };
};
export const dialog = {
  showOpenDialog: (...args) => ask('open', args),
  showSaveDialog: (...args) => ask('save', args),
};

let blockers = 0;
export const powerSaveBlocker = {
  start: (kind) => {
    tell({ did: 'power-save', kind, on: true });
    return ++blockers;
  },
  stop: () => tell({ did: 'power-save', on: false }),
};

export const utilityProcess = {
  fork(entry, args, { env }) {
    const child = fork(entry, args, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', process.env.THRESHOLD_DEBUG ? 'inherit' : 'ignore', 'ipc'],
      env,
      execArgv: ['--import', here('./parent-port.mjs')],
    });
    const utility = new EventEmitter();
    Object.defineProperty(utility, 'pid', { get: () => child.pid });
    utility.postMessage = (message) => child.connected && child.send(message, () => {});
    utility.kill = () => child.kill('SIGTERM');
    child.on('message', (message) => utility.emit('message', message));
    child.on('exit', (code) => utility.emit('exit', code));
    child.on('error', () => {});
    tell({ did: 'utility', entry, pid: child.pid });
    return utility;
  },
};

process.on('message', async (message) => {
  const window = windows.find((w) => !w.isDestroyed());
  if (message.do === 'menu')
    menuItems(menu.template)
      .find((item) => item.id === message.id)
      ?.click();
  if (message.do === 'dialog') dialogAnswers.push(message.answer);
  if (message.do === 'quit') app.quit();
  if (message.do === 'close') await window?.shut().then(() => app.emit('window-all-closed'));
  // The test's hand on the page: a script in it, whose value comes back.
  if (message.do === 'evaluate') {
    try {
      tell({ did: 'evaluated', id: message.id, value: await window.page.evaluate(message.script) });
    } catch (error) {
      tell({ did: 'evaluated', id: message.id, error: String(error) });
    }
  }
});
