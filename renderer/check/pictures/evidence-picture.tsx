/** One picture of a finding's evidence: drawn in device pixels, told in words, with the playhead where it shows time. */
import { useMemo } from 'react';
import type { Evidence, Finding } from '../../../audio-engine/protocol/index.ts';
import { checkWords } from '../../../audio-engine/words/index.ts';
import { type Picture, usePicture } from '../../editors/index.ts';
import { playheadSample } from '../../live/index.ts';
import { shownDocument, useDocument } from '../../state/index.ts';
import { token } from '../../theme/index.ts';
import { type About, type Size, seriesNamer } from './common.ts';
import { drawCurve } from './curve.ts';
import { describeEvidence } from './describe.ts';
import { drawGrid, GRID_GUTTER, gridTimes } from './grid.ts';
import { drawPlaces } from './places.ts';
import { drawScale } from './scale.ts';
import { drawSpectra } from './spectra.ts';
import { drawSteps } from './steps.ts';

const MOST_LETTERS = 22;

function draw(picture: Picture, evidence: Evidence, about: About): void {
  switch (evidence.kind) {
    case 'spectra':
      drawSpectra(picture, evidence, about);
      break;
    case 'curve':
      drawCurve(picture, evidence, about);
      break;
    case 'places':
      drawPlaces(picture, evidence, about);
      break;
    case 'scale':
      drawScale(picture, evidence, about);
      break;
    case 'steps':
      drawSteps(picture, evidence, about);
      break;
    case 'grid':
      drawGrid(picture, evidence, about);
      break;
  }
}

/** Sample to place, where the picture's axis is time. */
function timeAxis(evidence: Evidence, about: About, width: number): ((sample: number) => number) | null {
  if (evidence.kind === 'grid') return gridTimes(evidence, width);
  if (evidence.kind === 'places') return (sample) => (sample / Math.max(1, about.lengthSamples)) * width;
  return null;
}

/** The playhead has a canvas of its own: the picture under it is drawn once. */
function PlayheadLayer({ evidence, about }: { evidence: Evidence; about: About }) {
  const canvas = usePicture(({ context, width, height, nowMs }) => {
    const sample = playheadSample(nowMs);
    const x = timeAxis(evidence, about, width);
    if (sample === undefined || !x) return;
    const at = Math.round(x(sample));
    if (at < (evidence.kind === 'grid' ? GRID_GUTTER : 0) || at > width) return;
    context.fillStyle = token('curve');
    context.fillRect(at, 0, 1, height - 14);
  }, true);
  return <canvas ref={canvas} className="evidence-head" />;
}

/** What fits over a small picture: the sentence where it is short, else its figure. */
function shortly({ measured: { text, value, unit } }: Finding): string {
  if (text.length <= MOST_LETTERS || value === null) return text;
  return `${checkWords.figure(value)} ${unit}`.trim();
}

export interface EvidencePictureProps {
  evidence: Evidence;
  finding: Finding;
  size: Size;
  sampleRate: number;
  lengthSamples: number;
}

export function EvidencePicture({
  evidence,
  finding,
  size,
  sampleRate,
  lengthSamples,
}: EvidencePictureProps) {
  // Names and colours of strips are read when they change, not with every step.
  useDocument((document) => document.tracks);
  const about = useMemo<About>(
    () => ({
      size,
      ink: finding.severity === 'fix' ? 'bad' : finding.severity === 'hear' ? 'warn' : 'text-2',
      measured: size === 'small' ? shortly(finding) : finding.measured.text,
      frequency: finding.frequency,
      ranges: finding.ranges,
      sampleRate,
      lengthSamples,
      series: (name) => seriesNamer(shownDocument())(name),
    }),
    [finding, size, sampleRate, lengthSamples],
  );
  const canvas = usePicture((picture) => draw(picture, evidence, about), false);
  return (
    <div
      className={`evidence evidence-${size}`}
      data-kind={evidence.kind}
      role="img"
      aria-label={describeEvidence(evidence, about)}
    >
      <canvas ref={canvas} />
      {size === 'large' && (evidence.kind === 'grid' || evidence.kind === 'places') && (
        <PlayheadLayer evidence={evidence} about={about} />
      )}
    </div>
  );
}
