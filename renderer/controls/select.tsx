/** One of many: a button with the present choice that opens a list. */
import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import './menu.css';
import { useHelp } from './help.ts';
import { Icon } from './icons.tsx';

export interface SelectOption<T extends string> {
  value: T;
  title: string;
  isDisabled?: boolean;
}

export interface SelectProps<T extends string> {
  label: string;
  value: T;
  options: readonly SelectOption<T>[];
  onChange: (value: T) => void;
  help?: string;
  /** Shows the label before the button; otherwise it is only spoken. */
  showLabel?: boolean;
  quiet?: boolean;
  className?: string;
  isDisabled?: boolean;
}

export function Select<T extends string>(props: SelectProps<T>) {
  const {
    label,
    value,
    options,
    onChange,
    help = '',
    showLabel,
    quiet,
    className = '',
    isDisabled = false,
  } = props;
  return (
    <AriaSelect
      {...(showLabel ? {} : { 'aria-label': label })}
      value={value}
      onChange={(key) => key !== null && onChange(String(key) as T)}
      isDisabled={isDisabled}
      className={`select ${quiet ? 'select-quiet' : ''} ${className}`}
      {...useHelp(help, label)}
    >
      {showLabel && <Label className="select-label">{label}</Label>}
      <Button className="select-button">
        <SelectValue className="select-value">{({ selectedText }) => selectedText}</SelectValue>
        <Icon name="chevronDown" size={10} />
      </Button>
      <Popover className="menu-popover" offset={2}>
        <ListBox className="menu">
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.title}
              isDisabled={option.isDisabled ?? false}
              className="select-item"
            >
              {({ isSelected }) => (
                <>
                  <span className="menu-check">{isSelected && <Icon name="check" size={12} />}</span>
                  <span className="menu-title">{option.title}</span>
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
