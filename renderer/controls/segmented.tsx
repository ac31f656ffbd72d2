/** One of a few, all in sight: a radio group drawn as joined segments. Arrow keys move, as in any radio group. */
import type { ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import './segmented.css';
import { useHelp } from './help.ts';

export interface SegmentedOption<T extends string> {
  value: T;
  title: ReactNode;
  /** Spoken name where `title` is an icon or an abbreviation. */
  label?: string;
  help?: string;
}

export interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly SegmentedOption<T>[];
  onChange: (value: T) => void;
  help?: string;
  size?: 'normal' | 'small';
  className?: string;
  isDisabled?: boolean;
}

export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const {
    label,
    value,
    options,
    onChange,
    help = '',
    size = 'normal',
    className = '',
    isDisabled = false,
  } = props;
  return (
    <RadioGroup
      aria-label={label}
      orientation="horizontal"
      value={value}
      onChange={(next) => onChange(next as T)}
      isDisabled={isDisabled}
      className={`segmented segmented-${size} ${className}`}
      {...useHelp(help, label)}
    >
      {options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          className="segment"
          {...(option.label ? { 'aria-label': option.label } : {})}
          {...(option.help ? { 'data-help': option.help } : {})}
        >
          {option.title}
        </Radio>
      ))}
    </RadioGroup>
  );
}
