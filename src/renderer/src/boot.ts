import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/first-paint.css';

/** A window that is not shown is never painted, and starts all the same. */
const longestWaitMs = 200;

/** The frame is painted before the program is read: a person sees the window at once. */
async function firstPaint(): Promise<void> {
  await Promise.race([
    new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
    new Promise((resolve) => setTimeout(resolve, longestWaitMs)),
  ]);
}

void firstPaint().then(() => import('./main.tsx'));
