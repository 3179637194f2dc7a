import {
  Clock,
  Globe,
  GlobeLock,
  Moon,
  RotateCcw,
  Search,
  Sun,
  SunMoon,
  Unplug,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { NetworkMode } from '#shared/model/policy.ts';
import { toReadableOffset } from '#shared/wording/time.ts';
import { BrandMark } from '../../components/brand-mark.tsx';
import { IconButton } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { MenuButton, MenuItem } from '../../components/menu.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './header.module.css';

/** Name, search, and what holds for the whole application: clock, network, theme. */
export function Header({ servers }: { readonly servers: ReactNode }) {
  return (
    <header className={classes.header}>
      <div className={classes.brand}>
        <BrandMark size={20} />
        <span className={classes.word}>Revoscope</span>
        <div className={classes.servers}>{servers}</div>
      </div>
      <SearchButton />
      <div className={classes.chips}>
        <ClockChip />
        <NetworkChip />
        <ThemeMenu />
      </div>
    </header>
  );
}

function SearchButton() {
  const platform = useWorkbench((state) => state.info.platform);
  const { setPalette } = useActions();
  return (
    <Button className={classes.search ?? ''} onPress={() => setPalette('open')}>
      <Search size={14} aria-hidden="true" />
      <span>Search flows, certificates, commands</span>
      <kbd>{platform.startsWith('darwin') ? '⌘K' : 'Ctrl K'}</kbd>
    </Button>
  );
}

/** Shown only while the clock is not the real one. */
function ClockChip() {
  const offset = useWorkbench((state) => state.clockOffsetMs);
  const { resetClock } = useActions();
  if (offset === 0) return null;
  return (
    <div className={cx(classes.chip, classes.offset)}>
      <Clock size={13} aria-hidden="true" />
      <span>
        Clock <strong>{toReadableOffset(offset)}</strong>
      </span>
      <IconButton
        icon={RotateCcw}
        label="Back to real time"
        size="small"
        onPress={() => void resetClock()}
      />
    </div>
  );
}

const networks: readonly {
  readonly id: NetworkMode;
  readonly text: string;
  readonly detail: string;
  readonly icon: typeof Globe;
}[] = [
  { id: 'any', text: 'Any', detail: 'responders everywhere may be asked', icon: Globe },
  {
    id: 'loopback-only',
    text: 'Loopback only',
    detail: 'nothing leaves this machine; the lab’s responder is asked',
    icon: GlobeLock,
  },
  {
    id: 'offline',
    text: 'Offline',
    detail: 'no responder is asked, not even the lab’s; clients still reach the server here',
    icon: Unplug,
  },
];

function NetworkChip() {
  const network = useWorkbench((state) => state.settings.network);
  const { setSettings } = useActions();
  const chosen = networks.find(({ id }) => id === network);
  const Icon = chosen?.icon ?? Globe;
  return (
    <MenuButton
      label="Network"
      selection={{ selectionMode: 'single', selectedKeys: [network], disallowEmptySelection: true }}
      trigger={
        <Button className={cx(classes.chip, network !== 'any' && classes.limited)}>
          <Icon size={13} aria-hidden="true" />
          <span>
            <span className={classes.word}>Network </span>
            <strong>{chosen?.text}</strong>
          </span>
        </Button>
      }
    >
      {networks.map(({ id, text, detail }) => (
        <MenuItem
          key={id}
          id={id}
          text={text}
          detail={detail}
          onAction={() => void setSettings({ network: id })}
        />
      ))}
    </MenuButton>
  );
}

const themes = [
  { id: 'system', text: 'Like the system', icon: SunMoon },
  { id: 'light', text: 'Light', icon: Sun },
  { id: 'dark', text: 'Dark', icon: Moon },
] as const;

function ThemeMenu() {
  const theme = useWorkbench((state) => state.settings.theme);
  const { setSettings } = useActions();
  const chosen = themes.find(({ id }) => id === theme);
  return (
    <MenuButton
      label="Theme"
      selection={{ selectionMode: 'single', selectedKeys: [theme], disallowEmptySelection: true }}
      trigger={
        <IconButton
          icon={chosen?.icon ?? SunMoon}
          label={`Theme: ${chosen?.text.toLowerCase() ?? ''}`}
        />
      }
    >
      {themes.map(({ id, text }) => (
        <MenuItem key={id} id={id} text={text} onAction={() => void setSettings({ theme: id })} />
      ))}
    </MenuButton>
  );
}
