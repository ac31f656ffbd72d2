/** The moments of this session that can be laid side by side: now, named versions, and after each step of the history. */
import { useEffect, useState } from 'react';
import { versionWords as words } from '../../audio-engine/words/index.ts';
import { dialogWords } from '../../audio-engine/words/views.ts';
import type { SelectOption } from '../controls/index.ts';
import { failureFrom, showFailure, studio, useReplica } from '../state/index.ts';

/** The newest steps that are offered: more than anybody scrolls through. */
const MOST_STEPS = 300;

export interface Moments {
  options: readonly SelectOption<string>[];
  /** What one most likely means by “before”: the newest version, else after the first step. */
  before: string;
}

export function useMoments(): Moments | null {
  const revision = useReplica((r) => r.revision);
  const [moments, setMoments] = useState<Moments | null>(null);
  useEffect(() => {
    let current = true;
    Promise.all([studio().invoke('session.versions', {}), studio().invoke('studio.history', {})])
      .then(([{ versions }, { entries }]) => {
        if (!current) return;
        const steps = entries.slice(-MOST_STEPS).toReversed();
        const newest = versions[0];
        setMoments({
          before: newest ? `version:${newest.id}` : `revision:${steps.at(-1)?.revision ?? 0}`,
          options: [
            { value: 'now', title: words.now },
            ...versions.map(({ id, name, timeMs }) => ({
              value: `version:${id}`,
              title: words.version(name, dialogWords.when(timeMs)),
            })),
            ...steps.map((step) => ({
              value: `revision:${step.revision}`,
              title: words.step(step.name, dialogWords.clock(step.timeMs)),
            })),
            { value: 'revision:0', title: words.beginning },
          ],
        });
      })
      .catch((error: unknown) => showFailure(failureFrom(error)));
    return () => {
      current = false;
    };
  }, [revision]);
  return moments;
}
