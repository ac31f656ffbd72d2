// Runs in the page before anything else: gives the real preload bundle an `electron` of contextBridge and
// ipcRenderer over a WebSocket, and shows the page only what the preload exposes. `encode`, `decode`, PRELOAD and
// SOCKET are put in front of this text by the stand-in.
/* global encode, decode, PRELOAD, SOCKET */
(() => {
  const socket = new WebSocket(SOCKET);
  socket.binaryType = 'arraybuffer';
  const waiting = new Map();
  const listeners = new Map();
  const ports = new Map();
  const queue = [];
  let last = 0;
  const write = (message) => {
    const bytes = encode(message);
    if (socket.readyState === 1) socket.send(bytes);
    else queue.push(bytes);
  };
  socket.onopen = () => {
    for (const bytes of queue.splice(0)) socket.send(bytes);
  };
  const makePort = (id) => {
    const port = {
      onmessage: null,
      start() {},
      postMessage: (data) => write({ type: 'port', id, data }),
      close() {},
    };
    ports.set(id, port);
    return port;
  };
  socket.onmessage = ({ data }) => {
    const message = decode(data);
    if (message.type === 'answer') {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error === undefined) call?.resolve(message.value);
      else call?.reject(new Error(`Error invoking remote method '${message.channel}': ${message.error}`));
    } else if (message.type === 'event') {
      const event = { ports: (message.ports ?? []).map(makePort), sender: null };
      for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args);
    } else if (message.type === 'port') {
      ports.get(message.id)?.onmessage?.({ data: message.data });
    }
  };
  const ipcRenderer = {
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        write({ type: 'invoke', id, channel, args });
      }),
    send: (channel, ...args) => write({ type: 'send', channel, args }),
    on: (channel, listener) => {
      const set = listeners.get(channel) ?? new Set();
      listeners.set(channel, set);
      set.add(listener);
    },
  };
  // Across the bridge: functions are proxied, values copied, errors keep only their message.
  const cross = (value) => {
    if (typeof value === 'function')
      return (...args) => {
        const result = value(...args.map(cross));
        return result instanceof Promise
          ? result.then(cross, (error) => {
              throw new Error(error.message);
            })
          : cross(result);
      };
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value) || value instanceof File)
      return structuredClone(value);
    if (Array.isArray(value)) return value.map(cross);
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, cross(v)]));
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, api) =>
        Object.defineProperty(window, name, { value: Object.freeze(cross(api)), writable: false }),
    },
    ipcRenderer,
    webUtils: { getPathForFile: (file) => file.path ?? '' },
  };
  const module = { exports: {} };
  // The preload sees `require('electron')` and nothing else of Node, as in a sandbox.
  PRELOAD(
    (name) => {
      if (name === 'electron') return electron;
      throw new Error(`module not found: ${name}`);
    },
    module,
    module.exports,
  );
})();
