/** The master room: chain, meters, the song's loudness, spectrum and stereo image; at the right what leaves the room. */
import { useLayoutEffect, useRef, useState } from 'react';
import { MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { mixingWords } from '../../audio-engine/words/index.ts';
import { AlbumBar } from '../album/index.ts';
import { ExplainLine, FindingsPanel } from '../check/index.ts';
import { EffectEditor } from '../editors/index.ts';
import { DeliveryPanel, useTarget } from '../export/index.ts';
import { ReferenceColumn, SystemsStrip } from '../references/index.ts';
import { ServicesPanel } from '../services/index.ts';
import { select, useDocument, useSelection } from '../state/index.ts';
import { useAssistant } from './assistant.ts';
import { AssistantPanel } from './assistant-panel.tsx';
import { Chain } from './chain.tsx';
import { LoudnessHistory } from './loudness-history.tsx';
import './master.css';
import './room.css';
import { MetersRow } from './meters-row.tsx';
import { SpectrumPanel } from './spectrum-panel.tsx';
import { StereoPanel } from './stereo-panel.tsx';

/** Under this the open editor takes the whole foot of the room. */
const HISTORY_AND_EDITOR_PX = 440;

export function MasterView() {
  const { effect } = useSelection();
  const openId = useDocument((document) =>
    effect?.stripId === MASTER_STRIP && document.effects[MASTER_STRIP]?.[effect.effectId]
      ? effect.effectId
      : null,
  );
  const target = useTarget();
  const assistant = useAssistant();
  const foot = useRef<HTMLDivElement>(null);
  const [tall, setTall] = useState(true);
  useLayoutEffect(() => {
    const node = foot.current;
    if (!node) return;
    const observer = new ResizeObserver(() => setTall(node.clientHeight >= HISTORY_AND_EDITOR_PX));
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  const open = (effectId: string | null) =>
    select({ stripIds: [MASTER_STRIP], effect: effectId ? { stripId: MASTER_STRIP, effectId } : null });
  return (
    <section className="master" aria-label={mixingWords.master.room}>
      <div className="master-left">
        <ReferenceColumn />
        <FindingsPanel />
      </div>
      <div className="master-main">
        <Chain openId={openId} onOpen={open} />
        <ExplainLine />
        <MetersRow target={target} />
        <div className="master-foot" ref={foot} data-color="stone">
          {(tall || openId === null) && <LoudnessHistory targetLufs={target?.lufs ?? null} />}
          {assistant.open && openId === null ? (
            <AssistantPanel />
          ) : openId !== null ? (
            <div className="master-editor">
              <EffectEditor stripId={MASTER_STRIP} effectId={openId} close={() => open(null)} />
            </div>
          ) : (
            <div className="master-pictures">
              <SpectrumPanel />
              <StereoPanel />
            </div>
          )}
        </div>
      </div>
      <div className="master-right">
        <ServicesPanel />
        <DeliveryPanel />
        <AlbumBar />
      </div>
      <SystemsStrip />
    </section>
  );
}
