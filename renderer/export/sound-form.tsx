/** Which sound is written, at which level, rate and dither. */
import { EXPORT_RATES } from '../../audio-engine/protocol/index.ts';
import { decibels, mixingWords, exportWords as words } from '../../audio-engine/words/index.ts';
import { Segmented, Select } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import type { ExportFormState, What } from './settings.ts';

const shared = mixingWords.export;

export function SoundForm({ form, all }: { form: ExportFormState; all: boolean }) {
  const { settings, target } = form;
  const sessionRate = useDocument((document) => document.session.sampleRate);
  const aim =
    settings.what !== 'master'
      ? shared.asItIs
      : target && settings.toTarget
        ? target.lufs === null
          ? shared.toCeiling(decibels(target.ceilingDbtp))
          : shared.toLevel(decibels(target.lufs), decibels(target.ceilingDbtp))
        : shared.chainLevel;
  return (
    <>
      <Segmented<What>
        size="small"
        label={shared.what}
        value={settings.what}
        options={[
          { value: 'master', title: shared.master },
          { value: 'mix', title: shared.mix },
          ...(all ? [{ value: 'premaster' as const, title: words.premaster }] : []),
          { value: 'stems', title: shared.stems },
        ]}
        help={words.whatHelp}
        onChange={form.setWhat}
      />
      {settings.what === 'master' && target && (
        <Segmented
          size="small"
          label={shared.level}
          value={settings.toTarget ? 'target' : 'chain'}
          options={[
            { value: 'target', title: shared.levelTarget },
            { value: 'chain', title: shared.levelChain },
          ]}
          help={shared.levelHelp}
          onChange={(value) => form.setToTarget(value === 'target')}
        />
      )}
      <div className="export-note">{aim}</div>
      <div className="export-row">
        <Select
          label={shared.rate}
          value={String(settings.sampleRate ?? 'session')}
          options={[
            { value: 'session', title: shared.sessionRate(sessionRate / 1000) },
            ...EXPORT_RATES.filter((rate) => rate !== sessionRate).map((rate) => ({
              value: String(rate),
              title: `${rate / 1000} kHz`,
            })),
          ]}
          help={shared.rateHelp}
          onChange={(rate) => form.setSampleRate(rate === 'session' ? null : Number(rate))}
        />
        {all && (
          <Select
            label={words.dither}
            value={settings.dither ?? 'tpdf'}
            options={[
              { value: 'tpdf', title: words.ditherPlain },
              { value: 'shaped', title: words.ditherShaped },
            ]}
            help={words.ditherHelp}
            onChange={form.setDither}
          />
        )}
      </div>
    </>
  );
}
