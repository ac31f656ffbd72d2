/** All formats with their settings as switches: any number of files at once. */
import {
  AAC_RATES,
  type FileFormat,
  FORMAT_NAMES,
  type FormatName,
  formatSpec,
  formatTitle,
  OPUS_RATES,
} from '../../audio-engine/protocol/index.ts';
import { formatWords, exportWords as words } from '../../audio-engine/words/index.ts';
import { Chip } from './chip.tsx';

const CHOICES: Record<FormatName, readonly FileFormat[]> = {
  wav: [
    { format: 'wav', bits: '16' },
    { format: 'wav', bits: '24' },
    { format: 'wav', bits: '32f' },
  ],
  aiff: [
    { format: 'aiff', bits: '16' },
    { format: 'aiff', bits: '24' },
    { format: 'aiff', bits: '32f' },
  ],
  flac: [
    { format: 'flac', bits: '16' },
    { format: 'flac', bits: '24' },
  ],
  mp3: ([320, 256, 192, 128, 'v0'] as const).map((kbps) => ({ format: 'mp3', kbps })),
  aac: AAC_RATES.filter((kbps) => kbps !== 160).map((kbps) => ({ format: 'aac', kbps })),
  vorbis: ([9, 8, 6, 5, 2] as const).map((quality) => ({ format: 'vorbis', quality })),
  opus: OPUS_RATES.filter((kbps) => kbps >= 96 && kbps < 320 && kbps !== 192).map((kbps) => ({
    format: 'opus',
    kbps,
  })),
};

/** What tells it from the others of its row. */
function short(file: FileFormat): string {
  if ('bits' in file) return file.bits === '32f' ? '32 float' : file.bits;
  if (file.format === 'vorbis') return `q${file.quality}`;
  return typeof file.kbps === 'string' ? file.kbps.toUpperCase() : String(file.kbps);
}

export function FormatTable(props: { chosen: readonly string[]; onToggle: (spec: string) => void }) {
  const { chosen, onToggle } = props;
  return (
    <div className="format-table">
      {FORMAT_NAMES.map((name) => (
        <fieldset className="format-row" key={name} aria-label={formatWords.titles[name]}>
          <span className="format-name" data-help={formatWords.purpose[name]}>
            {formatWords.titles[name]}
          </span>
          <span className="format-choices">
            {CHOICES[name].map((file) => {
              const spec = formatSpec(file);
              return (
                <Chip
                  key={spec}
                  label={words.chip(formatTitle(file))}
                  help={formatWords.purpose[name]}
                  isOn={chosen.includes(spec)}
                  onChange={() => onToggle(spec)}
                >
                  {short(file)}
                </Chip>
              );
            })}
          </span>
        </fieldset>
      ))}
    </div>
  );
}
