import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { Flow, FlowCommands } from '#shared/flow/flow.ts';
import { IconButton } from '../../components/button.tsx';
import { ByteCopyItems } from '../../components/byte-copy-items.tsx';
import { MenuButton, MenuItem, MenuLine } from '../../components/menu.tsx';
import type { InspectionState } from '../../components/use-inspection.ts';
import { useActions } from '../../store/workbench-context.tsx';

/** Copies the question as a shell command, and the message in any spelling; saves it as a file. */
export function CopyMenu(props: { readonly flow: Flow; readonly inspection: InspectionState }) {
  const { flow, inspection } = props;
  const { copyText, readCommands } = useActions();
  const [commands, setCommands] = useState<FlowCommands | null>(null);
  const load = async () => {
    const result = await readCommands(flow.id);
    setCommands(result.ok ? result.value : { openssl: null, curl: null });
  };
  return (
    <MenuButton
      label="Copy"
      onOpen={() => void load()}
      trigger={<IconButton icon={Copy} label="Copy or save" size="small" />}
    >
      <CommandItem name="openssl ocsp …" command={commands?.openssl ?? null} onCopy={copyText} />
      <CommandItem name="curl …" command={commands?.curl ?? null} onCopy={copyText} />
      {inspection.state === 'done' && <MenuLine />}
      {inspection.state === 'done' && <ByteCopyItems object={inspection.object} />}
    </MenuButton>
  );
}

function CommandItem(props: {
  readonly name: string;
  readonly command: string | null;
  readonly onCopy: (text: string, what: string) => Promise<boolean>;
}) {
  const { command, name } = props;
  return (
    <MenuItem
      text={`Copy as ${name}`}
      isDisabled={command === null}
      onAction={() => command !== null && void props.onCopy(command, 'Command')}
    />
  );
}
