/** What a move did to a spectrum: third octaves, after minus before, as bars from a zero line; said in words too. */
import { type ComparedStrip, THIRD_OCTAVES_HZ } from '../../audio-engine/protocol/index.ts';
import { versionWords as words } from '../../audio-engine/words/index.ts';

const RANGE_DB = 12;
const BAR = 5;
const HEIGHT = 28;
/** Less than this is no move, dB. */
const WORTH_DB = 0.5;
const SAID = 3;

/** After minus before by band; null where one of them is silent. */
export function bandMoves({ a, b }: Pick<ComparedStrip, 'a' | 'b'>): (number | null)[] {
  return THIRD_OCTAVES_HZ.map((_, i) => {
    const was = a?.bandsDb[i];
    const is = b?.bandsDb[i];
    return was == null || is == null ? null : is - was;
  });
}

/** The bands that moved most, strongest first. */
export function mostMoved(moves: readonly (number | null)[]): { hz: string; db: number }[] {
  return moves
    .flatMap((db, i) => (db === null || Math.abs(db) < WORTH_DB ? [] : [{ hz: THIRD_OCTAVES_HZ[i]!, db }]))
    .sort((x, y) => Math.abs(y.db) - Math.abs(x.db))
    .slice(0, SAID)
    .map(({ hz, db }) => ({ hz: words.hz(hz), db }));
}

export function BandPicture({ strip }: { strip: Pick<ComparedStrip, 'a' | 'b'> }) {
  const moves = bandMoves(strip);
  const said = words.spectrumSays(mostMoved(moves));
  const width = moves.length * BAR;
  const middle = HEIGHT / 2;
  return (
    <svg
      className="band-picture"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={said}
      data-help={said}
      data-help-name={words.columns.spectrum}
    >
      {/* 100 Hz, 1 kHz and 10 kHz. */}
      {[100, 1000, 10_000].map((hz) => {
        const x = THIRD_OCTAVES_HZ.indexOf(hz as 100) * BAR + 2;
        return <rect key={hz} className="band-grid" x={x} y={0} width={1} height={HEIGHT} />;
      })}
      {moves.map((db, i) => {
        if (db === null) return null;
        const reach = (Math.min(RANGE_DB, Math.abs(db)) / RANGE_DB) * (middle - 1);
        return (
          <rect
            key={i}
            className="band-bar"
            x={i * BAR}
            y={db > 0 ? middle - reach : middle}
            width={BAR - 1}
            height={Math.max(reach, 0.5)}
          />
        );
      })}
      <rect className="band-zero" x={0} y={middle - 0.5} width={width} height={1} />
    </svg>
  );
}
