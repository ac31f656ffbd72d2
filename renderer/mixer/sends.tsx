/** The sends of a strip: a name over the line of its level; dragged, typed, opened, added, moved to other strips. */
import { type DragEvent, type KeyboardEvent, memo, useRef, useState } from 'react';
import { stripName as nameOf, orderedSends, type Send } from '../../audio-engine/session/index.ts';
import { routingWords, signedDecibels } from '../../audio-engine/words/index.ts';
import {
  Button,
  ContextMenu,
  FollowedText,
  faderPosition,
  Knob,
  type MenuEntry,
  PopoverPanel,
  Segmented,
  useFollowed,
  useSlider,
  ValueField,
} from '../controls/index.ts';
import { shownDocument, useDocument } from '../state/index.ts';
import { mixerItems } from './items.ts';
import { addSend, giveSend, removeSend, sendTargets, sendToNew, setSend } from './send-actions.ts';
import { carriesSend, dropSend, startSendDrag } from './send-drag.ts';
import { sendBinding, sendLevelScale } from './send-scales.ts';
import { panScale } from './strip-values.ts';

const ROWS = 3;
const words = routingWords.sends;

export interface SendsProps {
  stripId: string;
  stripName: string;
  wide: boolean;
  tabIndex: number;
}

export function addSendMenu(stripId: string): MenuEntry[] {
  const document = shownDocument();
  const targets = sendTargets(document, stripId);
  return [
    ...targets.map((bus) => ({
      id: bus.id,
      title: bus.name,
      color: bus.color,
      onAction: () => void addSend(stripId, bus.id),
    })),
    ...(targets.length > 0 ? [{ kind: 'separator', id: 's1' } as const] : []),
    { id: 'new-return', title: words.newReturn, onAction: () => void sendToNew([stripId], 'return') },
    { id: 'new-cue', title: words.newCue, onAction: () => void sendToNew([stripId], 'cue') },
  ];
}

function sendMenu(send: Send, stripId: string, edit: () => void): MenuEntry[] {
  const ref = { stripId, sendId: send.id };
  const document = shownDocument();
  const strips = (title: string, copy: boolean): MenuEntry => ({
    id: title,
    title,
    items: mixerItems(document)
      .filter((item) => item.kind !== 'vca' && item.id !== stripId && item.id !== send.toStripId)
      .map((item) => ({
        id: item.id,
        title: item.name,
        color: item.color,
        onAction: () => giveSend(ref, item.id, copy),
      })),
  });
  return [
    { id: 'edit', title: words.edit, keys: 'Enter', onAction: edit },
    {
      id: 'pre',
      title: words.pre,
      isChecked: send.point === 'pre',
      onAction: () => setSend(ref, { point: send.point === 'pre' ? 'post' : 'pre' }),
    },
    {
      id: 'mute',
      title: words.mute,
      isChecked: send.muted,
      onAction: () => setSend(ref, { muted: !send.muted }),
    },
    {
      id: 'to',
      title: words.to,
      items: sendTargets(document, stripId).map((bus) => ({
        id: bus.id,
        title: bus.name,
        color: bus.color,
        isChecked: bus.id === send.toStripId,
        onAction: () => setSend(ref, { toStripId: bus.id }),
      })),
    },
    { kind: 'separator', id: 's1' },
    strips(words.moveTo, false),
    strips(words.copyTo, true),
    { kind: 'separator', id: 's2' },
    { id: 'remove', title: words.remove, keys: 'Delete', onAction: () => removeSend(ref) },
  ];
}

interface RowProps extends SendsProps {
  send: Send;
  index: number;
}

