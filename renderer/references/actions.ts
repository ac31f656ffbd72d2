/** What keys and the palette do with references and playback systems, in every view; and the blind test. */
import { useSyncExternalStore } from 'react';
import { orderedReferences, type Reference } from '../../audio-engine/session/index.ts';
import { listeningWords as words } from '../../audio-engine/words/index.ts';
import { type ActionHandlers, useActions } from '../commands/index.ts';
import { answerBlindTest, type BlindTest, startBlindTest } from '../editors/index.ts';
import { listenState, setListen } from '../monitor/index.ts';
import { failureFrom, openDialog, showFailure, showNote, shownDocument, studio } from '../state/index.ts';
import { measure } from './measured.ts';

/** Systems that have a key of their own, in its order: Alt+1 to Alt+9. */
export const SYSTEM_KEYS = [
  'phone',
  'laptop',
  'earbuds',
  'car',
  'club',
  'kitchen',
  'small-monitor',
  'headphones',
  'low-level',
] as const;

export function chosenReference(): Reference | undefined {
  const { chosen, reference } = listenState();
  const list = orderedReferences(shownDocument());
  return list.find(({ id }) => id === (reference ?? chosen)) ?? list[0];
}

export function hearMaster(): void {
  setListen({ reference: null, file: null });
}

export function hearReference(id: string): void {
  setListen({ reference: id, chosen: id, file: null });
}

/** T: the chosen reference and back. */
export function toggleReference(): void {
  const reference = chosenReference();
  if (listenState().reference !== null) hearMaster();
  else if (reference) hearReference(reference.id);
  else showNote(words.noneYetNext);
}

export function hearSystem(id: string | null): void {
  setListen({ systemId: listenState().systemId === id ? null : id });
}

export async function addReferences(): Promise<void> {
  try {
    const answer = await studio().invoke('dialog.open', { kind: 'audio', title: words.addTitle });
    if (answer.unsupported) openDialog('files', 'reference');
    else if (answer.paths?.length) await studio().invoke('reference.import', { paths: answer.paths });
  } catch (error) {
    showFailure(failureFrom(error));
  }
}

// The blind test: X is side 1 of `BlindTest`; where that is the processed one, X is the reference.
let test: { blind: BlindTest; referenceId: string; hearing: 'master' | 'reference' | 'x' } | null = null;
const listeners = new Set<() => void>();

function change(next: typeof test): void {
  test = next;
  for (const listener of listeners) listener();
}

export function useBlindX(): typeof test {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => test,
  );
}

export function startBlindX(): void {
  const reference = chosenReference();
  if (!reference) {
    showNote(words.blindNeedsReference);
    return;
  }
  change({ blind: startBlindTest(Math.random()), referenceId: reference.id, hearing: 'x' });
  setListen({ chosen: reference.id, blind: true });
  hearBlindX('x');
}

export function hearBlindX(what: 'master' | 'reference' | 'x'): void {
  if (!test) return;
  const reference = what === 'reference' || (what === 'x' && test.blind.processed === '1');
  change({ ...test, hearing: what });
  setListen({ reference: reference ? test.referenceId : null, blind: true });
}

/** Says what X was; another X follows. */
export function answerBlindX(isReference: boolean): void {
  if (!test) return;
  const blind = answerBlindTest(test.blind, isReference ? '1' : '2', Math.random());
  change({ ...test, blind });
  hearBlindX('x');
}

export function endBlindX(): void {
  change(null);
  setListen({ reference: null, blind: false });
}

/** Handlers that are there in every view. */
export function useListenActions(): void {
  const handlers: ActionHandlers = {
    'reference.toggle': { run: toggleReference, isOn: () => listenState().reference !== null },
    'reference.import': () => void addReferences(),
    'reference.blind': { run: () => (test ? endBlindX() : startBlindX()), isOn: () => test !== null },
    'reference.place': () => setListen({ at: listenState().at === 'step' ? 'marker' : 'step' }),
    'reference.measure': () => void measure(null),
    'system.straight': () => setListen({ systemId: null }),
  };
  for (let n = 1; n <= 9; n++) {
    const id = `reference.${n}` as 'reference.1';
    handlers[id] = {
      run: () => {
        const reference = orderedReferences(shownDocument())[n - 1];
        if (reference) hearReference(reference.id);
      },
      isEnabled: () => orderedReferences(shownDocument()).length >= n,
    };
    const system = SYSTEM_KEYS[n - 1]!;
    handlers[`system.${n}` as 'system.1'] = {
      run: () => hearSystem(system),
      isOn: () => listenState().systemId === system,
    };
  }
  for (const id of ['phone-stereo', 'nearfield', 'tv'] as const)
    handlers[`system.${id}`] = { run: () => hearSystem(id), isOn: () => listenState().systemId === id };
  useActions(handlers);
}
