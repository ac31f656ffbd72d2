/** A service: what it turns, what its first codec leaves of the peaks, and how it sounds; opened, all that is known. */
import type { CodecResult, Service, ServicePlay, ServicesReport } from '../../audio-engine/protocol/index.ts';
import { formatTitle, parseFormatSpec } from '../../audio-engine/protocol/index.ts';
import {
  decibels,
  gainRuleShort,
  gainRuleText,
  playedText,
  signedDecibels,
  servicesWords as words,
} from '../../audio-engine/words/index.ts';
import { Icon } from '../controls/index.ts';
import { fileOf, hear, isHeard, useServices } from './state.ts';

/** Above this a peak is near full scale. */
const NEAR_DBTP = -0.35;
/** The scale of gains. */
const LEAST_DB = -8;
const MOST_DB = 2;

export type PeakState = 'over' | 'near' | 'fine' | 'none';

export function peakState(codec: Pick<CodecResult, 'truePeakDbtp'> | undefined): PeakState {
  const peak = codec?.truePeakDbtp ?? null;
  if (peak === null) return 'none';
  return peak > 0 ? 'over' : peak > NEAR_DBTP ? 'near' : 'fine';
}

/** What libvorbis's qualities come to, as services call them, kbit/s. */
const VORBIS_KBPS: Record<number, number> = { 2: 96, 4: 128, 5: 160, 6: 192, 8: 256, 9: 320, 10: 500 };

/** `Vorbis 320`, `AAC 256`, `FLAC 24 bit`. */
export function shortTitle(spec: string): string {
  const file = parseFormatSpec(spec);
  if (!file) return spec;
  const kbps = file.format === 'vorbis' ? VORBIS_KBPS[file.quality] : undefined;
  return kbps ? `Vorbis ${kbps}` : formatTitle(file).replace(' kbps', '').replace('Ogg ', '');
}

const place = (db: number): number =>
  (Math.max(LEAST_DB, Math.min(MOST_DB, db)) - LEAST_DB) / (MOST_DB - LEAST_DB);

/** From no gain to what it applies; a point where there is none. */
function GainBar({ gainDb }: { gainDb: number }) {
  const zero = place(0) * 100;
  const at = place(gainDb) * 100;
  return (
    <span className="gain-bar" aria-hidden="true">
      {Math.abs(gainDb) < 0.05 ? (
        <i className="gain-none" style={{ left: `${zero}%` }} />
      ) : (
        <i style={{ left: `${Math.min(zero, at)}%`, width: `${Math.abs(at - zero)}%` }} />
      )}
    </span>
  );
}

export function Peak({ codec }: { codec: CodecResult | undefined }) {
  const state = peakState(codec);
  const unit = state === 'over' ? words.over : state === 'near' ? words.near : 'dBTP';
  return (
    <span className="service-peak" data-peak={state}>
      <b>{codec?.truePeakDbtp == null ? words.unmeasured : signedPeak(codec.truePeakDbtp)}</b>
      <small>{state === 'none' ? '' : unit}</small>
    </span>
  );
}

export const signedPeak = (db: number | null): string =>
  db !== null && db > 0 ? signedDecibels(db, 2) : decibels(db, 2);

function spoken(service: Service, play: ServicePlay | undefined, codec: CodecResult | undefined): string {
  const first = shortTitle(service.codecs[0]!);
  if (!play) return `${service.name}, ${first}, ${gainRuleText(service.rule)}`;
  const peak =
    codec?.truePeakDbtp == null ? '' : `, ${words.codecLine(first, decibels(codec.truePeakDbtp, 2), null)}`;
  return `${service.name}, ${playedText(play, service.rule)}${peak}`;
}

