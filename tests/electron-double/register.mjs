// `node --import ./tests/electron-double/register.mjs dist/main/electron.js` runs the real main process with
// `electron` resolved to the stand-in beside this file.
import { register } from 'node:module';

const double = new URL('./electron.mjs', import.meta.url).href;
const loader = `
export async function resolve(specifier, context, next) {
  if (specifier === 'electron') return { url: ${JSON.stringify(double)}, shortCircuit: true };
  return next(specifier, context);
}`;
register(`data:text/javascript,${encodeURIComponent(loader)}`);
