import { FlaskConical } from 'lucide-react';
import { SubmenuTrigger } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { MenuButton, MenuItem, MenuLine, Submenu } from '../../components/menu.tsx';
import { clockSteps } from '../../store/clock-steps.ts';
import { statusCommands } from '../../store/found-commands.ts';
import { selectPresentedClient } from '../../store/selectors.ts';
import { useActions, useStateReader, useWorkbench } from '../../store/workbench-context.tsx';

/** The stage in one menu: what happens to the presented client, how the responder answers, what time it is. */
export function QuickLabMenu() {
  const lab = useWorkbench((state) => state.lab);
  if (lab === null) return null;
  const { fault } = lab.behaviour;
  return (
    <MenuButton
      label="Lab"
      placement="bottom end"
      trigger={
        <Button icon={FlaskConical} aria-label={fault === null ? 'Lab' : 'Lab, with a fault'}>
          {fault === null ? 'Lab' : 'Lab: fault'}
        </Button>
      }
    >
      <ClientItems />
      <FaultItems />
      <MenuLine />
      {clockSteps.map(({ text, ms }) => (
        <ClockItem key={text} text={text} ms={ms} />
      ))}
    </MenuButton>
  );
}

function ClientItems() {
  const client = useWorkbench(selectPresentedClient);
  const actions = useActions();
  const readState = useStateReader();
  const offered = client === null ? [] : statusCommands(client);
  if (client === null) return null;
  return (
    <>
      {offered.map(({ id, text, run }) => (
        <MenuItem key={id} text={text} onAction={() => run(actions, readState())} />
      ))}
      {client.status?.status === 'revoked' && (
        <MenuItem
          text={`Make ${client.name} good again`}
          onAction={() => void actions.setLabStatus(client.id, { status: 'good' })}
        />
      )}
      {client.status !== null && <MenuLine />}
    </>
  );
}

function FaultItems() {
  const faults = useWorkbench((state) => state.faults);
  const fault = useWorkbench((state) => state.lab?.behaviour.fault ?? null);
  const { patchBehaviour } = useActions();
  const shown = faults.find(({ id }) => id === fault);
  return (
    <>
      <SubmenuTrigger>
        <MenuItem text="Responder does" detail={shown?.title ?? 'No fault: answers properly'} />
        <Submenu label="What the responder does" selected={fault ?? 'none'}>
          <MenuItem
            id="none"
            text="No fault: answers properly"
            onAction={() => void patchBehaviour({ fault: null })}
          />
          {faults.map(({ id, title }) => (
            <MenuItem
              key={id}
              id={id}
              text={title}
              onAction={() => void patchBehaviour({ fault: id })}
            />
          ))}
        </Submenu>
      </SubmenuTrigger>
      {fault !== null && (
        <MenuItem
          text="Answer without fault"
          onAction={() => void patchBehaviour({ fault: null })}
        />
      )}
    </>
  );
}

function ClockItem({ text, ms }: { readonly text: string; readonly ms: number }) {
  const { advanceClock } = useActions();
  return <MenuItem text={`Advance the clock by ${text}`} onAction={() => void advanceClock(ms)} />;
}