export function EarButton({ name, file }: { name: string; file: ReturnType<typeof fileOf> }) {
  const { file: heard } = useServices();
  const on = isHeard(file, heard);
  return (
    <button
      type="button"
      className="icon-button service-ear"
      aria-label={on ? words.stopHearing : words.hear(name)}
      aria-pressed={on}
      disabled={file === null}
      data-help={words.hearHelp}
      data-help-name={words.hear(name)}
      onClick={() => hear(on ? null : file)}
    >
      <Icon name="ear" size={15} />
    </button>
  );
}

export interface ServiceRowProps {
  service: Service;
  report: ServicesReport | null;
  open: boolean;
  onOpen(): void;
}

export function ServiceRow({ service, report, open, onOpen }: ServiceRowProps) {
  const { file: heard } = useServices();
  const codecOf = (spec: string): CodecResult | undefined =>
    report?.codecs.find((codec) => codec.spec === spec);
  const codec = codecOf(service.codecs[0]!);
  const play = report?.plays.find(({ id }) => id === service.id);
  const off = play?.gain.offLu ?? null;
  const file = report && play ? fileOf(report, play, codec) : null;
  const source = words.sourceOf(service.source, service.grade, service.asOf);
  return (
    <li className="service" data-open={open || undefined} data-heard={isHeard(file, heard) || undefined}>
      <div className="service-row">
        <button
          type="button"
          className="service-main"
          aria-expanded={open}
          aria-label={spoken(service, play, codec)}
          data-help={`${service.note} ${source}`}
          data-help-name={service.name}
          onClick={onOpen}
        >
          <span className="service-name">
            <b>{service.name}</b>
            <small>
              {shortTitle(service.codecs[0]!)} · {gainRuleShort(service.rule)}
            </small>
          </span>
          <span className="service-gain">
            <b>
              {!play ? words.unmeasured : off === null ? signedGain(play.gain.gainDb) : signedDecibels(off)}
              {play && <small> {off === null ? 'dB' : 'LU off'}</small>}
            </b>
            {play && off === null && <GainBar gainDb={play.gain.gainDb} />}
          </span>
          <Peak codec={codec} />
        </button>
        <EarButton name={service.name} file={file} />
      </div>
      {open && (
        <div className="service-detail">
          <p>
            {gainRuleText(service.rule)}
            {service.rule.kind !== 'none' && `; ${words.album[service.album]}`}.
            {play && ` ${playedText(play, service.rule)}.`}
          </p>
          {service.gate === 'dialogue' && (
            <p className="service-warning">
              <Icon name="warning" size={12} /> {words.dialogueWarning}
            </p>
          )}
          <ul className="codec-list" aria-label={words.columns.service}>
            {service.codecs.map((spec) => {
              const one = codecOf(spec);
              return (
                <li key={spec} className="codec-row">
                  <span className="codec-name" data-help={codecHelp(one)} data-help-name={shortTitle(spec)}>
                    {shortTitle(spec)}
                    <small>{one?.failure ? one.failure.sentence : codecNote(one)}</small>
                  </span>
                  <Peak codec={one} />
                  <EarButton
                    name={`${service.name}, ${shortTitle(spec)}`}
                    file={report && play && one ? fileOf(report, play, one) : null}
                  />
                </li>
              );
            })}
          </ul>
          <p className="service-source">
            {service.note} {words.accepts(service.accepts)} {source}
          </p>
        </div>
      )}
    </li>
  );
}

const signedGain = (db: number): string => (Math.abs(db) < 0.05 ? decibels(0) : signedDecibels(db));

function codecNote(codec: CodecResult | undefined): string {
  if (!codec) return '';
  if (codec.encoder === null) return words.losslessCodec;
  const edge = codec.edgeHz === null ? '' : `, ${words.edge(codec.edgeHz)}`;
  return `${words.encodedBy(codec.encoder)}${edge}`;
}

function codecHelp(codec: CodecResult | undefined): string {
  if (!codec) return words.notMeasured;
  if (codec.failure) return `${codec.failure.sentence} ${codec.failure.nextStep}`;
  return `${words.codecLine(codec.title, decibels(codec.truePeakDbtp, 2), codec.encoder)}.`;
}
