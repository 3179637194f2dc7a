import { Clock } from 'lucide-react';
import { toReadableOffset } from '#shared/wording/time.ts';
import { Button } from '../../components/button.tsx';
import { MenuButton, MenuItem, MenuLine } from '../../components/menu.tsx';
import { clockSteps } from '../../store/clock-steps.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';

/** Sets the application's clock ahead, so that expiry can be seen without waiting. */
export function ClockMenu() {
  const offset = useWorkbench((state) => state.clockOffsetMs);
  const { advanceClock, resetClock, setClockDialog } = useActions();
  return (
    <MenuButton label="Advance the clock" trigger={<Button icon={Clock}>Advance clock</Button>}>
      {clockSteps.map(({ text, ms, detail }) => (
        <MenuItem key={text} text={text} detail={detail} onAction={() => void advanceClock(ms)} />
      ))}
      <MenuItem text="Other…" onAction={() => setClockDialog('open')} />
      {offset !== 0 && <MenuLine />}
      {offset !== 0 && (
        <MenuItem
          text="Back to real time"
          detail={`now ${toReadableOffset(offset)}`}
          onAction={() => void resetClock()}
        />
      )}
    </MenuButton>
  );
}
