/** After a try: the mix before and after the step, rendered and equally loud, and the way back. */
import { checkWords as words } from '../../audio-engine/words/index.ts';
import { Button, Segmented } from '../controls/index.ts';
import { useReplica } from '../state/index.ts';
import { canUndoTry, hearSide, renderTried, type Tried, undoTry } from './try.ts';

export function TriedBar({ tried }: { tried: Tried }) {
  const undoName = useReplica((replica) => replica.undoName);
  return (
    <div className="tried" role="status">
      <span className="tried-text">{words.tried}</span>
      {tried.jobId !== null && (
        <span className="tried-text" role="progressbar" aria-valuenow={Math.round(tried.progress * 100)}>
          {words.triedMeasuring(tried.progress)}
        </span>
      )}
      {tried.jobId === null && !tried.ready && (
        <Button
          className="button-small"
          icon="ear"
          help={words.triedHearHelp}
          onPress={() => void renderTried()}
        >
          {words.triedHear}
        </Button>
      )}
      {tried.ready && (
        <>
          <Segmented
            size="small"
            label={words.side}
            value={tried.side ?? 'after'}
            options={[
              { value: 'before', title: words.sides.before },
              { value: 'after', title: words.sides.after },
            ]}
            onChange={hearSide}
          />
          {tried.byLu !== null && <span className="tried-text">{words.triedBy(tried.byLu)}</span>}
        </>
      )}
      {canUndoTry(tried, undoName) && (
        <Button className="button-small" kind="quiet" icon="undo" onPress={() => void undoTry()}>
          {words.triedUndo}
        </Button>
      )}
    </div>
  );
}
