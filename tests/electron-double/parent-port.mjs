// What a utility process sees: `process.parentPort` over the fork's channel.
import { EventEmitter } from 'node:events';

const port = new EventEmitter();
port.postMessage = (message) => {
  if (process.connected) process.send(message, () => {});
};
port.start = () => {};
process.on('message', (data) => port.emit('message', { data, ports: [] }));
process.on('disconnect', () => process.exit(0));
process.parentPort = port;
