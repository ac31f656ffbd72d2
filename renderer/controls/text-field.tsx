/** A line of typed text with a label; Enter commits, Esc gives up. */
import { useEffect, useRef, useState } from 'react';
import { TextField as AriaTextField, FieldError, Input, Label } from 'react-aria-components';
import './text-field.css';
import { useHelp } from './help.ts';

export interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onCommit?: (value: string) => void;
  showLabel?: boolean;
  placeholder?: string;
  help?: string;
  autoFocus?: boolean;
  className?: string;
  error?: string | null;
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    value,
    onChange,
    onCommit,
    showLabel = true,
    placeholder = '',
    help = '',
    autoFocus = false,
    className = '',
    error,
  } = props;
  return (
    <AriaTextField
      className={`text-field ${className}`}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      isInvalid={Boolean(error)}
      {...(showLabel ? {} : { 'aria-label': label })}
      {...useHelp(help, label)}
    >
      {showLabel && <Label className="text-field-label">{label}</Label>}
      <Input
        className="text-field-input"
        placeholder={placeholder}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onCommit?.(event.currentTarget.value);
        }}
      />
      {error && <FieldError className="text-field-error">{error}</FieldError>}
    </AriaTextField>
  );
}

/** A name that becomes an input on a double-click, on F2 or on Enter, and a name again afterwards. */
export function EditableName(props: {
  value: string;
  label: string;
  onCommit: (value: string) => void;
  className?: string;
  help?: string;
  /** Raising this number from outside starts the editing. */
  editRequest?: number;
}) {
  const { value, label, onCommit, className = '', help = '', editRequest = 0 } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const seen = useRef(editRequest);
  const name = useRef<HTMLButtonElement>(null);
  const [returnFocus, setReturnFocus] = useState(false);

  useEffect(() => {
    if (editRequest !== seen.current) {
      seen.current = editRequest;
      setDraft(value);
    }
  }, [editRequest, value]);
  useEffect(() => {
    if (returnFocus) {
      name.current?.focus();
      setReturnFocus(false);
    }
  }, [returnFocus]);

  const finish = (commit: boolean) => {
    const text = draft?.trim() ?? '';
    setDraft(null);
    if (commit && text !== '' && text !== value) onCommit(text);
  };
  if (draft === null) {
    return (
      <button
        ref={name}
        type="button"
        className={`editable-name ${className}`}
        aria-label={`${label}: ${value}`}
        onDoubleClick={() => setDraft(value)}
        onKeyDown={(event) => {
          if (event.key === 'F2' || event.key === 'Enter') {
            event.preventDefault();
            event.stopPropagation();
            setDraft(value);
          }
        }}
        {...useHelp(help, value)}
      >
        {value}
      </button>
    );
  }
  return (
    <input
      className={`editable-input ${className}`}
      aria-label={label}
      value={draft}
      ref={(input) => {
        if (input && document.activeElement !== input) {
          input.focus();
          input.select();
        }
      }}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter' || event.key === 'Escape') {
          finish(event.key === 'Enter');
          setReturnFocus(true);
        }
      }}
    />
  );
}
