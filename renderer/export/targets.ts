/** Loudness targets as the delivery data has them, each with its source and date; fetched once. */
import { useEffect, useState } from 'react';
import type { InvokeAnswer } from '../../audio-engine/protocol/index.ts';
import { failureFrom, run, showFailure, studio, useDocument } from '../state/index.ts';

export type Target = InvokeAnswer<'delivery.targets'>['targets'][number];

let known: readonly Target[] | undefined;

export function useTargets(): readonly Target[] {
  const [targets, setTargets] = useState<readonly Target[]>(known ?? []);
  useEffect(() => {
    if (known) return;
    studio()
      .invoke('delivery.targets', {})
      .then(
        (answer) => {
          known = answer.targets;
          setTargets(answer.targets);
        },
        (error: unknown) => showFailure(failureFrom(error)),
      );
  }, []);
  return targets;
}

/** The target this song is made for; null where none was chosen. */
export function useTarget(): Target | null {
  const targets = useTargets();
  const name = useDocument((document) => document.release.targetName);
  return targets.find((target) => target.name === name) ?? null;
}

export function chooseTarget(name: string | null): void {
  void run('release.set', { targetName: name });
}
