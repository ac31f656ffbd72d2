/** A small switch with words that stays pressed; and a switch with a box before its sentence. */
import type { ReactNode } from 'react';
import { Checkbox, ToggleButton } from 'react-aria-components';
import { Icon, useHelp } from '../controls/index.ts';

export interface ChipProps {
  label: string;
  isOn: boolean;
  onChange: () => void;
  children: ReactNode;
  help?: string;
}

export function Chip({ label, isOn, onChange, children, help = '' }: ChipProps) {
  return (
    <ToggleButton
      className="chip"
      aria-label={label}
      isSelected={isOn}
      onChange={onChange}
      {...useHelp(help, label)}
    >
      {children}
    </ToggleButton>
  );
}

export function Tick(props: { label: string; isOn: boolean; onChange: (on: boolean) => void; help: string }) {
  const { label, isOn, onChange, help } = props;
  return (
    <Checkbox className="tick" isSelected={isOn} onChange={onChange} {...useHelp(help, label)}>
      <span className="tick-box">{isOn && <Icon name="check" size={10} />}</span>
      {label}
    </Checkbox>
  );
}
