/** One lane: its line, its points, and what a hand or the keys do to them. */
import { useEffect, useRef, useState } from 'react';
import { laneName, laneOf, lanePoints, laneTarget } from '../../audio-engine/session/index.ts';
import { automationWords as words } from '../../audio-engine/words/index.ts';
import { spoken, useHelp, ValueField } from '../controls/index.ts';
import { shownDocument } from '../state/index.ts';
import { movePoints } from './lane-edits.ts';
import { type Choice, doEdit, type LaneHand, pointsOf, press, yOf } from './lane-hand.ts';
import { pressKey } from './lane-keys.ts';
import { lanePath, pointsInSight } from './lane-path.ts';
import { laneScale } from './lane-scale.ts';
import { LANE_HEIGHT, type ShownLane, type Surface } from './surface.ts';

/** More points than this in sight are drawn as a line alone: nobody could tell them apart. */
const MOST_DOTS = 400;
const NOTHING: Choice = { chosen: [], current: null, band: null };

export function LaneView({ lane: shown, surface }: { lane: ShownLane; surface: Surface }) {
  const { stripId, laneId, color } = shown;
  const element = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useState<Choice>(NOTHING);
  const [typing, setTyping] = useState<string | null>(null);
  const kept = useRef(choice);
  kept.current = choice;
  const hand: LaneHand = {
    stripId,
    laneId,
    surface,
    choice: () => kept.current,
    choose: (next) => {
      kept.current = { ...kept.current, ...next };
      setChoice(kept.current);
    },
    type: (text) => setTyping(text),
  };
  const latest = useRef(hand);
  latest.current = hand;

  // The timeline under it listens natively: what is the lane's must not reach it.
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const onDown = (event: PointerEvent) => {
      event.stopPropagation();
      if ((event.target as Element).closest('input')) return;
      node.focus({ preventScroll: true });
      press(event, node, latest.current);
    };
    const stop = (event: Event) => event.stopPropagation();
    const onDouble = (event: Event) => {
      event.stopPropagation();
      if (kept.current.chosen.length > 0) setTyping('');
    };
    node.addEventListener('pointerdown', onDown);
    node.addEventListener('dblclick', onDouble);
    node.addEventListener('contextmenu', stop);
    node.addEventListener('pointermove', stop);
    return () => {
      node.removeEventListener('pointerdown', onDown);
      node.removeEventListener('dblclick', onDouble);
      node.removeEventListener('contextmenu', stop);
      node.removeEventListener('pointermove', stop);
    };
  }, []);

  const document = shownDocument();
  const target = laneTarget(document, stripId, laneId);
  const name = laneName(document, stripId, laneId);
  const help = useHelp(words.laneHelp, words.lane(name));
  if (!target) return null;
  const lane = laneOf(document, stripId, laneId);
  const points = lane ? lanePoints(lane) : [];
  const scale = laneScale(target);
  const [from, to] = [surface.scrollSample, surface.sampleAt(surface.width)];
  const y = (value: number) => yOf(scale, value);
  const place = {
    x: (sample: number) => surface.xOf(sample),
    y,
    width: surface.width,
    stepped: target.stepped,
    value: target.value,
  };
  const path = lanePath(points, place, from, to);
  const sight = pointsInSight(points, from, to);
  const dots = sight.to - sight.from <= MOST_DOTS ? points.slice(sight.from, sight.to) : [];
  const chosen = new Set(choice.chosen.filter((i) => i < points.length));
  const current = choice.current === null ? undefined : points[choice.current];
  const say = (value: number) => spoken(scale, value);
  const spokenNow = current
    ? words.point((choice.current ?? 0) + 1, points.length, surface.time(current.sample), say(current.value))
    : points.length === 0
      ? words.none(say(target.value))
      : words.points(points.length, surface.time(points[0]!.sample), say(points[0]!.value));
  const x = current ? surface.xOf(current.sample) : 0;
  return (
    <div
      ref={element}
      className="automation-lane"
      data-color={color}
      data-mode={lane?.mode ?? 'none'}
      data-held={lane?.held || undefined}
      role="slider"
      tabIndex={0}
      aria-label={words.lane(name)}
      aria-orientation="vertical"
      aria-valuemin={target.min}
      aria-valuemax={target.max}
      aria-valuenow={current?.value ?? target.value}
      aria-valuetext={spokenNow}
      style={{ top: shown.top - surface.scrollTop, height: LANE_HEIGHT }}
      onKeyDown={(event) => {
        if (typing !== null || !pressKey(event, hand)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
      {...help}
    >
      <svg width="100%" height={LANE_HEIGHT - 1} aria-hidden="true">
        <path className="automation-fill" d={`${path}V${LANE_HEIGHT}H0Z`} />
        <path className="automation-line" d={path} />
        {choice.band && (
          <rect
            className="automation-band"
            x={choice.band.x0}
            y={0}
            width={choice.band.x1 - choice.band.x0}
            height={LANE_HEIGHT}
          />
        )}
        {dots.map((point, i) => (
          <circle
            key={sight.from + i}
            className="automation-point"
            data-chosen={chosen.has(sight.from + i) || undefined}
            cx={surface.xOf(point.sample)}
            cy={y(point.value)}
            r={3}
          />
        ))}
      </svg>
      {current && (
        <span
          className="automation-chip"
          aria-hidden="true"
          data-low={y(current.value) < LANE_HEIGHT / 2 || undefined}
          style={x > surface.width - 150 ? { right: surface.width - x + 8 } : { left: x + 8 }}
        >
          {words.at(say(current.value), surface.time(current.sample))}
        </span>
      )}
      {typing !== null && current && (
        <span
          className="automation-typing"
          style={{ left: Math.max(0, Math.min(surface.width - 90, x + 8)) }}
        >
          <ValueField
            scale={scale}
            value={current.value}
            label={words.valueOf(name)}
            initial={typing}
            onDone={(value) => {
              setTyping(null);
              if (value !== undefined)
                doEdit(
                  hand,
                  movePoints(pointsOf(stripId, laneId), kept.current.chosen, 0, () => value),
                );
              element.current?.focus({ preventScroll: true });
            }}
          />
        </span>
      )}
    </div>
  );
}
