/** Which outputs of the device a session needs: the first pair is the control room's, others are strips' own. */
import { HARDWARE_OUTPUT, type Id, MASTER_STRIP, type SessionDocument } from '../session/index.ts';
import { engineWords } from '../words/index.ts';
import { HARDWARE_PAIRS } from './control-block.ts';
import type { DeviceState } from './live-messages.ts';
import type { InstalledPlan } from './plan-types.ts';

export class Outputs {
  #wanted = 2;

  /** Channels to open, an even number. */
  get wanted(): number {
    return this.#wanted;
  }

  /** True where the plan goes to outputs that were not asked for yet; what was asked for stays until then. */
  plan(plan: InstalledPlan): boolean {
    let pairs = 1;
    for (const id of plan.outputs.keys()) pairs = Math.max(pairs, pairOf(id) ?? 1);
    const wanted = Math.min(pairs, HARDWARE_PAIRS) * 2;
    if (wanted <= this.#wanted) return false;
    this.#wanted = wanted;
    return true;
  }

  /** A sentence for each pair that strips go to and the device does not have. */
  missing(document: SessionDocument, device: DeviceState): string[] {
    const names = new Map<number, string[]>();
    for (const [id, strip] of Object.entries(document.strips)) {
      const pair = id === MASTER_STRIP ? null : pairOf(strip.output);
      if (pair === null || pair * 2 <= device.outputs) continue;
      const name = document.tracks[id]?.name ?? document.buses[id]?.name ?? id;
      names.set(pair, [...(names.get(pair) ?? []), name]);
    }
    return [...names].map(([pair, strips]) =>
      engineWords.pairMissing(strips, pair, device.name, device.outputs),
    );
  }
}

/** Counted from 1; null where it is no pair of outputs. */
function pairOf(output: Id | null): number | null {
  if (!output?.startsWith(HARDWARE_OUTPUT)) return null;
  const pair = Number(output.slice(HARDWARE_OUTPUT.length));
  return Number.isInteger(pair) && pair > 0 ? pair : null;
}
