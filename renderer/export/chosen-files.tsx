/** The files that are chosen, each at a rate of its own or at the one for all; one format may be there at several. */
import {
  EXPORT_RATES,
  type FileSpec,
  fileRate,
  fileSpec,
  formatTitle,
  parseFileSpec,
} from '../../audio-engine/protocol/index.ts';
import { exportWords as words } from '../../audio-engine/words/index.ts';
import { IconButton, Select } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import type { ExportFormState } from './settings.ts';

const SHARED = 'shared';

export function ChosenFiles({ form }: { form: ExportFormState }) {
  const { settings, replaceFile } = form;
  const sessionRate = useDocument((document) => document.session.sampleRate);
  const forAll = settings.sampleRate ?? sessionRate;
  const files = settings.formats.map((spec) => parseFileSpec(spec)!);
  const rateOf = ({ file, sampleRate }: FileSpec): number => fileRate(file, sampleRate ?? forAll);
  const ratesFor = ({ file }: FileSpec): number[] =>
    EXPORT_RATES.filter((rate) => fileRate(file, rate) === rate);
  /** A rate at which this format is not written yet. */
  const another = (one: FileSpec): number | undefined => {
    const taken = files
      .filter(({ file }) => formatTitle(file) === formatTitle(one.file))
      .map((file) => rateOf(file));
    return ratesFor(one).find((rate) => !taken.includes(rate));
  };
  return (
    <ul className="chosen-files" aria-label={words.chosen}>
      {files.map((one, index) => {
        const title = formatTitle(one.file);
        const next = another(one);
        return (
          <li key={fileSpec(one)}>
            <span>{title}</span>
            <Select
              label={words.rateOf(title)}
              value={one.sampleRate === null ? SHARED : String(one.sampleRate)}
              options={[
                { value: SHARED, title: words.rateForAll(fileRate(one.file, forAll) / 1000) },
                ...ratesFor(one).map((rate) => ({ value: String(rate), title: `${rate / 1000} kHz` })),
              ]}
              help={words.rateOfHelp}
              onChange={(rate) =>
                replaceFile(index, { ...one, sampleRate: rate === SHARED ? null : Number(rate) })
              }
            />
            <IconButton
              icon="plus"
              label={words.anotherRate(title)}
              help={words.anotherRateHelp}
              isDisabled={next === undefined}
              onPress={() => next !== undefined && replaceFile(index, one, { ...one, sampleRate: next })}
            />
            <IconButton icon="close" label={words.removeFile(title)} onPress={() => replaceFile(index)} />
          </li>
        );
      })}
    </ul>
  );
}
