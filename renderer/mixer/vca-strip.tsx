/** A VCA: a fader, mute and solo for the strips that follow it. It carries no sound, so it has no meter. */
import { memo, useRef, useState } from 'react';
import { mixingWords, routingWords, signedDecibels } from '../../audio-engine/words/index.ts';
import { ContextMenu, Fader, type MenuEntry, useHelp } from '../controls/index.ts';
import { run, selectStrip, useDocument } from '../state/index.ts';
import { NamePlate } from './name-plate.tsx';
import type { StripProps } from './strip.tsx';
import { StripButton } from './strip-button.tsx';
import { vcaMenu } from './strip-menu.ts';

export const VcaStrip = memo(function VcaStrip({
  stripId,
  left,
  width,
  wide,
  selected,
  current,
}: StripProps) {
  const vca = useDocument((document) => document.vcas[stripId]);
  const members = useDocument(
    (document) => Object.values(document.strips).filter((strip) => strip.vcaIds.includes(stripId)).length,
  );
  const element = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<MenuEntry[] | null>(null);
  const label = routingWords.vca.faderOf(vca?.name ?? '');
  const help = useHelp(routingWords.vca.help, label);
  if (!vca) return null;
  const tabIndex = current ? 0 : -1;
  const set = (fields: object) => void run('vca.set', { vcaId: stripId, ...fields });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a strip is a group of controls, not a form's fieldset
    <div
      ref={element}
      className="strip strip-vca"
      role="group"
      aria-label={mixingWords.strip.group(vca.name)}
      data-strip-id={stripId}
      data-color={vca.color}
      data-wide={wide || undefined}
      data-selected={selected || undefined}
      style={{ left, width }}
      onPointerDown={(event) => {
        if (!(event.target as Element).closest('button, input') && !selected) selectStrip(stripId);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        setMenu(vcaMenu(stripId));
      }}
    >
      <div className="vca-members">{routingWords.vca.members(members)}</div>
      <div className="strip-buttons">
        <StripButton
          tone="mute"
          control="mute"
          tabIndex={tabIndex}
          pressed={vca.mute}
          label={mixingWords.strip.muteOf(vca.name)}
          help={mixingWords.help.mute}
          onPress={() => set({ mute: !vca.mute })}
        >
          M
        </StripButton>
        <StripButton
          tone="solo"
          control="solo"
          tabIndex={tabIndex}
          pressed={vca.solo}
          label={mixingWords.strip.soloOf(vca.name)}
          help={mixingWords.help.solo}
          onPress={() => set({ solo: !vca.solo })}
        >
          S
        </StripButton>
      </div>
      <div className="strip-fader">
        <Fader
          value={vca.faderDb}
          binding={{
            name: label,
            preview: (value) => [{ op: 'replace', path: ['vcas', stripId, 'faderDb'], value }],
            command: (value) => ({ id: 'vca.set', payload: { vcaId: stripId, faderDb: value } }),
          }}
          label={label}
          wide={wide}
          selected={selected}
          tabIndex={tabIndex}
          control="fader"
          help={help}
        />
      </div>
      <div className="strip-values">
        <div className="strip-value">
          <b>{signedDecibels(vca.faderDb)}</b>
        </div>
      </div>
      <NamePlate
        stripId={stripId}
        name={vca.name}
        sub={routingWords.sub.vca}
        selected={selected}
        tabIndex={tabIndex}
        rename={(name) => void run('vca.rename', { vcaId: stripId, name })}
        onSelect={(extend) => selectStrip(stripId, extend)}
      />
      {menu && (
        <ContextMenu
          anchor={element}
          label={mixingWords.strip.menu(vca.name)}
          items={menu}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
});
