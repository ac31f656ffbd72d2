/** The patches from one document to another, as deep as things have ids: a restored version is one ordinary step. */
import { enablePatches, produceWithPatches } from 'immer';
import type { DocumentPatch, SessionDocument } from '../session/index.ts';

enablePatches();

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function become(draft: Tree, wanted: Tree): void {
  for (const key of Object.keys(draft)) if (!Object.hasOwn(wanted, key)) delete draft[key];
  for (const [key, value] of Object.entries(wanted)) {
    const there = draft[key];
    if (isTree(there) && isTree(value)) become(there, value);
    else if (JSON.stringify(there) !== JSON.stringify(value)) draft[key] = value;
  }
}

export function restorePatches(
  from: SessionDocument,
  wanted: SessionDocument,
): { document: SessionDocument; patches: DocumentPatch[]; inverse: DocumentPatch[] } {
  const [document, patches, inverse] = produceWithPatches(from, (draft) => {
    become(draft as unknown as Tree, wanted as unknown as Tree);
  });
  return { document, patches: patches as DocumentPatch[], inverse: inverse as DocumentPatch[] };
}
