import {
  ArrowRightLeft,
  Database,
  FileBadge,
  FlaskConical,
  type LucideIcon,
  ServerCog,
} from 'lucide-react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Screen } from '../../store/state.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './rail.module.css';

const screens: readonly {
  readonly id: Screen;
  readonly text: string;
  readonly icon: LucideIcon;
}[] = [
  { id: 'flows', text: 'Flows', icon: ArrowRightLeft },
  { id: 'certificates', text: 'Certs', icon: FileBadge },
  { id: 'lab', text: 'Lab', icon: FlaskConical },
  { id: 'cache', text: 'Cache', icon: Database },
  { id: 'servers', text: 'Servers', icon: ServerCog },
];

/** The screens of the window. */
export function Rail() {
  const screen = useWorkbench((state) => state.screen);
  const { showScreen } = useActions();
  return (
    <nav className={classes.rail} aria-label="Screens">
      <ToggleButtonGroup
        aria-label="Screens"
        orientation="vertical"
        className={classes.group ?? ''}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[screen]}
        onSelectionChange={(keys) => {
          const chosen = screens.find(({ id }) => keys.has(id));
          if (chosen !== undefined) showScreen(chosen.id);
        }}
      >
        {screens.map(({ id, text, icon: Icon }) => (
          <ToggleButton key={id} id={id} className={classes.screen ?? ''}>
            <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
            {text}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </nav>
  );
}
