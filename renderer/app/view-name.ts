/** The three rooms of this program, in the order of their keys. */
export const VIEWS = ['timeline', 'mixer', 'master'] as const;
export type ViewName = (typeof VIEWS)[number];

export function viewNamed(value: string): ViewName {
  return VIEWS.includes(value as ViewName) ? (value as ViewName) : 'timeline';
}
