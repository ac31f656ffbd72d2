/** The editor of every kind of effect. */
import type { ComponentType } from 'react';
import type { EffectKind } from '../../audio-engine/session/index.ts';
import { AnalyserEditor } from './analyser/analyser-editor.tsx';
import { ClipperEditor } from './clipper/clipper-editor.tsx';
import { ConvolutionEditor } from './convolution/convolution-editor.tsx';
import { DeesserEditor } from './deesser/deesser-editor.tsx';
import { DelayEditor } from './delay/delay-editor.tsx';
import { DoublerEditor } from './doubler/doubler-editor.tsx';
import { CompressorEditor } from './dynamics/compressor-editor.tsx';
import { LimiterEditor } from './dynamics/limiter-editor.tsx';
import type { EditorProps } from './editor-props.ts';
import { EqualiserEditor } from './equaliser/equaliser-editor.tsx';
import { ExciterEditor } from './exciter/exciter-editor.tsx';
import { GateEditor } from './gate/gate-editor.tsx';
import { ImagerEditor } from './imager/imager-editor.tsx';
import { ModulationEditor } from './modulation/modulation-editor.tsx';
import { MultibandEditor } from './multiband/multiband-editor.tsx';
import { PitchEditor } from './pitch/pitch-editor.tsx';
import { ReverbEditor } from './reverb/reverb-editor.tsx';
import { SaturatorEditor } from './saturator/saturator-editor.tsx';
import { TransientEditor } from './transient/transient-editor.tsx';
import { UtilityEditor } from './utility/utility-editor.tsx';

export const editors: Readonly<Record<EffectKind, ComponentType<EditorProps>>> = {
  equaliser: EqualiserEditor,
  compressor: CompressorEditor,
  limiter: LimiterEditor,
  transient: TransientEditor,
  multiband: MultibandEditor,
  deesser: DeesserEditor,
  gate: GateEditor,
  utility: UtilityEditor,
  convolution: ConvolutionEditor,
  saturator: SaturatorEditor,
  delay: DelayEditor,
  reverb: ReverbEditor,
  modulation: ModulationEditor,
  analyser: AnalyserEditor,
  imager: ImagerEditor,
  doubler: DoublerEditor,
  pitch: PitchEditor,
  clipper: ClipperEditor,
  exciter: ExciterEditor,
};
