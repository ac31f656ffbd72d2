/** Measures the mix or the master over the whole song without writing a file: the master view's loudness history. */
import { loadKernels } from '../kernels/index.ts';
import { AudioMeter, type LoudnessHistory, type Measurement } from '../measure/index.ts';
import { renderOffline } from '../render/index.ts';
import { MASTER_STRIP, type SessionDocument, sessionEndSample } from '../session/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';

export interface SongAnalysis {
  measurement: Measurement;
  history: LoudnessHistory;
  notices: string[];
}

export interface AnalyseJob {
  document: SessionDocument;
  folder: string;
  /** With or without the master's final limiter. */
  what: 'mix' | 'master';
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

export async function analyseSong(job: AnalyseJob): Promise<SongAnalysis> {
  const { document, folder, what, signal } = job;
  if (sessionEndSample(document) === 0) throw new ThresholdError(deliveryWords.emptySession);
  const meter = new AudioMeter({ sampleRate: document.session.sampleRate, channels: 2 }, loadKernels());
  const { notices } = await renderOffline({
    document,
    folder,
    outputs: [MASTER_STRIP],
    limiter: what === 'master',
    range: null,
    ...(signal && { signal }),
    onProgress: (fraction) => job.onProgress?.(fraction, deliveryWords.step.listening),
    onBlock: (blocks, frames) => meter.push(blocks[0]!, frames),
  });
  const history = meter.history();
  return { measurement: meter.finish(), history, notices };
}
