/** The chosen clip, large enough to work on: facts and knobs at the left, its waveform with fades and gain at the right. */
import type { Parameter } from '../../audio-engine/effects/parameter.ts';
import {
  type Clip,
  FADE_SHAPES,
  type FadeShape,
  type MediaFile,
  type Track,
} from '../../audio-engine/session/index.ts';
import { sessionWords } from '../../audio-engine/words/index.ts';
import { timelineWords } from '../../audio-engine/words/views.ts';
import { Segmented, Toggle } from '../controls/index.ts';
import { Knob } from '../controls/knob.tsx';
import { scaleOf } from '../controls/value-scale.ts';
import { runTogether, type SomeCommand, together, useDocument, useSelection } from '../state/index.ts';
import { formatBarLength, formatBars, formatTime } from '../transport/index.ts';
import './clip-detail.css';
import { ClipWave } from './clip-wave.tsx';
import { type ChosenClip, chosenClips, LEAST_CLIP_GAIN_DB, MOST_CLIP_GAIN_DB } from './tools/index.ts';

const words = timelineWords.clip;
const { names } = sessionWords;

const gainParameter: Parameter = {
  id: 'gainDb',
  name: words.gain,
  unit: 'dB',
  min: LEAST_CLIP_GAIN_DB,
  max: MOST_CLIP_GAIN_DB,
  default: 0,
  curve: 'linear',
  smoothingMs: 0,
  automatable: false,
  why: words.gainHelp,
};

const gainScale = scaleOf(gainParameter);

/** The same change to every chosen clip, each from what it is: one step. */
function forChosen(change: (clip: Clip) => object): SomeCommand[] {
  return chosenClips().map(({ trackId, clipId, clip }) => ({
    id: 'clip.set',
    payload: { trackId, clipId, ...change(clip) },
  }));
}

const pathOf = ({ trackId, clipId }: ChosenClip) => ['clips', trackId, clipId];

/** Fade lengths in ms; a knob's travel favours the short ones. */
function fadeParameter(id: 'fadeIn' | 'fadeOut', longestMs: number): Parameter {
  return {
    id,
    name: id === 'fadeIn' ? words.fadeIn : words.fadeOut,
    unit: 'ms',
    min: 0,
    max: Math.max(1, longestMs),
    default: 0,
    curve: { power: 3 },
    smoothingMs: 0,
    automatable: false,
    why: id === 'fadeIn' ? words.fadeInHelp : words.fadeOutHelp,
  };
}

const SAMPLE_FORMATS: Record<MediaFile['sampleFormat'], string> = {
  u8: '8 bit',
  s16: '16 bit',
  s24: '24 bit',
  s32: '32 bit',
  f32: '32 bit float',
  f64: '64 bit float',
};

export function ClipDetail() {
  const { clips } = useSelection();
  const ref = clips.at(-1);
  const found = useDocument((d) => {
    const clip = ref ? d.clips[ref.trackId]?.[ref.clipId] : undefined;
    return {
      clip,
      media: clip ? d.media[clip.mediaId] : undefined,
      track: ref ? d.tracks[ref.trackId] : undefined,
    };
  });
  const { clip, media, track } = found;
  if (!ref || !clip || !media || !track) {
    return (
      <section className="clip-detail clip-detail-empty" aria-label={words.panel}>
        <p>{words.none}</p>
      </section>
    );
  }
  return (
    <section className="clip-detail" aria-label={words.panel} data-color={track.color}>
      <Facts clip={clip} media={media} track={track} count={clips.length} />
      <ClipWave clip={clip} media={media} color={track.color} />
    </section>
  );
}

