/** The rooms of this program, with the door between the last two. */
export const VIEWS = ['timeline', 'mixer', 'check', 'master'] as const;
export type ViewName = (typeof VIEWS)[number];

export function viewNamed(value: string): ViewName {
  return VIEWS.includes(value as ViewName) ? (value as ViewName) : 'timeline';
}
