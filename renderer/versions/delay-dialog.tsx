/** A track's delay in samples and in milliseconds, and what its inserts and the whole session take: typed or by keys. */
import { type KeyboardEvent, useState } from 'react';
import { type Id, stripName } from '../../audio-engine/session/index.ts';
import { routingWords, trackMemoryWords as words } from '../../audio-engine/words/index.ts';
import { Dialog, TextField } from '../controls/index.ts';
import { run, useDocument, useStatus } from '../state/index.ts';

const MINUS = '−';

function msText(samples: number, sampleRate: number): string {
  const ms = (samples / sampleRate) * 1000;
  const text = Math.abs(ms).toFixed(2);
  return `${ms < 0 && Number(text) !== 0 ? MINUS : ''}${text}`;
}

const samplesText = (samples: number): string => `${samples < 0 ? MINUS : ''}${Math.abs(samples)}`;

/** What was typed, with either minus and either decimal sign; undefined where it is no number. */
export function typedNumber(text: string): number | undefined {
  const clean = text
    .trim()
    .replace(MINUS, '-')
    .replace(',', '.')
    .replace(/\s*(ms|samples?)$/i, '');
  const value = Number(clean);
  return clean === '' || !Number.isFinite(value) ? undefined : value;
}

/** One of the two fields: what is typed is kept with Enter or when it is left; arrow keys step at once. */
function DelayField(props: {
  label: string;
  shown: string;
  stepSamples: number;
  samples: number;
  read: (value: number) => number;
  autoFocus?: boolean;
  onChange: (samples: number) => void;
}) {
  const { label, shown, stepSamples, samples, read, autoFocus = false, onChange } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const value = draft === null ? undefined : typedNumber(draft);
  const keep = () => {
    if (value !== undefined) onChange(read(value));
    if (draft === null || value !== undefined) setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const by = stepSamples * (event.shiftKey ? 10 : 1);
    setDraft(null);
    onChange(samples + (event.key === 'ArrowUp' ? by : -by));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field inside is the control; its arrow keys are caught on their way up
    <div className="delay-field" onKeyDown={onKeyDown} onBlur={keep}>
      <TextField
        label={label}
        value={draft ?? shown}
        onChange={setDraft}
        onCommit={keep}
        autoFocus={autoFocus}
        error={draft !== null && value === undefined ? words.wrong : null}
      />
    </div>
  );
}

export function DelayDialog({ stripId, onClose }: { stripId: Id; onClose: () => void }) {
  const { name, track, sampleRate } = useDocument((d) => ({
    name: stripName(d, stripId),
    track: d.tracks[stripId],
    sampleRate: d.session.sampleRate,
  }));
  const engine = useStatus((s) => s.engine);
  const at = engine?.layout.stripIds.indexOf(stripId) ?? -1;
  const strip = at < 0 ? undefined : engine?.stripLatencySamples?.[at];
  const total = engine?.latencySamples;
  const latency = (samples: number | undefined) =>
    samples === undefined
      ? words.unknownLatency
      : routingWords.strip.latency(samples, msText(samples, sampleRate));
  const samples = track?.delaySamples ?? 0;
  const set = (to: number) => {
    // As far as the document lets it go: a minute either way.
    const most = 60 * sampleRate;
    const delaySamples = Math.max(-most, Math.min(most, Math.round(to)));
    if (delaySamples !== samples) void run('track.delay', { trackId: stripId, delaySamples });
  };
  return (
    <Dialog isOpen width={380} title={words.delayTitle(name)} onClose={onClose} className="delay-dialog">
      <div className="dialog-stack">
        {track && (
          <>
            <div className="delay-fields">
              <DelayField
                label={words.delayMs}
                shown={msText(samples, sampleRate)}
                stepSamples={sampleRate / 10_000}
                samples={samples}
                read={(ms) => (ms / 1000) * sampleRate}
                autoFocus
                onChange={set}
              />
              <DelayField
                label={words.delaySamples}
                shown={samplesText(samples)}
                stepSamples={1}
                samples={samples}
                read={(value) => value}
                onChange={set}
              />
            </div>
            <p className="dialog-text">
              {words.delayText} {words.delayKeys}
            </p>
          </>
        )}
        <dl className="delay-latency">
          <dt>{words.stripLatency}</dt>
          <dd>{latency(strip)}</dd>
          <dt>{words.totalLatency}</dt>
          <dd>{latency(total)}</dd>
        </dl>
        <p className="dialog-text">{words.compensated}</p>
      </div>
    </Dialog>
  );
}
