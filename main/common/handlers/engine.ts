/** Transport, devices, and what the open views want to see of the sound. */
import type { EngineStatus } from '../../../audio-engine/protocol/index.ts';
import { hostWords } from '../../../audio-engine/words/index.ts';
import type { App } from '../app.ts';
import type { SendHandlers } from '../router.ts';
import type { Answers } from './kind.ts';

const OK = { ok: true } as const;

function statusOf(app: App): EngineStatus {
  return (
    app.engine.status ?? {
      running: false,
      device: {
        name: hostWords.engineStarting,
        kind: 'clocked',
        sampleRate: app.hasSession ? app.studio.document.session.sampleRate : 48_000,
        blockFrames: 512,
        roundTripMs: null,
        notice: null,
      },
      playing: false,
      latencySamples: 0,
      xruns: 0,
      layout: { epoch: 0, stripIds: [] },
      notices: [],
    }
  );
}

export function engineHandlers(
  app: App,
): Answers<
  | 'engine.status'
  | 'engine.devices'
  | 'engine.useDevice'
  | 'transport.play'
  | 'transport.stop'
  | 'transport.locate'
> {
  return {
    'engine.status': () => statusOf(app),
    'engine.devices': async () => ({ devices: await app.engine.devices() }),
    'engine.useDevice': ({ name, blockFrames }) => {
      app.engine.post({ type: 'useDevice', name, blockFrames });
      return statusOf(app);
    },
    'transport.play': ({ fromSample }) => {
      app.engine.post({ type: 'play', fromSample });
      return OK;
    },
    'transport.stop': () => {
      app.engine.post({ type: 'stop' });
      return OK;
    },
    'transport.locate': ({ sample }) => {
      app.engine.post({ type: 'locate', sample });
      return OK;
    },
  };
}

export function engineSends(
  app: App,
): Pick<SendHandlers, 'engine.watch' | 'engine.resetMeters' | 'engine.compare' | 'engine.stateTrim'> {
  return {
    'engine.watch': (watch) => app.engine.post({ type: 'watch', watch }),
    'engine.resetMeters': ({ what }) => app.engine.post({ type: 'resetMeters', what }),
    'engine.stateTrim': ({ trimDb }) => app.engine.post({ type: 'stateTrim', trimDb }),
    'engine.compare': (compare) => app.engine.post({ type: 'compare', compare }),
  };
}
