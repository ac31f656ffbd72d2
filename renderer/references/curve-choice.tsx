/** Which curve stands in for references, for the spectrum and for the assistant: the session remembers it in its view. */
import {
  curveFor,
  TONAL_CURVE_VIEW,
  TONAL_CURVES,
  type TonalCurve,
} from '../../audio-engine/protocol/index.ts';
import { listeningWords as words } from '../../audio-engine/words/index.ts';
import { Select } from '../controls/index.ts';
import { useViewState, viewValue } from '../state/index.ts';
import { type measured, useMeasured } from './measured.ts';

const NEAREST = '';

/** The name of the chosen one; null is the nearest to the song. */
export function chosenCurve(): string | null {
  return viewValue<string | null>(TONAL_CURVE_VIEW, null);
}

const levelsOf = (master: ReturnType<typeof measured>['master']) => master?.profile.whole.bandsDb ?? null;

export function useTonalCurve(): TonalCurve {
  const [name] = useViewState<string | null>(TONAL_CURVE_VIEW, null);
  return curveFor(name, levelsOf(useMeasured().master));
}

export function CurveChoice() {
  const [name, choose] = useViewState<string | null>(TONAL_CURVE_VIEW, null);
  const { master } = useMeasured();
  const nearest = curveFor(null, levelsOf(master));
  const { source } = curveFor(name, levelsOf(master));
  return (
    <span
      className="curve-choice"
      data-help={words.curveHelp(source, master !== null)}
      data-help-name={words.curveChoice}
    >
      <Select
        label={words.curveChoice}
        value={name ?? NEAREST}
        options={[
          { value: NEAREST, title: words.nearestCurve(nearest.title, master !== null) },
          ...TONAL_CURVES.map((curve) => ({ value: curve.name, title: words.roughCurve(curve.title) })),
        ]}
        onChange={(next) => choose(next === NEAREST ? null : next)}
      />
    </span>
  );
}
