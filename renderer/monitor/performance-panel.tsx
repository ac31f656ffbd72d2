/** Where the engine's time goes: strips and effects by what they were measured to cost. */
import { useState } from 'react';
import { MASTER_STRIP, stripName } from '../../audio-engine/session/index.ts';
import { effectWords, mixingWords, costWords as words } from '../../audio-engine/words/index.ts';
import { Segmented } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import { type CostRow, costRows, useCosts } from './costs.ts';
import './monitor.css';

/** Rows that a panel has room for; the rest are cheap. */
const ROWS = 40;

interface PerformancePanelProps {
  /** Opens an insert's editor. */
  onOpen(insert: { stripId: string; effectId: string }): void;
}

function Row({ row, most, onOpen }: { row: CostRow; most: number } & PerformancePanelProps) {
  const { stripId, effectId, share } = row;
  const strip = useDocument((document) =>
    stripId === MASTER_STRIP ? mixingWords.strip.masterName : stripName(document, stripId),
  );
  const effect = useDocument((document) => {
    const kind = effectId === null ? undefined : document.effects[stripId]?.[effectId]?.kind;
    return kind ? effectWords[kind].title : '';
  });
  return (
    <tr>
      <th scope="row">
        {effectId === null ? (
          strip
        ) : (
          <button type="button" onClick={() => onOpen({ stripId, effectId })}>
            {strip}
          </button>
        )}
      </th>
      <td>{effect}</td>
      <td className="cost-share">{words.percent(share)}</td>
      <td className="cost-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${most > 0 ? share / most : 0})` }} />
      </td>
    </tr>
  );
}

export function PerformancePanel({ onOpen }: PerformancePanelProps) {
  const costs = useCosts();
  const [by, setBy] = useState<'effects' | 'strips'>('effects');
  const rows = costs ? costRows(costs, by) : [];
  const most = rows[0]?.share ?? 0;
  const inserts = rows.reduce((sum, row) => sum + row.share, 0);
  return (
    <div className="monitor-panel performance-panel">
      <div className="monitor-row">
        <h2>{words.title}</h2>
        <Segmented
          size="small"
          label={words.list}
          value={by}
          options={[
            { value: 'effects', title: words.byEffect },
            { value: 'strips', title: words.byStrip },
          ]}
          onChange={setBy}
        />
      </div>
      {costs === undefined || costs.total === 0 ? (
        <p className="monitor-note">{costs === undefined ? words.measuring : words.nothing}</p>
      ) : (
        <>
          <p className="monitor-note">
            {words.total} {words.percent(costs.total)} · {words.rest}{' '}
            {words.percent(Math.max(0, costs.total - inserts))}
            <br />
            {words.blocks(costs.blocks.count, costs.blocks.most)}
          </p>
          <div className="cost-scroll">
            <table className="cost-table" aria-label={words.list}>
              <thead className="visually-hidden">
                <tr>
                  <th>{words.strip}</th>
                  <th>{words.effect}</th>
                  <th>{words.share}</th>
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, ROWS).map((row) => (
                  <Row key={`${row.stripId} ${row.effectId}`} row={row} most={most} onOpen={onOpen} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <p className="monitor-note">{words.note}</p>
    </div>
  );
}
