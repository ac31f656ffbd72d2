/** Electron's preload as StudioApi. Errors keep only their message on the bridge, so the failure travels in it. */
import type { Failure, StudioApi } from '../../audio-engine/protocol/index.ts';
import { StudioFailure } from './socket.ts';

const MARK = 'threshold-failure:';

export function createBridgeCarrier(given: StudioApi): StudioApi {
  const invoke = async (channel: never, request: never) => {
    try {
      return await given.invoke(channel, request);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const at = message.indexOf(MARK);
      if (at < 0) throw error;
      throw new StudioFailure(JSON.parse(message.slice(at + MARK.length)) as Failure);
    }
  };
  return { ...given, invoke: invoke as StudioApi['invoke'] };
}
