/** Hear the difference: A, B and what is left between them, at one position, equally loud; the mix comes back after. */
import { useEffect, useState } from 'react';
import type { Comparison } from '../../audio-engine/protocol/index.ts';
import { versionWords as words } from '../../audio-engine/words/index.ts';
import { IconButton, Segmented, Toggle } from '../controls/index.ts';
import { failureFrom, showFailure, studio } from '../state/index.ts';
import { togglePlay, usePlaying } from '../transport/index.ts';

type Side = 'mix' | 'a' | 'b' | 'difference';
const SIDES: readonly Side[] = ['mix', 'a', 'b', 'difference'];

export function AuditionBar({ comparison }: { comparison: Comparison }) {
  const [side, setSide] = useState<Side>('mix');
  const [matched, setMatched] = useState(true);
  const playing = usePlaying();
  const hear = (next: Side, withMatch: boolean) => {
    setSide(next);
    setMatched(withMatch);
    studio()
      .invoke('versions.audition', { side: next === 'mix' ? null : next, matched: withMatch })
      .catch((error: unknown) => {
        setSide('mix');
        showFailure(failureFrom(error));
      });
  };
  // Whoever closes this hears the mix again.
  useEffect(
    () => () => {
      studio()
        .invoke('versions.audition', { side: null, matched: true })
        .catch(() => undefined);
    },
    [],
  );
  const { byLu, difference } = comparison;
  return (
    <section className="audition" aria-label={words.hear}>
      <h3>{words.hear}</h3>
      <div className="audition-row">
        <IconButton
          icon={playing ? 'stop' : 'play'}
          label={playing ? words.stop : words.play}
          help={words.playHelp}
          onPress={togglePlay}
        />
        <Segmented
          label={words.hearGroup}
          value={side}
          onChange={(next) => hear(next, matched)}
          options={SIDES.map((value) => ({
            value,
            title: words.sides[value],
            help: words.sideHelp[value],
          }))}
        />
        <Toggle
          label={words.matched}
          help={words.matchedHelp}
          isSelected={matched}
          onChange={(on) => hear(side, on)}
        >
          {words.matched}
        </Toggle>
        <span className="audition-says">
          {byLu !== null && `${words.matchedBy(byLu)}. `}
          {words.difference(matched ? difference.matchedLufs : difference.lufs, difference.identical)}
        </span>
      </div>
    </section>
  );
}
