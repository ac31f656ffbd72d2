/** A handler file answers some of the channels; together they must answer all (the router's type says so). */
import type { InvokeName } from '../../../audio-engine/protocol/index.ts';
import type { InvokeHandlers } from '../router.ts';

export type Answers<N extends InvokeName> = Pick<InvokeHandlers, N>;
