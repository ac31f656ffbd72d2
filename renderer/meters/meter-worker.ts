/** The thread that draws meters: the page's own stays free for the hand, however many strips move. */
import { MeterScreen } from './meter-screen.ts';
import type { ScreenMessage } from './screen-messages.ts';

const screen = new MeterScreen();
let ticking = false;

/** By this thread's clock throughout: it began to count later than the page's. */
function tick(): void {
  screen.paint(performance.now());
  ticking = screen.open;
  if (ticking) requestAnimationFrame(tick);
}

addEventListener('message', ({ data }: MessageEvent<ScreenMessage>) => {
  screen.take(data, performance.now());
  if (ticking || !screen.open) return;
  ticking = true;
  requestAnimationFrame(tick);
});
