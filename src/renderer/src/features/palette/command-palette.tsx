import { ArrowRightLeft, FileBadge, SquareTerminal } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  Text,
  TextField,
} from 'react-aria-components';
import type { FlowRow } from '#shared/flow/flow.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { commands } from '../../store/commands.ts';
import { commandsOf } from '../../store/found-commands.ts';
import { useActions, useStateReader, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './command-palette.module.css';
import { matches } from './match.ts';

/** Finds commands, certificates and flows by what is written. */
export function CommandPalette() {
  const isOpen = useWorkbench((state) => state.palette === 'open');
  const { setPalette } = useActions();
  return (
    <ModalOverlay
      className={classes.overlay ?? ''}
      isOpen={isOpen}
      isDismissable
      onOpenChange={(next) => setPalette(next ? 'open' : 'closed')}
    >
      <Modal className={classes.modal ?? ''}>
        <Dialog aria-label="Search" className={classes.dialog ?? ''}>
          <Palette />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** How many flows and certificates are offered at most. */
const offered = 6;
const offeredCommands = 12;

function Palette() {
  const [text, setText] = useState('');
  const actions = useActions();
  const readState = useStateReader();
  const flows = useFoundFlows(text);
  const certificates = useWorkbench((state) => state.certificates);
  const general = commands.filter((command) => matches(command.text, text));
  const foundCommands = [
    ...general,
    // So many that they are shown only to who looks for them.
    ...(text.trim() === '' ? [] : commandsOf(readState()))
      .filter((command) => matches(command.text, text))
      .slice(0, offeredCommands),
  ];
  const foundCertificates = certificates
    .filter(({ summary }) =>
      matches(`${summary.label} ${summary.serialNumber} ${summary.subject}`, text),
    )
    .slice(0, offered);

  const choose = (run: () => void) => {
    actions.setPalette('closed');
    run();
  };
  // Who writes a name means the certificate, not what can be done with it.
  const isName = general.length === 0;
  const commandSection = foundCommands.length > 0 && (
    <MenuSection key="commands" className={classes.section ?? ''}>
      <Header className={classes.header ?? ''}>Commands</Header>
      {foundCommands.map((command) => (
        <MenuItem
          key={command.id}
          id={command.id}
          textValue={command.text}
          className={classes.item ?? ''}
          onAction={() => choose(() => command.run(actions, readState()))}
        >
          <SquareTerminal size={14} aria-hidden="true" />
          <Text slot="label">{command.text}</Text>
          {command.keys !== null && <kbd>{command.keys}</kbd>}
        </MenuItem>
      ))}
    </MenuSection>
  );
  const certificateSection = foundCertificates.length > 0 && (
    <MenuSection key="certificates" className={classes.section ?? ''}>
      <Header className={classes.header ?? ''}>Certificates</Header>
      {foundCertificates.map(({ summary, origin }) => (
        <MenuItem
          key={summary.fingerprint}
          id={`certificate:${summary.fingerprint}`}
          textValue={summary.label}
          className={classes.item ?? ''}
          onAction={() =>
            choose(() => {
              actions.showObject(summary.fingerprint);
              actions.showScreen('certificates');
            })
          }
        >
          <FileBadge size={14} aria-hidden="true" />
          <Text slot="label">{summary.label}</Text>
          <span className={classes.facts}>
            {toReadableSerial(summary.serialNumber)} · {origin}
          </span>
        </MenuItem>
      ))}
    </MenuSection>
  );
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <TextField
        aria-label="Search flows, certificates, commands"
        autoFocus
        className={classes.search ?? ''}
      >
        <Input placeholder="Search flows, certificates, commands" />
      </TextField>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.results} aria-label="Results" tabIndex={0}>
        <Menu
          className={classes.menu ?? ''}
          aria-label="Found"
          renderEmptyState={() => <p className={classes.nothing}>Nothing matches “{text}”.</p>}
        >
          {isName ? [certificateSection, commandSection] : [commandSection, certificateSection]}
          {flows.length > 0 && (
            <MenuSection className={classes.section ?? ''}>
              <Header className={classes.header ?? ''}>Flows</Header>
              {flows.map((row) => (
                <FlowItem key={row.id} row={row} onChoose={choose} />
              ))}
            </MenuSection>
          )}
        </Menu>
      </section>
    </Autocomplete>
  );
}

function FlowItem(props: { readonly row: FlowRow; readonly onChoose: (run: () => void) => void }) {
  const { row } = props;
  const { openFlow, showScreen } = useActions();
  return (
    <MenuItem
      id={`flow:${row.id}`}
      textValue={row.label}
      className={classes.item ?? ''}
      onAction={() =>
        props.onChoose(() => {
          showScreen('flows');
          void openFlow(row.id);
        })
      }
    >
      <ArrowRightLeft size={14} aria-hidden="true" />
      <Text slot="label">{row.label}</Text>
      <span className={classes.facts}>{row.verdict?.words ?? 'running'}</span>
    </MenuItem>
  );
}

function useFoundFlows(text: string): readonly FlowRow[] {
  const { findFlows } = useActions();
  const [rows, setRows] = useState<readonly FlowRow[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void findFlows(text, offered).then((found) => {
      if (isCurrent) setRows(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [findFlows, text]);
  return rows;
}
