/** A master on one page, for the client or the label. */
export type { MasterSource } from '../service-master.ts';
export { runReport } from './jobs.ts';
export { makeReport, type ReportJob, type ReportResult } from './make-report.ts';
