/** Every song of the album as it came out: its loudness before and after, against the middle of all. */
import type { AlbumMade } from '../../audio-engine/protocol/index.ts';
import { albumWords } from '../../audio-engine/words/index.ts';

const words = albumWords.page;
const HEIGHT = 92;
const STEP = 34;
/** LU shown above and under the album. */
const REACH_LU = 8;

export function LoudnessPicture({ made }: { made: AlbumMade }) {
  const width = Math.max(STEP * made.songs.length, STEP);
  const middle = made.lufs ?? -14;
  const at = (lufs: number): number =>
    HEIGHT / 2 - (Math.max(-REACH_LU, Math.min(REACH_LU, lufs - middle)) / REACH_LU) * (HEIGHT / 2 - 10);
  return (
    <svg
      className="album-picture"
      viewBox={`0 0 ${width} ${HEIGHT + 14}`}
      style={{ width: Math.min(620, width * 2) }}
      role="img"
      aria-label={words.pictureLabel(
        made.songs.map((song) => ({ title: song.title, lufs: song.measurement.integratedLufs })),
      )}
    >
      <line className="album-middle" x1={0} x2={width} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      {made.songs.map((song, index) => {
        const now = song.measurement.integratedLufs;
        const x = index * STEP + 5;
        return (
          <g key={song.number}>
            {song.beforeLufs !== null && (
              <line
                className="album-before"
                x1={x}
                x2={x + STEP - 10}
                y1={at(song.beforeLufs)}
                y2={at(song.beforeLufs)}
              />
            )}
            {now !== null && (
              <rect className="album-now" x={x} y={at(now) - 2} width={STEP - 10} height={4} />
            )}
            <text x={x + (STEP - 10) / 2} y={HEIGHT + 10}>
              {song.number}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
