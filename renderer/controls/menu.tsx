/** Menus: behind a button, or where the pointer asked for one. Items come as plain data, so that the action registry can fill them. */
import type { ReactNode, RefObject } from 'react';
import {
  Menu as AriaMenu,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  SubmenuTrigger,
} from 'react-aria-components';
import './menu.css';
import { Icon } from './icons.tsx';

export type MenuEntry =
  | {
      kind?: 'item';
      id: string;
      title: string;
      /** Shown at the right, for example `Ctrl+K`. */
      keys?: string | undefined;
      isDisabled?: boolean;
      isChecked?: boolean;
      onAction?: () => void;
      /** Track colour swatch before the title. */
      color?: string;
      items?: readonly MenuEntry[];
    }
  | { kind: 'section'; id: string; title: string; items: readonly MenuEntry[] }
  | { kind: 'separator'; id: string };

function entry(item: MenuEntry): ReactNode {
  if (item.kind === 'separator') return <Separator key={item.id} className="menu-separator" />;
  if (item.kind === 'section') {
    return (
      <MenuSection key={item.id} className="menu-section">
        <Header className="menu-header">{item.title}</Header>
        {item.items.map(entry)}
      </MenuSection>
    );
  }
  const row = (
    <MenuItem
      key={item.id}
      id={item.id}
      textValue={item.title}
      isDisabled={item.isDisabled ?? false}
      className="menu-item"
      {...(item.onAction ? { onAction: item.onAction } : {})}
      {...(item.color ? { 'data-color': item.color } : {})}
      {...(item.isChecked === undefined
        ? {}
        : { 'aria-label': `${item.title}${item.isChecked ? ', on' : ', off'}` })}
    >
      <span className="menu-check">
        {item.isChecked && <Icon name="check" size={12} />}
        {item.color && <span className="menu-swatch" />}
      </span>
      <span className="menu-title">{item.title}</span>
      {item.keys && <kbd className="menu-keys">{item.keys}</kbd>}
      {item.items && <Icon name="chevronRight" size={12} className="menu-more" />}
    </MenuItem>
  );
  if (!item.items) return row;
  return (
    <SubmenuTrigger key={item.id}>
      {row}
      <Popover className="menu-popover">
        <AriaMenu className="menu">{item.items.map(entry)}</AriaMenu>
      </Popover>
    </SubmenuTrigger>
  );
}

export function MenuItems({ label, items }: { label: string; items: readonly MenuEntry[] }) {
  return (
    <AriaMenu className="menu" aria-label={label}>
      {items.map(entry)}
    </AriaMenu>
  );
}

/** `children` is one of our buttons; it opens the menu. */
export function MenuButton({
  children,
  label,
  items,
  placement = 'bottom start',
}: {
  children: ReactNode;
  label: string;
  items: readonly MenuEntry[];
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'right top';
}) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="menu-popover" placement={placement} offset={2}>
        <MenuItems label={label} items={items} />
      </Popover>
    </MenuTrigger>
  );
}

/** A menu that opens beside an element without a button of its own: right click, or the menu key. */
export function ContextMenu({
  anchor,
  label,
  items,
  onClose,
}: {
  anchor: RefObject<Element | null>;
  label: string;
  items: readonly MenuEntry[] | null;
  onClose: () => void;
}) {
  return (
    <Popover
      className="menu-popover"
      triggerRef={anchor}
      isOpen={items !== null}
      onOpenChange={(open) => !open && onClose()}
      placement="bottom start"
      offset={0}
    >
      <AriaMenu className="menu" aria-label={label} autoFocus="first" onClose={onClose}>
        {(items ?? []).map(entry)}
      </AriaMenu>
    </Popover>
  );
}
