/** Which carrier this window has: Electron's preload wins; else the loopback host that served the page. */
import type { StudioApi } from '../../audio-engine/protocol/index.ts';
import { createBridgeCarrier } from './bridge.ts';
import { createSocketCarrier, type SocketCarrier } from './socket.ts';

export { filesOf } from './dropped.ts';
export { createSocketCarrier, type SocketCarrier, StudioFailure } from './socket.ts';

export function isSocketCarrier(api: StudioApi): api is SocketCarrier {
  return 'onConnection' in api;
}

export function chooseCarrier(): StudioApi {
  // The declared type says it is always there; outside Electron it is not.
  const given = window.studio as StudioApi | undefined;
  if (given) return createBridgeCarrier(given);
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return createSocketCarrier(`${scheme}//${location.host}/socket`);
}
