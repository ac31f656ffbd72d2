/** The face of actions and keys. */

export {
  type ActionGroup,
  type ActionId,
  actionIds,
  actionOf,
  actions,
} from '../../audio-engine/protocol/index.ts';
export * from './dispatch.ts';
export * from './keys.ts';
export * from './listen.ts';
