/** The encoders as they are named in files and beside figures. */
import { formatWords } from '../../words/index.ts';

export const ENCODERS = formatWords.encoders;
