/** Where a strip goes after its fader: one line that opens the choice. */
import { memo, useRef, useState } from 'react';
import { HARDWARE_OUTPUT, MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { routingWords } from '../../audio-engine/words/index.ts';
import { ContextMenu, type MenuEntry } from '../controls/index.ts';
import { shownDocument, useDocument } from '../state/index.ts';
import { busFor, chosenWith, outputTargets, outputText, setOutput } from './routing-actions.ts';

/** Pairs beyond the first, which the master has, that are offered even where no device is open. */
const PAIRS = [2, 3, 4];
const words = routingWords.output;

export function outputMenu(stripId: string): MenuEntry[] {
  const document = shownDocument();
  const now = document.strips[stripId]?.output ?? null;
  const stripIds = chosenWith(stripId);
  const choice = (id: string, title: string, output: string | null, color?: string): MenuEntry => ({
    id,
    title,
    isChecked: now === output,
    ...(color ? { color } : {}),
    onAction: () => setOutput(stripIds, output),
  });
  return [
    choice(MASTER_STRIP, words.master, MASTER_STRIP),
    ...outputTargets(document, stripId).map((bus) => choice(bus.id, bus.name, bus.id, bus.color)),
    { id: 'new-bus', title: words.newBus, onAction: () => busFor(stripIds) },
    { kind: 'separator', id: 's1' },
    ...PAIRS.map((pair) => choice(`pair-${pair}`, words.hardware(pair), `${HARDWARE_OUTPUT}${pair}`)),
    choice('none', words.none, null),
  ];
}

export const Output = memo(function Output({
  stripId,
  stripName,
  tabIndex,
}: {
  stripId: string;
  stripName: string;
  tabIndex: number;
}) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [menu, setMenu] = useState<MenuEntry[] | null>(null);
  const output = useDocument((document) => document.strips[stripId]?.output ?? null);
  const text = useDocument((document) => outputText(document, output));
  return (
    <div className="strip-output">
      <button
        type="button"
        ref={anchor}
        tabIndex={tabIndex}
        data-control="output"
        data-plain={output === MASTER_STRIP || undefined}
        aria-label={words.of(stripName, text)}
        aria-haspopup="menu"
        aria-expanded={menu !== null}
        data-help={words.help}
        data-help-name={words.of(stripName, text)}
        onClick={() => setMenu(outputMenu(stripId))}
      >
        <i aria-hidden="true" />
        <span>{text}</span>
      </button>
      {menu && <ContextMenu anchor={anchor} label={words.title} items={menu} onClose={() => setMenu(null)} />}
    </div>
  );
});
