/** The loudness bars M, S, I with the target's band, and the true-peak bars with the master's reduction beside them. */
import { useRef } from 'react';
import { Header } from '../../audio-engine/protocol/index.ts';
import { MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { decibels, mixingWords } from '../../audio-engine/words/index.ts';
import { horizontal, PICTURE_FONT, type Picture, usePicture } from '../editors/index.ts';
import { newestFrame, stripLevel } from '../live/index.ts';
import {
  linearToDb,
  METER_MARKS,
  meterColours,
  meterPosition,
  PeakHold,
  paintChannel,
  paintReduction,
} from '../meters/index.ts';
import { alpha, token } from '../theme/index.ts';
import { LOUDNESS_MARKS, loudnessPosition } from './loudness-scale.ts';

const words = mixingWords.master;

function header(index: number): number {
  return newestFrame()?.header[index] ?? Number.NaN;
}

function paintLoudness({ context, width, height }: Picture, targetLufs: number | null): void {
  const top = 18;
  const foot = 34;
  const left = 38;
  const plot = height - top - foot;
  const y = (lufs: number) => top + (1 - loudnessPosition(lufs)) * plot;
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const mark of LOUDNESS_MARKS) {
    context.fillStyle = token('hair');
    horizontal(context, left, width - 10, y(mark));
    context.fillStyle = token('text-3');
    context.fillText(decibels(mark, 0), left - 6, y(mark));
  }
  context.textAlign = 'left';
  context.fillText('LUFS', 8, 8);
  if (targetLufs !== null) {
    context.fillStyle = alpha(token('accent'), 0.16);
    context.fillRect(
      left,
      y(targetLufs + 0.5),
      width - left - 10,
      Math.max(3, y(targetLufs - 0.5) - y(targetLufs + 0.5)),
    );
    context.fillStyle = token('accent');
    context.beginPath();
    context.moveTo(width - 4, y(targetLufs) - 4);
    context.lineTo(width - 10, y(targetLufs));
    context.lineTo(width - 4, y(targetLufs) + 4);
    context.fill();
  }
  const bars = [
    {
      name: 'M',
      value: header(Header.momentaryLufs),
      max: header(Header.maxMomentaryLufs),
      color: alpha(token('meter-low'), 0.7),
    },
    {
      name: 'S',
      value: header(Header.shortTermLufs),
      max: header(Header.maxShortTermLufs),
      color: token('meter-low'),
    },
    { name: 'I', value: header(Header.integratedLufs), max: Number.NaN, color: alpha(token('curve'), 0.85) },
  ];
  const slot = (width - left - 14) / 3;
  const barWidth = Math.min(26, Math.round(slot * 0.6));
  bars.forEach((bar, i) => {
    const x = Math.round(left + slot * (i + 0.5) - barWidth / 2);
    context.fillStyle = token('meter-trough');
    context.fillRect(x, top, barWidth, plot);
    const level = Math.round(loudnessPosition(bar.value) * plot);
    context.fillStyle = bar.color;
    context.fillRect(x, top + plot - level, barWidth, level);
    if (bar.max > -30) {
      context.fillStyle = token('text-1');
      horizontal(context, x, x + barWidth, y(bar.max));
    }
    context.textAlign = 'center';
    context.fillStyle = token('text-1');
    context.font = '600 11px "Inter Variable", system-ui, sans-serif';
    context.fillText(bar.name, x + barWidth / 2, top + plot + 11);
    context.font = PICTURE_FONT;
    context.fillStyle = token('text-3');
    context.fillText(decibels(bar.value), x + barWidth / 2, top + plot + 25);
  });
}

export function LoudnessBars({ targetLufs }: { targetLufs: number | null }) {
  const canvas = usePicture((picture) => paintLoudness(picture, targetLufs), true);
  return (
    <div className="master-bars" data-help={words.barsHelp} data-help-name={words.bars}>
      <canvas ref={canvas} role="img" aria-label={words.bars} />
    </div>
  );
}

/** Gain reduction in the master room: 12 dB full scale. */
const REDUCTION_SCALE_DB = 12;

function paintPeaks(picture: Picture, left: PeakHold, right: PeakHold): void {
  const { context, width, height, nowMs } = picture;
  const colours = meterColours();
  const top = 18;
  const foot = 34;
  const plot = height - top - foot;
  const y = (db: number) => top + (1 - meterPosition(db)) * plot;
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const x0 = 36;
  for (const mark of METER_MARKS) {
    context.fillStyle = token('text-3');
    context.fillText(decibels(mark, 0), x0 - 8, y(mark));
  }
  context.textAlign = 'left';
  context.fillText('dBTP', 8, 8);
  const rms = stripLevel(MASTER_STRIP);
  // Linear in the frame, as every level whose name has no dB.
  const peaks = [Header.truePeakNowLeft, Header.truePeakNowRight].map((index) => linearToDb(header(index)));
  [left, right].forEach((hold, i) => {
    const now = peaks[i] as number;
    if (!Number.isNaN(now)) hold.update(now, nowMs);
    const box = { x: x0 + i * 21, y: top, width: 20, height: plot };
    paintChannel(
      context,
      box,
      {
        peakDb: hold.level(nowMs),
        rmsDb: rms?.rms(i === 0 ? 0 : 1, nowMs) ?? Number.NEGATIVE_INFINITY,
        holdDb: hold.hold(nowMs),
      },
      colours,
    );
    context.textAlign = 'center';
    context.fillStyle = token('text-1');
    context.font = '600 11px "Inter Variable", system-ui, sans-serif';
    context.fillText(i === 0 ? 'L' : 'R', box.x + 10, top + plot + 11);
    context.font = PICTURE_FONT;
  });
  const highest = header(Header.maxTruePeakDbtp);
  context.fillStyle = token(highest > 0 ? 'bad' : 'text-3');
  context.textAlign = 'center';
  context.fillText(decibels(highest, 2), x0 + 20, top + plot + 25);
  const reduction = header(Header.masterReductionDb);
  const bar = { x: Math.max(x0 + 50, width - 40), y: top, width: 14, height: plot };
  paintReduction(context, bar, reduction, REDUCTION_SCALE_DB, colours);
  context.fillStyle = token('text-3');
  context.fillText('GR', bar.x + 7, 8);
  context.textAlign = 'left';
  for (let db = 3; db <= REDUCTION_SCALE_DB; db += 3) {
    context.fillText(
      String(db),
      bar.x + 18,
      Math.min(top + plot - 5, top + (db / REDUCTION_SCALE_DB) * plot),
    );
  }
  context.textAlign = 'center';
  context.fillText(decibels(reduction > 0 ? -reduction : reduction), bar.x + 7, top + plot + 25);
}

export function PeakBars() {
  const holds = useRef({ left: new PeakHold(), right: new PeakHold() });
  const canvas = usePicture((picture) => paintPeaks(picture, holds.current.left, holds.current.right), true);
  return (
    <div className="master-peaks" data-help={words.peaksHelp} data-help-name={words.peaks}>
      <canvas ref={canvas} role="img" aria-label={words.peaks} />
    </div>
  );
}
