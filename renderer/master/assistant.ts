/** The assistant's proposal as the panel holds it: asked for, changed value by value, and put in as one step. */
import { useSyncExternalStore } from 'react';
import { type Proposal, proposalSchema } from '../../audio-engine/protocol/index.ts';
import { putChain, stateForNewChain } from '../../audio-engine/session/index.ts';
import { assistantWords } from '../../audio-engine/words/index.ts';
import { chosenCurve } from '../references/index.ts';
import { run, select, shownDocument, studio } from '../state/index.ts';
import { cancelJob, followJob, type RunningJob } from './room-job.ts';

interface State {
  open: boolean;
  running: RunningJob | null;
  proposal: Proposal | null;
  /** Modules that stay out, by their part. */
  out: ReadonlySet<string>;
  /** Values changed by hand since it was proposed. */
  changed: boolean;
  /** The state it was put into; null while it is only shown. */
  putInto: string | null;
  referenceId: string | null;
}

const EMPTY: State = {
  open: false,
  running: null,
  proposal: null,
  out: new Set(),
  changed: false,
  putInto: null,
  referenceId: null,
};

let present = EMPTY;
let started = false;
const listeners = new Set<() => void>();

function show(next: Partial<State>): void {
  present = { ...present, ...next };
  for (const listener of listeners) listener();
}

function start(): void {
  if (started) return;
  started = true;
  studio().on('studio.reset', () => show(EMPTY));
}

export function useAssistant(): State {
  return useSyncExternalStore(
    (listener) => {
      start();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => present,
  );
}

/** Opens the panel, asking for a proposal where there is none yet; or closes it. */
export function toggleAssistant(): void {
  start();
  if (present.open) {
    show({ open: false });
    return;
  }
  show({ open: true });
  // An open module would take the panel's place.
  select({ effect: null });
  if (!present.proposal && !present.running) void propose();
}

export async function propose(): Promise<void> {
  if (present.running) return;
  show({ running: { jobId: '', progress: 0, sentence: '' } });
  const { referenceId } = present;
  const proposal = await followJob(
    () => studio().invoke('master.propose', { referenceId, targetName: null, curve: chosenCurve() }),
    proposalSchema,
    (running) => show({ running }),
  );
  show({
    running: null,
    ...(proposal ? { proposal, out: new Set<string>(), changed: false, putInto: null } : {}),
  });
}

export function cancelProposal(): void {
  cancelJob(present.running);
}

export function chooseReference(referenceId: string | null): void {
  if (referenceId === present.referenceId) return;
  show({ referenceId });
  if (present.proposal) void propose();
}

/** One value as a hand sets it, before the chain is put in. */
export function setValue(part: string, parameterId: string, value: number): void {
  const { proposal } = present;
  if (!proposal) return;
  const modules = proposal.modules.map((module) =>
    module.part === part
      ? {
          ...module,
          parameters: { ...module.parameters, [parameterId]: value },
          values: module.values.map((one) => (one.parameterId === parameterId ? { ...one, value } : one)),
        }
      : module,
  );
  show({ proposal: { ...proposal, modules }, changed: true });
}

export function setModuleIn(part: string, isIn: boolean): void {
  const out = new Set(present.out);
  if (isIn) out.delete(part);
  else out.add(part);
  show({ out, changed: true });
}

/** One step: into a state of its own, so that what was heard stays. */
export async function putIn(): Promise<void> {
  const { proposal, out } = present;
  if (!proposal) return;
  const document = shownDocument();
  const state = stateForNewChain(document);
  const inserts = proposal.modules.filter(({ part }) => !out.has(part));
  const step = putChain(
    document,
    inserts,
    inserts.map(() => crypto.randomUUID()),
    state,
  );
  if (await run(step.id, step.payload, assistantWords.putIn(state))) show({ putInto: state });
}
