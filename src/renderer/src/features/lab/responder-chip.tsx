import { Copy, FlaskConical, Play, Square } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { LabView } from '#shared/model/lab.ts';
import { defaultBehaviour } from '#shared/model/lab.ts';
import chip from '../../components/lamp-chip.module.css';
import { MenuButton, MenuItem, MenuLine } from '../../components/menu.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { unusualParts } from './behaviour-words.ts';

/** The lab's responder at a glance, with what is set to go wrong; a menu to start, stop and copy. */
export function ResponderChip() {
  const lab = useWorkbench((state) => state.lab);
  const faults = useWorkbench((state) => state.faults);
  const signers = useWorkbench((state) => state.signers);
  const { startLab, stopLab, copyText, showScreen, showLabSide, patchBehaviour } = useActions();
  const responder = lab?.responder ?? null;
  const isUp = responder?.state === 'running' || responder?.state === 'refusing';
  const [unusual] = lab === null ? [] : unusualParts(lab.behaviour, faults, signers);
  const words = addressWords(lab);
  return (
    <MenuButton
      label="Lab responder"
      placement="bottom start"
      trigger={
        <Button
          className={chip.chip ?? ''}
          aria-label={`Lab responder: ${words}${unusual === undefined ? '' : `, ${unusual}`}`}
        >
          <span
            className={chip.lamp}
            data-state={isUp && unusual !== undefined ? 'fault' : (responder?.state ?? 'stopped')}
          />
          <span className={chip.name}>
            <span className={chip.long}>Lab </span>responder
          </span>
          <strong>{words}</strong>
          {isUp && unusual !== undefined && <span className={chip.fault}>{unusual}</span>}
        </Button>
      }
    >
      {isUp && (
        <MenuItem
          text="Copy the address"
          detail={responder.url}
          icon={Copy}
          onAction={() => void copyText(responder.url, 'Address')}
        />
      )}
      {isUp ? (
        <MenuItem text="Stop the responder" icon={Square} onAction={() => void stopLab()} />
      ) : (
        <MenuItem text="Start the responder" icon={Play} onAction={() => void startLab()} />
      )}
      <MenuLine />
      {unusual !== undefined && (
        <MenuItem
          text="Answer properly again"
          detail={`now ${unusual}`}
          onAction={() => void patchBehaviour(defaultBehaviour)}
        />
      )}
      <MenuItem
        text="Faults and settings"
        detail="on the Lab screen"
        icon={FlaskConical}
        onAction={() => {
          showScreen('lab');
          showLabSide('authority');
        }}
      />
    </MenuButton>
  );
}

function addressWords(lab: LabView | null): string {
  const state = lab?.responder;
  return state?.state === 'running' || state?.state === 'refusing'
    ? `:${state.port}`
    : (state?.state ?? 'stopped');
}
