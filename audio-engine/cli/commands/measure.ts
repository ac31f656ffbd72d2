/** Measures an audio file: loudness after BS.1770-5 and EBU Tech 3341/3342, peaks, correlation. */
import { measureAudio } from '../../measure/index.ts';
import { openAudio } from '../../media/index.ts';
import { cliWords } from '../../words/index.ts';
import type { CliCommand } from '../command.ts';

const { figure, measured: labels } = cliWords;

export const command: CliCommand = {
  name: 'measure',
  positionals: ['FILE'],
  options: {},
  async run(context) {
    const source = await openAudio(context.path(context.args.positionals[0]!));
    try {
      const { history: _history, ...figures } = await measureAudio(source, { signal: context.io.signal });
      for (const notice of source.notices) context.notice(notice);
      const lines: [string, string][] = [
        [labels.integratedLufs, figure(figures.integratedLufs, 1, 'LUFS')],
        [labels.loudnessRangeLu, figure(figures.loudnessRangeLu, 1, 'LU')],
        [labels.maxMomentaryLufs, figure(figures.maxMomentaryLufs, 1, 'LUFS')],
        [labels.maxShortTermLufs, figure(figures.maxShortTermLufs, 1, 'LUFS')],
        [labels.truePeakDbtp, figure(figures.truePeakDbtp, 2, 'dBTP')],
        [labels.samplePeakDbfs, figure(figures.samplePeakDbfs, 2, 'dBFS')],
        [labels.plrDb, figure(figures.plrDb, 1, 'dB')],
        [labels.correlation, figure(figures.correlation, 2, '')],
        [labels.durationSeconds, figure(figures.durationSeconds, 2, 's')],
        [labels.sampleRate, `${figures.sampleRate} Hz`],
        [labels.channels, String(figures.channels)],
        [labels.bitDepth, figures.bitDepth === null ? labels.noBitDepth : String(figures.bitDepth)],
      ];
      context.answer(figures, () => lines.map(([label, value]) => `${label.padEnd(24)}${value}`));
    } finally {
      source.close();
    }
  },
};
