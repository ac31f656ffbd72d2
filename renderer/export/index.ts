/** The face of delivery: the panel of the master room, the dialog, targets and measured figures. */
export { Tick } from './chip.tsx';
export { DeliveryPanel } from './delivery-panel.tsx';
export { ExportDialog } from './export-dialog.tsx';
export { FormatTable } from './format-table.tsx';
export { type Exported, type Measured, measurementSchema, readExported } from './measured.ts';
export { chooseTarget, type Target, useTarget, useTargets } from './targets.ts';
