/** M, S and Safe: plain pressed buttons of 16 px, light enough for hundreds of strips. */
export interface StripButtonProps {
  pressed: boolean;
  label: string;
  help: string;
  tone: 'mute' | 'solo' | 'safe';
  control: string;
  tabIndex: number;
  children: string;
  onPress(): void;
}

export function StripButton(props: StripButtonProps) {
  return (
    <button
      type="button"
      className={`strip-button strip-button-${props.tone}`}
      aria-pressed={props.pressed}
      aria-label={props.label}
      tabIndex={props.tabIndex}
      data-control={props.control}
      data-help={props.help}
      data-help-name={props.label}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}
