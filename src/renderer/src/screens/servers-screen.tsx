import { lazy, Suspense } from 'react';
import { Segmented } from '../components/segmented.tsx';
import { useActions, useWorkbench } from '../store/workbench-context.tsx';

// Few people come here at once: the window starts without reading these.
const MatrixPage = lazy(async () => {
  const { MatrixPage: page } = await import('../features/matrix/matrix-page.tsx');
  return { default: page };
});
const ResponderPage = lazy(async () => {
  const { ResponderPage: page } = await import('../features/responder-card/responder-page.tsx');
  return { default: page };
});
const SweepPage = lazy(async () => {
  const { SweepPage: page } = await import('../features/sweep/sweep-page.tsx');
  return { default: page };
});

/** Somebody else's servers: gates that are tried, responders that are asked, certificates by the thousand. */
export function ServersScreen() {
  return (
    <Suspense fallback={null}>
      <Side />
    </Suspense>
  );
}

function Side() {
  const side = useWorkbench((state) => state.serversSide);
  switch (side) {
    case 'matrix':
      return <MatrixPage sides={<Sides />} />;
    case 'responder':
      return <ResponderPage sides={<Sides />} />;
    case 'sweep':
      return <SweepPage sides={<Sides />} />;
  }
}

function Sides() {
  const side = useWorkbench((state) => state.serversSide);
  const { showServers } = useActions();
  return (
    <Segmented
      label="Side of the servers"
      value={side}
      choices={[
        { value: 'matrix', text: 'Matrix' },
        { value: 'responder', text: 'Responder' },
        { value: 'sweep', text: 'Sweep' },
      ]}
      onChange={showServers}
    />
  );
}
