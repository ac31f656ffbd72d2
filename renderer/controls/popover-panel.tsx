/** A small panel that floats beside the control that opened it: for settings that a menu cannot hold. */
import type { ReactNode, RefObject } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import './menu.css';

export function PopoverPanel({
  anchor,
  label,
  isOpen,
  onClose,
  placement = 'bottom start',
  className = '',
  children,
}: {
  anchor: RefObject<Element | null>;
  label: string;
  isOpen: boolean;
  onClose: () => void;
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'right top';
  className?: string;
  children: ReactNode;
}) {
  return (
    <Popover
      className={`menu-popover popover-panel ${className}`}
      triggerRef={anchor}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      placement={placement}
      offset={2}
    >
      <Dialog className="popover-body" aria-label={label}>
        {children}
      </Dialog>
    </Popover>
  );
}
