/** The window's start: finds its carrier, loads the state, shows the frame. */
import { createRoot } from 'react-dom/client';
import { Provider } from 'react-redux';
import { config } from 'zod';
import { App } from './app/index.ts';
import { startAutomation } from './automation/index.ts';
import { chooseCarrier, isSocketCarrier } from './carriers/index.ts';
import { heardLoudness } from './master/index.ts';
import { connect, connectionChanged, fetchState, setStudio, store } from './state/index.ts';
import './theme/index.ts';

// The page's security policy forbids making code from text.
config({ jitless: true });

const carrier = chooseCarrier();
setStudio(carrier);
// The master room shows what was heard before its door was opened, too.
heardLoudness();
startAutomation();
if (isSocketCarrier(carrier)) {
  let wasLost = false;
  carrier.onConnection((connected) => {
    store.dispatch(connectionChanged(connected));
    if (connected && wasLost) fetchState().catch(() => undefined);
    wasLost = !connected;
  });
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <Provider store={store}>
      <App />
    </Provider>,
  );
}
void connect();
