/** The limiter: four seconds of what came in, what went out and what was taken off, under the ceiling. */
import { useEffect } from 'react';
import { decibels, effectWords, mixingWords } from '../../../audio-engine/words/index.ts';
import { Segmented } from '../../controls/index.ts';
import { declareWatch, historyOf } from '../../live/index.ts';
import { run } from '../../state/index.ts';
import { trackColor } from '../../theme/index.ts';
import { EditorFrame } from '../editor-frame.tsx';
import type { EditorProps } from '../editor-props.ts';
import { valuesOf } from '../effect-values.ts';
import { ParameterKnob, ParameterSwitch } from '../parameter-knob.tsx';
import { usePicture } from '../picture.ts';
import { paintHistory, paintLevelLine, paintReductionNow } from './history-picture.ts';
import { type Box, yOfLevel } from './level-axis.ts';
import { useLevelDrag } from './use-level-drag.ts';

const words = mixingWords.limiter;
const RANGE = { topDb: 6, bottomDb: -30 } as const;
const SPAN = RANGE.topDb - RANGE.bottomDb;

function box(width: number, height: number): Box {
  return { x: 0, y: 6, width: width - 30, height: height - 26 };
}

export function LimiterEditor({ stripId, stripName, effect, color, compared, close }: EditorProps) {
  const values = valuesOf(effect);
  const context = `${stripName}, ${effectWords.limiter.title}`;
  const ceiling = values.ceilingDbtp ?? -1;
  useEffect(() => declareWatch({ effects: [{ stripId, effectId: effect.id }] }), [stripId, effect.id]);
  const canvas = usePicture(({ context: ctx, width, height }) => {
    const plot = box(width, height);
    const ring = historyOf(effect.id);
    paintHistory(ctx, plot, RANGE, 6, ring, trackColor(color));
    paintLevelLine(ctx, plot, yOfLevel(plot, RANGE, ceiling), `${words.ceiling} ${decibels(ceiling)} dBTP`);
    paintReductionNow(ctx, plot, ring);
  }, true);
  const drag = useLevelDrag({
    effect,
    stripId,
    parameterId: 'ceilingDbtp',
    name: `${context}: ${words.ceiling}`,
    change: (_from, _dx, dy) => {
      const node = canvas.current;
      return node ? (-dy / box(node.clientWidth, node.clientHeight).height) * SPAN : 0;
    },
  });
  const knob = { stripId, effect, context };
  return (
    <EditorFrame
      title={effectWords.limiter.title}
      stripId={stripId}
      effect={effect}
      context={context}
      close={close}
      segments={
        <Segmented
          size="small"
          label={effectWords.limiter.character.name}
          value={String(values.character ?? 0)}
          options={effectWords.limiter.characters.map((title, index) => ({ value: String(index), title }))}
          help={effectWords.limiter.characterHelp[values.character ?? 0] ?? ''}
          onChange={(value) =>
            void run('effect.set', {
              stripId,
              effectId: effect.id,
              parameters: { character: Number(value) },
            })
          }
        />
      }
      knobs={
        <>
          <ParameterKnob {...knob} parameterId="gainDb" signed />
          <ParameterKnob {...knob} parameterId="ceilingDbtp" arc="var(--accent)" />
          <ParameterKnob {...knob} parameterId="lookAheadMs" />
          <ParameterKnob {...knob} parameterId="releaseMs" />
          <ParameterKnob {...knob} parameterId="linkPercent" />
          <span className="switch-pair">
            <ParameterSwitch {...knob} parameterId="autoRelease" />
          </span>
        </>
      }
    >
      <div
        className="editor-picture"
        role="img"
        aria-label={words.picture(decibels(ceiling))}
        data-off={effect.bypassed || compared || undefined}
        data-help={words.pictureHelp}
        data-help-name={effectWords.limiter.title}
        {...drag}
      >
        <canvas ref={canvas} />
      </div>
    </EditorFrame>
  );
}
