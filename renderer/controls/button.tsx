/** Buttons with words, buttons with an icon, and switches that stay pressed. All carry a name and a help sentence. */
import type { ReactNode } from 'react';
import { Button as AriaButton, ToggleButton as AriaToggle, type PressEvent } from 'react-aria-components';
import './button.css';
import { useHelp } from './help.ts';
import { Icon, type IconName } from './icons.tsx';

interface Common {
  onPress?: (event: PressEvent) => void;
  isDisabled?: boolean | undefined;
  /** One sentence for the status line. */
  help?: string | undefined;
  className?: string | undefined;
  autoFocus?: boolean;
}

export interface ButtonProps extends Common {
  children: ReactNode;
  /** One primary button a place at most. `quiet` has no ground until the pointer is over it. */
  kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  icon?: IconName;
  label?: string;
}

export function Button({
  children,
  kind = 'plain',
  icon,
  help = '',
  label,
  className = '',
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      className={`button button-${kind} ${className}`}
      aria-label={label}
      {...useHelp(help, label)}
      {...rest}
    >
      {icon && <Icon name={icon} size={14} />}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Common {
  icon: IconName;
  label: string;
  size?: number;
}

export function IconButton({ icon, label, help = '', size = 16, className = '', ...rest }: IconButtonProps) {
  return (
    <AriaButton className={`icon-button ${className}`} aria-label={label} {...useHelp(help, label)} {...rest}>
      <Icon name={icon} size={size} />
    </AriaButton>
  );
}

export interface ToggleProps {
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  label: string;
  children: ReactNode;
  help?: string;
  className?: string;
  isDisabled?: boolean;
  /** Colour when on: mute is amber, everything else is the accent. */
  tone?: 'accent' | 'mute' | 'neutral' | 'bad';
}

/** A small switch such as M and S: pressed is on, told to assistive technology as a pressed button. */
export function Toggle({
  label,
  help = '',
  tone = 'accent',
  className = '',
  children,
  ...rest
}: ToggleProps) {
  return (
    <AriaToggle
      className={`toggle toggle-${tone} ${className}`}
      aria-label={label}
      {...useHelp(help, label)}
      {...rest}
    >
      {children}
    </AriaToggle>
  );
}
