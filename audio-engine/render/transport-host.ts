/** What the transport needs of the engine's other parts. */
import type { ControlBlock } from './control-block.ts';
import type { PlanKeeper } from './control-plan.ts';
import type { Waiting } from './control-waiting.ts';
import type { EngineWorkers } from './live-workers.ts';
import type { TransportHost } from './transport.ts';

export function transportHost(
  control: ControlBlock,
  keeper: PlanKeeper,
  waiting: Waiting,
  workers: EngineWorkers,
  engine: Pick<TransportHost, 'cued' | 'onChange'>,
): TransportHost {
  return {
    control,
    until: (when, still) => waiting.until(when, still),
    parked: () => keeper.parked(),
    settled: () => keeper.settled,
    version: () => keeper.version,
    cue: (run, map) => workers.disk({ type: 'run', run, map: map.data, tracks: keeper.tracks() }),
    begin: (map) => keeper.begin(map),
    turn: (map) => {
      keeper.turn(map);
      workers.disk({ type: 'map', map: map.data });
    },
    ...engine,
  };
}
