/** What two moments sound like, strip by strip: loudness, spectrum, width and correlation, after minus before. */
import type { ComparedStrip, Comparison } from '../../audio-engine/protocol/index.ts';
import { versionWords as words } from '../../audio-engine/words/index.ts';
import { BandPicture } from './band-picture.tsx';

export function levelText({ a, b }: Pick<ComparedStrip, 'a' | 'b'>): string {
  if (!a) return words.onlyAfter;
  if (!b) return words.onlyBefore;
  if (a.lufs === null) return b.lufs === null ? words.silent : words.silentBefore;
  return b.lufs === null ? words.silentAfter : words.lu(b.lufs - a.lufs);
}

function Row({ strip }: { strip: ComparedStrip }) {
  const { a, b, name, color, kind } = strip;
  const both = a !== null && b !== null;
  const width = a?.sideDb == null || b?.sideDb == null ? '–' : words.db(b.sideDb - a.sideDb);
  return (
    <tr data-color={color} data-kind={kind}>
      <th scope="row">{name}</th>
      <td
        className="compare-level"
        title={[a?.lufs, b?.lufs].map((lufs) => (lufs == null ? '–' : words.lufs(lufs))).join(' → ')}
      >
        {levelText(strip)}
      </td>
      <td>{both && <BandPicture strip={strip} />}</td>
      <td>{width}</td>
      <td>
        {both && a.lufs !== null && b.lufs !== null
          ? words.correlation(b.correlation, b.correlation - a.correlation)
          : '–'}
      </td>
    </tr>
  );
}

export function CompareTable({ comparison }: { comparison: Comparison }) {
  const mix = comparison.strips.filter(({ kind }) => kind === 'mix');
  const strips = comparison.strips.filter(({ kind, identical }) => kind !== 'mix' && !identical);
  const same = comparison.strips.length - mix.length - strips.length;
  const { columns, columnHelp } = words;
  return (
    <div className="compare-scroll">
      <table className="compare-table" aria-label={words.heard}>
        <thead>
          <tr>
            <th scope="col">{columns.strip}</th>
            {(['level', 'spectrum', 'width', 'correlation'] as const).map((column) => (
              <th key={column} scope="col" data-help={columnHelp[column]} data-help-name={columns[column]}>
                {columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...mix, ...strips].map((strip) => (
            <Row key={strip.id} strip={strip} />
          ))}
        </tbody>
      </table>
      {same > 0 && <p className="compare-same">{words.sameCount(same)}</p>}
    </div>
  );
}
