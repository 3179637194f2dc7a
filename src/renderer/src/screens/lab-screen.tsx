import { Segmented } from '../components/segmented.tsx';
import { LabPage } from '../features/lab/lab-page.tsx';
import { ScenariosPage } from '../features/scenarios/scenarios-page.tsx';
import { useActions, useWorkbench } from '../store/workbench-context.tsx';

/** The lab: its certificate authority and responder, and the scenarios that play with them. */
export function LabScreen() {
  const side = useWorkbench((state) => state.labSide);
  return side === 'scenarios' ? <ScenariosPage sides={<Sides />} /> : <LabPage sides={<Sides />} />;
}

function Sides() {
  const side = useWorkbench((state) => state.labSide);
  const { showLabSide } = useActions();
  return (
    <Segmented
      label="Side of the lab"
      value={side}
      choices={[
        { value: 'authority', text: 'CA and responder' },
        { value: 'scenarios', text: 'Scenarios' },
      ]}
      onChange={showLabSide}
    />
  );
}
