/** What a dragged send carries between strips of this window. */
import { giveSend, type SendRef } from './send-actions.ts';

const TYPE = 'application/x-threshold-send';

export function startSendDrag(transfer: DataTransfer, ref: SendRef): void {
  transfer.setData(TYPE, JSON.stringify(ref));
  transfer.effectAllowed = 'copyMove';
}

export function carriesSend(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes(TYPE) ?? false;
}

export function dropSend(transfer: DataTransfer, toStripId: string, copy: boolean): void {
  const ref = readRef(transfer.getData(TYPE));
  if (ref) giveSend(ref, toStripId, copy);
}

function readRef(text: string): SendRef | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { stripId, sendId } = value as Record<string, unknown>;
    return typeof stripId === 'string' && typeof sendId === 'string' ? { stripId, sendId } : undefined;
  } catch {
    return undefined;
  }
}
