/** A path that is typed: what the hand writes stands as it is, what comes from elsewhere takes its place afterwards. */
import { useEffect, useState } from 'react';
import { TextField } from '../controls/index.ts';

export function PathField(props: {
  label: string;
  value: string;
  onChange: (path: string) => void;
  /** What it belongs to: when that changes, what was typed is done with. */
  subject: string;
  error?: string | null;
}) {
  const { label, value, onChange, subject, error = null } = props;
  const [draft, setDraft] = useState<string | null>(null);
  useEffect(() => setDraft(null), [subject]);
  return (
    <TextField
      label={label}
      value={draft ?? value}
      error={error}
      onChange={(text) => {
        setDraft(text);
        onChange(text);
      }}
    />
  );
}