function Facts(props: { clip: Clip; media: MediaFile; track: Track; count: number }) {
  const { clip, media, track, count } = props;
  const { tempo, session } = useDocument((d) => ({ tempo: d.tempo, session: d.session }));
  const { sampleRate } = session;
  const longestMs = (clip.lengthSamples / sampleRate) * 1000;
  const fadeKnob = (which: 'fadeIn' | 'fadeOut') => {
    const fade = clip[which];
    const parameter = fadeParameter(which, longestMs);
    const toSamples = (one: Clip, ms: number) => {
      const other = which === 'fadeIn' ? one.fadeOut.lengthSamples : one.fadeIn.lengthSamples;
      return Math.min(one.lengthSamples - other, Math.round((ms / 1000) * sampleRate));
    };
    return (
      <Knob
        scale={scaleOf(parameter)}
        value={(fade.lengthSamples / sampleRate) * 1000}
        label={`${parameter.name}, ${clip.name}`}
        name={parameter.name}
        layout="below"
        help={parameter.why}
        binding={{
          name: count > 1 ? names.fadeClips(count) : timelineWords.fadeClip(clip.name),
          preview: (ms) =>
            chosenClips().map((one) => ({
              op: 'replace',
              path: [...pathOf(one), which, 'lengthSamples'],
              value: toSamples(one.clip, ms),
            })),
          command: (ms) =>
            together(forChosen((one) => ({ [which]: { ...one[which], lengthSamples: toSamples(one, ms) } }))),
        }}
      />
    );
  };
  const row = (name: string, value: string, more = '') => (
    <div className="clip-fact">
      <dt>{name}</dt>
      <dd>
        {value}
        {more && <span className="clip-fact-more"> {more}</span>}
      </dd>
    </div>
  );
  const shape = (which: 'fadeIn' | 'fadeOut', label: string) => (
    <Segmented<FadeShape>
      size="small"
      label={label}
      value={clip[which].shape}
      onChange={(shape) =>
        void runTogether(
          forChosen((one) => ({ [which]: { ...one[which], shape } })),
          names.fadeClips(count),
        )
      }
      options={FADE_SHAPES.map((value) => ({
        value,
        title: <ShapeIcon shape={value} falling={which === 'fadeOut'} />,
        label: words.shapes[value],
      }))}
    />
  );
  return (
    <div className="clip-facts">
      <header className="clip-facts-header">
        <span className="clip-facts-color" />
        <h2 className="clip-facts-title">{count > 1 ? words.several(count) : clip.name}</h2>
        <Toggle
          label={words.mute}
          tone="mute"
          isSelected={clip.muted}
          onChange={(muted) =>
            void runTogether(
              forChosen(() => ({ muted })),
              names.muteClips(count, muted),
            )
          }
        >
          M
        </Toggle>
      </header>
      <dl className="clip-facts-list">
        {row(
          words.start,
          formatBars(clip.startSample, tempo, sampleRate),
          formatTime(clip.startSample, sampleRate),
        )}
        {row(
          words.length,
          formatBarLength(clip.lengthSamples, tempo, sampleRate),
          `${(clip.lengthSamples / sampleRate).toFixed(2)} s`,
        )}
        {row(
          words.source,
          media.name,
          words.format(media.channels, media.origin.sampleRate, SAMPLE_FORMATS[media.sampleFormat]),
        )}
      </dl>
      <div className="clip-shapes">
        {shape('fadeIn', words.shapeIn)}
        {shape('fadeOut', words.shapeOut)}
      </div>
      <div className="clip-knobs">
        <Knob
          scale={gainScale}
          value={clip.gainDb}
          label={`${words.gain}, ${clip.name}`}
          name={words.gain}
          origin="centre"
          layout="below"
          arc={`var(--track-${track.color})`}
          help={words.gainHelp}
          binding={{
            name: count > 1 ? names.gainClips(count) : timelineWords.gainClip(clip.name),
            preview: (gainDb) =>
              chosenClips().map((one) => ({
                op: 'replace',
                path: [...pathOf(one), 'gainDb'],
                value: gainDb,
              })),
            command: (gainDb) => together(forChosen(() => ({ gainDb }))),
          }}
        />
        {fadeKnob('fadeIn')}
        {fadeKnob('fadeOut')}
      </div>
    </div>
  );
}

const SHAPE_PATHS: Record<FadeShape, string> = {
  linear: 'M2 10 14 2',
  'equal-power': 'M2 10C5 4 9 2 14 2',
  's-curve': 'M2 10C8 10 8 2 14 2',
};

function ShapeIcon({ shape, falling }: { shape: FadeShape; falling: boolean }) {
  return (
    <svg
      width="16"
      height="12"
      viewBox="0 0 16 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d={SHAPE_PATHS[shape]} {...(falling ? { transform: 'matrix(-1 0 0 1 16 0)' } : {})} />
    </svg>
  );
}
