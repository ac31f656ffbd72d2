/**
 * The renderer's copy of the document, as pure functions: what the studio confirmed, own commands that are
 * still on their way re-applied on top, and the overlay of gestures on top of those. Views read `shown`.
 */

import { freeze } from '@reduxjs/toolkit';
import type { CommandMessage, EventPayload, Patch, StudioState } from '../../audio-engine/protocol/index.ts';
import {
  applyCommand,
  applyPatches,
  createDocument,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';

export interface PendingCommand {
  tag: string;
  command: CommandMessage;
  /** Set when the studio has answered; the entry goes when the patches of that revision are here. */
  acknowledgedAt: number | null;
}

export interface Replica {
  loaded: boolean;
  revision: number;
  confirmed: SessionDocument;
  pending: readonly PendingCommand[];
  overlays: Readonly<Record<string, readonly Patch[]>>;
  shown: SessionDocument;
  undoName: string | null;
  redoName: string | null;
  folder: string | null;
  readOnly: string | null;
  onDiskAtMs: number | null;
  notices: readonly string[];
}

export function emptyReplica(): Replica {
  const document = createDocument({
    id: 'none',
    name: 'Untitled',
    sampleRate: 48000,
    createdAt: '1970-01-01T00:00:00.000Z',
  });
  return {
    loaded: false,
    revision: -1,
    confirmed: document,
    pending: [],
    overlays: {},
    shown: document,
    undoName: null,
    redoName: null,
    folder: null,
    readOnly: null,
    onDiskAtMs: null,
    notices: [],
  };
}

/** Re-applies pending commands and overlays; one that no longer fits is left out of the picture, not of the list. */
function withShown(replica: Replica): Replica {
  let shown = replica.confirmed;
  for (const { command } of replica.pending) {
    try {
      shown = applyCommand(shown, command).document;
    } catch {
      // The studio decides; its refusal arrives with a reason and removes the entry.
    }
  }
  for (const patches of Object.values(replica.overlays)) {
    try {
      shown = applyPatches(shown, patches);
    } catch {
      // What the gesture held is gone (deleted elsewhere); its commit will be refused with a reason.
    }
  }
  return { ...replica, shown };
}

export function adoptState(replica: Replica, state: StudioState, keepPending: boolean): Replica {
  return withShown({
    ...replica,
    loaded: true,
    revision: state.revision,
    // Frozen, so that selectors may remember lists by identity.
    confirmed: freeze(state.document as unknown as SessionDocument, true),
    pending: keepPending
      ? replica.pending.filter((p) => p.acknowledgedAt === null || p.acknowledgedAt > state.revision)
      : [],
    overlays: keepPending ? replica.overlays : {},
    undoName: state.undoName,
    redoName: state.redoName,
    folder: state.folder,
    readOnly: state.readOnly,
    onDiskAtMs: state.onDiskAtMs,
    notices: state.notices,
  });
}

/** `gap` means a revision was missed: ask for the whole state. Old news is ignored. */
export function takePatches(
  replica: Replica,
  event: EventPayload<'studio.patches'>,
): { replica: Replica; gap: boolean } {
  if (!replica.loaded || event.revision <= replica.revision) return { replica, gap: false };
  if (event.fromRevision !== replica.revision) return { replica, gap: true };
  let confirmed: SessionDocument;
  try {
    confirmed = applyPatches(replica.confirmed, event.patches);
  } catch {
    return { replica, gap: true };
  }
  const next = withShown({
    ...replica,
    revision: event.revision,
    confirmed,
    pending: replica.pending.filter(
      (p) => p.tag !== event.clientTag && (p.acknowledgedAt === null || p.acknowledgedAt > event.revision),
    ),
    undoName: event.undoName,
    redoName: event.redoName,
  });
  return { replica: next, gap: false };
}

export function addPending(
  replica: Replica,
  tag: string,
  command: CommandMessage,
  endsGesture?: string,
): Replica {
  const overlays = { ...replica.overlays };
  if (endsGesture !== undefined) delete overlays[endsGesture];
  return withShown({
    ...replica,
    overlays,
    pending: [...replica.pending, { tag, command, acknowledgedAt: null }],
  });
}

export function acknowledge(replica: Replica, tag: string, revision: number): Replica {
  if (!replica.pending.some((p) => p.tag === tag)) return replica;
  const pending =
    revision <= replica.revision
      ? replica.pending.filter((p) => p.tag !== tag)
      : replica.pending.map((p) => (p.tag === tag ? { ...p, acknowledgedAt: revision } : p));
  return withShown({ ...replica, pending });
}

export function dropPending(replica: Replica, tag: string): Replica {
  if (!replica.pending.some((p) => p.tag === tag)) return replica;
  return withShown({ ...replica, pending: replica.pending.filter((p) => p.tag !== tag) });
}

/** Null ends the gesture's overlay. */
export function setOverlay(replica: Replica, gesture: string, patches: readonly Patch[] | null): Replica {
  const overlays = { ...replica.overlays };
  if (patches === null) {
    if (!(gesture in overlays)) return replica;
    delete overlays[gesture];
  } else overlays[gesture] = patches;
  return withShown({ ...replica, overlays });
}
