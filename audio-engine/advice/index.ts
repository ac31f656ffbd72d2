/** What the program advises: the mix check, the parts that tracks play, and what explains a move on the master. */
export * from './roles.ts';
