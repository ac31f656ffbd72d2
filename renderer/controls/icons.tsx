/** Our own icons: a box of 16 px, strokes of 1.4 px with round caps, one meaning each. */
import type { ReactNode, SVGProps } from 'react';

const shapes = {
  undo: <path d="M5.5 3 2.5 6l3 3M2.8 6H9a4 4 0 0 1 0 8H6.5" />,
  redo: <path d="m10.5 3 3 3-3 3M13.2 6H7a4 4 0 0 0 0 8h2.5" />,
  toStart: <path d="M3.5 3.5v9M12.5 3.8v8.4L6 8z" />,
  stop: <rect x="4" y="4" width="8" height="8" rx=".5" />,
  play: <path d="M4.8 3.2v9.6l8-4.8z" fill="currentColor" stroke="none" />,
  loop: (
    <path d="M3 8V6.5a2 2 0 0 1 2-2h7.5M10.5 2.3l2.2 2.2-2.2 2.2M13 8v1.5a2 2 0 0 1-2 2H3.5M5.5 13.7l-2.2-2.2 2.2-2.2" />
  ),
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  plus: <path d="M8 3v10M3 8h10" />,
  minus: <path d="M3 8h10" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  chevronDown: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  chevronRight: <path d="M6.5 4.5 10 8l-3.5 3.5" />,
  check: <path d="m3 8.5 3.2 3.2L13 4.5" />,
  folder: <path d="M2 4.5h4l1.5 1.7H14v6.8H2z" />,
  file: <path d="M4 2h5l3 3v9H4zM9 2v3h3" />,
  session: (
    <>
      <rect x="2" y="3" width="12" height="10" rx="1" />
      <path d="M4.5 9.5h1.5l3.5-3h2" />
    </>
  ),
  wave: <path d="M2 8h1.5L5 4l2 8 2-6 1.5 4L12 8h2" />,
  history: <path d="M3 8a5 5 0 1 0 1.6-3.7L3 5.7M3 2.8v3h3M8 5.5V8l2 1.3" />,
  marker: <path d="M4 14V2.5M4 3h7.5L9.6 5.5l1.9 2.5H4" />,
  power: <path d="M8 2.5v5M5 4.4a4.6 4.6 0 1 0 6 0" />,
  ear: (
    <path d="M4.8 6.6a3.4 3.4 0 0 1 6.8 0c0 2.6-2.6 2.8-2.6 5A2 2 0 0 1 5.4 13M6.7 6.8c0-1.8 2.8-1.8 2.8 0 0 1.1-1.3 1.2-1.3 2.2" />
  ),
  export: <path d="M8 10V2.5M5 5.3l3-3 3 3M3 9.5V13h10V9.5" />,
  warning: <path d="M8 2.5 14 13H2zM8 6.5v3M8 11.3v.1" />,
  note: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 7.3v3.5M8 5.1v.1" />
    </>
  ),
  octagon: <path d="M5.6 2.3h4.8l3.3 3.3v4.8l-3.3 3.3H5.6l-3.3-3.3V5.6zM8 5v3.6M8 10.8v.1" />,
  polarity: (
    <>
      <circle cx="8" cy="8" r="4" />
      <path d="m3.5 12.5 9-9" />
    </>
  ),
  link: (
    <path d="M6.5 9.5 9.5 6.5M7 4.8l1.3-1.3a3 3 0 0 1 4.2 4.2L11.2 9M9 11.2l-1.3 1.3a3 3 0 0 1-4.2-4.2L4.8 7" />
  ),
  more: <path d="M3.5 8h.1M8 8h.1M12.5 8h.1" />,
  split: <path d="M8 2v12M3 5.5h2.5M3 10.5h2.5M10.5 5.5H13M10.5 10.5H13" />,
  help: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M6.4 6.5a1.6 1.6 0 1 1 2.4 1.4c-.5.3-.8.6-.8 1.1M8 11v.1" />
    </>
  ),
  sliders: <path d="M4 2.5v11M8 2.5v11M12 2.5v11M2.8 9.5h2.4M6.8 5h2.4M10.8 11h2.4" />,
  go: <path d="M5 11 11 5M6 5h5v5" />,
  up: <path d="M8 13V3.5M4 7.2 8 3.2l4 4" />,
  refresh: <path d="M13 8a5 5 0 1 1-1.5-3.6L13 5.8M13 2.8v3h-3" />,
  snow: <path d="M8 2v12M2.8 5l10.4 6M13.2 5 2.8 11M6.2 3.2 8 5l1.8-1.8M6.2 12.8 8 11l1.8 1.8" />,
  trash: <path d="M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5" />,
  cup: (
    <path d="M3 5h8v4.5A3.5 3.5 0 0 1 7.5 13H6.5A3.5 3.5 0 0 1 3 9.5zM11 6.5h1a1.6 1.6 0 0 1 0 3.6h-1M5.5 1.8v1.2M8.5 1.8v1.2" />
  ),
  door: <path d="M3.5 14V2.5h6V14M2 14h12M9.5 2.5 12.5 4v10M7.6 8v.8" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

export function Icon({
  name,
  size = 16,
  ...rest
}: { name: IconName; size?: number } & SVGProps<SVGSVGElement>) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={(1.4 * 16) / size}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...rest}
    >
      {shapes[name]}
    </svg>
  );
}
