/** One drawing for each playback system: 16 px, strokes of 1.4, as all our icons. */
import type { ReactNode } from 'react';

const speaker = (
  <>
    <rect x="4" y="2" width="8" height="12" rx="1" />
    <circle cx="8" cy="9.5" r="2.3" />
    <path d="M8 4.7v.1" />
  </>
);

const drawings: Readonly<Record<string, ReactNode>> = {
  straight: (
    <>
      <rect x="1.8" y="2.5" width="5" height="11" rx=".8" />
      <rect x="9.2" y="2.5" width="5" height="11" rx=".8" />
      <path d="M4.3 9.5v.1M11.7 9.5v.1" />
    </>
  ),
  phone: (
    <>
      <rect x="4.5" y="1.8" width="7" height="12.4" rx="1.2" />
      <path d="M7.2 12h1.6" />
    </>
  ),
  'phone-stereo': (
    <>
      <rect x="1.8" y="4.5" width="12.4" height="7" rx="1.2" />
      <path d="M4 7.2v1.6M12 7.2v1.6" />
    </>
  ),
  laptop: <path d="M3.5 3.5h9v6.5h-9zM1.5 12.5h13" />,
  earbuds: <path d="M6 4a2 2 0 1 0-2 3v5.5M10 4a2 2 0 1 1 2 3v5.5" />,
  car: <path d="M2 11V8.5l1.6-3.6h8.8L14 8.5V11zM4.5 11v1.5M11.5 11v1.5M2 8.5h12" />,
  club: <path d="M2.5 2.5h4v5h-4zM9.5 2.5h4v5h-4zM4 9.5h8v4H4zM8 11.5v.1" />,
  kitchen: (
    <>
      <path d="M4.5 4.5v7a3.5 1.6 0 0 0 7 0v-7" />
      <ellipse cx="8" cy="4.5" rx="3.5" ry="1.6" />
    </>
  ),
  'small-monitor': (
    <>
      <rect x="2.8" y="2.8" width="10.4" height="10.4" rx="1" />
      <circle cx="8" cy="8" r="3" />
    </>
  ),
  nearfield: speaker,
  headphones: <path d="M3 10V8a5 5 0 0 1 10 0v2M3 9.5h2v4H3zM11 9.5h2v4h-2z" />,
  tv: <path d="M2 3.5h12v7.5H2zM5.5 13.5h5" />,
  'low-level': <path d="M3 6.5v3h2l3 2.5V4L5 6.5zM10.5 7a2 2 0 0 1 0 2" />,
};

export function SystemIcon({ id }: { id: string }) {
  return (
    <svg
      className="system-icon"
      width="14"
      height="14"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawings[id] ?? speaker}
    </svg>
  );
}
