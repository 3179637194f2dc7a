import { createRoot } from 'react-dom/client';
import { describeIpcError } from '#shared/ipc/error.ts';
import type { WindowEvent } from '#shared/ipc/events.ts';
import { App } from './app.tsx';
import { StartFailure } from './features/frame/start-failure.tsx';
import { runMenuCommand } from './store/commands.ts';
import { createWorkbench, type Workbench } from './store/create-store.ts';
import { rememberPlace, returnToPlace } from './store/place.ts';
import { findWorkbenchBridge } from './workbench-api.ts';

const root = createRoot(document.getElementById('root') ?? document.body);
void start();

/** Asks for the first snapshot and draws the window; what happens meanwhile is not lost. */
async function start(): Promise<void> {
  const bridge = findWorkbenchBridge();
  if (bridge === null) {
    root.render(
      <StartFailure message="This page works only inside of the Revoscope application." />,
    );
    return;
  }
  let workbench: Workbench | null = null;
  const early: WindowEvent[] = [];
  bridge.listen((event) => {
    if (workbench === null) early.push(event);
    else receive(workbench, event);
  });
  const snapshot = await bridge.call('app:get-snapshot', null);
  if (!snapshot.ok) {
    root.render(<StartFailure message={describeIpcError(snapshot.error)} />);
    return;
  }
  workbench = createWorkbench(snapshot.value, bridge, () => Date.now());
  for (const event of early) receive(workbench, event);
  void returnToPlace(workbench, isLoadedAgain() ? 'reload' : 'start');
  rememberPlace(workbench);
  root.render(<App workbench={workbench} />);
}

/** Whether this page was here before: after *View → Reload*, or after its process has crashed. */
function isLoadedAgain(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload';
}

function receive(workbench: Workbench, event: WindowEvent): void {
  if (event.type === 'menu-command') {
    runMenuCommand(event.command, workbench.actions, workbench.store.getState());
  } else {
    workbench.receive(event);
  }
}