const SendRow = memo(function SendRow({ send, index, stripId, stripName, wide, tabIndex }: RowProps) {
  const ref = { stripId, sendId: send.id };
  const to = useDocument((document) => nameOf(document, send.toStripId));
  const [menu, setMenu] = useState<MenuEntry[] | null>(null);
  const [editing, setEditing] = useState(false);
  const label = words.send(stripName, to);
  const binding = sendBinding(ref, 'levelDb', label);
  const line = useRef<HTMLElement>(null);
  useFollowed(binding.lane, send.levelDb, (now) => {
    if (line.current) line.current.style.width = `${faderPosition(now) * 100}%`;
  });
  const slider = useSlider({
    scale: sendLevelScale,
    value: send.levelDb,
    binding,
    label,
    speak: (levelDb) =>
      `${words.spoken(levelDb, send.pan, send.point === 'pre')}${send.muted ? `, ${words.mute}` : ''}`,
    travelPx: 120,
    orientation: 'horizontal',
    tabIndex,
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const taken = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === 'Delete' || event.key === 'Backspace') {
      taken();
      removeSend(ref);
    } else if (event.key === 'Enter' && event.shiftKey) {
      taken();
      setSend(ref, { muted: !send.muted });
    } else if (event.key === ' ') {
      taken();
      setEditing(true);
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      taken();
      setMenu(sendMenu(send, stripId, () => setEditing(true)));
    } else slider.props.onKeyDown(event);
  };
  const shown = slider.typing !== null;
  return (
    <>
      {shown ? (
        <ValueField
          scale={sendLevelScale}
          value={send.levelDb}
          label={label}
          initial={slider.typing ?? ''}
          onDone={slider.finishTyping}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the slider's own props bring its role
        <div
          className="send"
          ref={slider.ref}
          {...slider.props}
          onKeyDown={onKeyDown}
          data-control={`send-${index}`}
          data-muted={send.muted || undefined}
          data-pre={send.point === 'pre' || undefined}
          data-help={words.gestures}
          data-help-name={label}
          onContextMenu={(event) => {
            event.preventDefault();
            event.stopPropagation();
            setMenu(sendMenu(send, stripId, () => setEditing(true)));
          }}
        >
          <span className="send-name">
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the row is the control; the name is what it is dragged to another strip by */}
            <span
              draggable
              onPointerDown={(event) => event.stopPropagation()}
              onDragStart={(event: DragEvent<HTMLElement>) => startSendDrag(event.dataTransfer, ref)}
            >
              {to}
            </span>
            {wide && (
              <b>
                <FollowedText
                  lane={binding.lane}
                  value={send.levelDb}
                  text={(levelDb) => signedDecibels(levelDb)}
                />
              </b>
            )}
          </span>
          <span className="send-line">
            <i ref={line} style={{ width: `${faderPosition(send.levelDb) * 100}%` }} />
          </span>
        </div>
      )}
      {menu && (
        <ContextMenu anchor={slider.ref} label={words.menu(to)} items={menu} onClose={() => setMenu(null)} />
      )}
      {editing && (
        <PopoverPanel
          anchor={slider.ref}
          label={label}
          isOpen
          onClose={() => setEditing(false)}
          placement="right top"
        >
          <div className="send-panel">
            <b>{label}</b>
            <div className="send-panel-knobs">
              <Knob
                scale={sendLevelScale}
                value={send.levelDb}
                binding={sendBinding(ref, 'levelDb', label)}
                label={label}
                name={words.level}
                layout="below"
              />
              <Knob
                scale={panScale}
                value={send.pan}
                binding={sendBinding(ref, 'pan', words.panOf(stripName, to))}
                label={words.panOf(stripName, to)}
                name={words.pan}
                origin="centre"
                layout="below"
              />
              <Segmented
                label={words.point}
                value={send.point}
                options={[
                  { value: 'pre', title: words.preShort, label: words.pre },
                  { value: 'post', title: words.postShort, label: words.post },
                ]}
                onChange={(point) => setSend(ref, { point })}
              />
            </div>
            <div className="send-panel-foot">
              <Button onPress={() => setSend(ref, { muted: !send.muted })}>
                {send.muted ? words.unmute : words.mute}
              </Button>
              <Button kind="quiet" onPress={() => removeSend(ref)}>
                {words.remove}
              </Button>
            </div>
          </div>
        </PopoverPanel>
      )}
    </>
  );
});

export const Sends = memo(function Sends(props: SendsProps) {
  const { stripId, stripName, tabIndex } = props;
  const sends = useDocument((document) => orderedSends(document, stripId));
  const adder = useRef<HTMLButtonElement>(null);
  const [adding, setAdding] = useState<MenuEntry[] | null>(null);
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings its own box into a narrow column
    <div
      className="sends"
      role="group"
      aria-label={words.of(stripName)}
      data-drop={over || undefined}
      data-scrolls={sends.length >= ROWS || undefined}
      onDragOver={(event) => {
        if (!carriesSend(event.dataTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = event.ctrlKey || event.altKey ? 'copy' : 'move';
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (!carriesSend(event.dataTransfer)) return;
        event.preventDefault();
        event.stopPropagation();
        dropSend(event.dataTransfer, stripId, event.ctrlKey || event.altKey);
      }}
    >
      {sends.map((send, index) => (
        <SendRow key={send.id} {...props} send={send} index={index} />
      ))}
      <button
        type="button"
        ref={adder}
        className="send-add"
        aria-label={words.add(stripName)}
        aria-haspopup="menu"
        aria-expanded={adding !== null}
        tabIndex={tabIndex}
        data-control="send-add"
        data-help={words.gestures}
        data-help-name={words.addTitle}
        onClick={() => setAdding(addSendMenu(stripId))}
      >
        <span aria-hidden="true">+</span>
      </button>
      {adding && (
        <ContextMenu anchor={adder} label={words.addTitle} items={adding} onClose={() => setAdding(null)} />
      )}
    </div>
  );
});
