/** What a dragged insert carries between slots of this window. */
import { copyInsert, type InsertRef, moveInsert } from './insert-actions.ts';

const TYPE = 'application/x-threshold-insert';

export function startInsertDrag(transfer: DataTransfer, ref: InsertRef): void {
  transfer.setData(TYPE, JSON.stringify(ref));
  transfer.effectAllowed = 'copyMove';
}

export function carriesInsert(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes(TYPE) ?? false;
}

export function dropInsert(transfer: DataTransfer, toStripId: string, index: number, copy: boolean): void {
  const ref = readRef(transfer.getData(TYPE));
  if (!ref) return;
  if (copy) copyInsert(ref, toStripId, index);
  else moveInsert(ref, toStripId, index);
}

function readRef(text: string): InsertRef | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { stripId, effectId } = value as Record<string, unknown>;
    return typeof stripId === 'string' && typeof effectId === 'string' ? { stripId, effectId } : undefined;
  } catch {
    return undefined;
  }
}
