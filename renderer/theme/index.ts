import './tokens.css';
import './base.css';

export * from './theme.ts';
export * from './track-colors.ts';
