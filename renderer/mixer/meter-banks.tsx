/** The meters of the strips in sight, a canvas for every eight: few to draw, and none moves while it is scrolled. */
import { useMemo } from 'react';
import type { MixerSource } from './items.ts';
import type { MixerLayout, VisibleRange } from './layout.ts';
import { type CanvasStrip, MeterCanvas } from './meter-canvas.tsx';

const STRIPS_A_BANK = 8;
const REDUCTION_SCALE_DB = 20;

export interface MeterBank {
  /** Indices of its strips in the layout: first, and one past the last. */
  first: number;
  end: number;
  left: number;
  width: number;
  strips: CanvasStrip[];
}

/** Cut by the strips' order alone, so that a bank stays the same whatever part of it is in sight. */
export function banksOf(layout: MixerLayout, itemOf: ReadonlyMap<string, MixerSource>): MeterBank[] {
  const banks: MeterBank[] = [];
  for (let first = 0; first < layout.strips.length; first += STRIPS_A_BANK) {
    const placed = layout.strips.slice(first, first + STRIPS_A_BANK);
    const left = placed[0]?.left ?? 0;
    const last = placed.at(-1);
    banks.push({
      first,
      end: first + placed.length,
      left,
      width: last ? last.left + last.width - left : 0,
      // A VCA has no sound of its own.
      strips: placed
        .filter((strip) => itemOf.get(strip.id)?.kind !== 'vca')
        .map((strip) => ({
          id: strip.id,
          left: strip.left - left,
          wide: strip.wide,
          channels: itemOf.get(strip.id)?.channels ?? 2,
          reductionScaleDb: REDUCTION_SCALE_DB,
        })),
    });
  }
  return banks;
}

export function MeterBanks({
  layout,
  range,
  itemOf,
}: {
  layout: MixerLayout;
  range: VisibleRange;
  itemOf: ReadonlyMap<string, MixerSource>;
}) {
  const banks = useMemo(() => banksOf(layout, itemOf), [layout, itemOf]);
  return banks
    .filter((bank) => bank.first < range.end && bank.end > range.first)
    .map(({ first, left, width, strips }) => (
      <MeterCanvas key={first} left={left} width={width} strips={strips} />
    ));
}
