import { ChevronDown, FileText } from 'lucide-react';
import { useState } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';
import type {
  ImportedSettings,
  ProductId,
  SettingsFile,
} from '#shared/model/settings-of-others.ts';
import { Button } from '../../components/button.tsx';
import { MenuButton, MenuChoice, MenuItem } from '../../components/menu.tsx';
import { useActions } from '../../store/workbench-context.tsx';
import classes from './configuration-dialog.module.css';
import { ImportedPolicy } from './imported-policy.tsx';
import { ProductMenu } from './product-menu.tsx';

/** What was read, and of what. */
interface Read {
  readonly files: readonly SettingsFile[];
  readonly product: ProductId | null;
  readonly imported: ImportedSettings | null;
  readonly problem: string | null;
}

/** Reads a configuration, shows the policy that it means, and puts that in force. */
export function ImportConfiguration() {
  const { readConfiguration, setConfigurationDialog, patchPolicy } = useActions();
  const [read, setRead] = useState<Read | null>(null);
  const [refused, setRefused] = useState(false);
  const look = async (
    files: readonly SettingsFile[],
    product: ProductId | null,
    server: string | null,
  ) => {
    const result = await readConfiguration({ files, product, server });
    setRefused(false);
    setRead({
      ...{ files, product },
      imported: result.ok ? result.value : null,
      problem: result.ok ? null : result.error,
    });
  };
  const apply = async (imported: ImportedSettings) => {
    if (await patchPolicy(imported.policy)) setConfigurationDialog('closed');
    else setRefused(true);
  };
  if (read === null) return <Source onRead={(files) => void look(files, null, null)} />;
  const { imported, problem, files } = read;
  return (
    <div className={classes.form}>
      <div className={classes.row}>
        <ProductMenu
          chosen={imported?.product ?? read.product}
          onChoose={(product) => void look(files, product, null)}
        />
        {imported !== null && imported.choices.length > 0 && (
          <ServerMenu
            imported={imported}
            onChoose={(name) => void look(files, imported.product, name)}
          />
        )}
        <span className={classes.files}>{files.map(({ name }) => name).join(', ')}</span>
        <Button kind="quiet" onPress={() => setRead(null)}>
          Another…
        </Button>
      </div>
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      {imported !== null && <ImportedPolicy imported={imported} />}
      {refused && (
        <p className={classes.problem} role="alert">
          The policy was refused; the policy bar says why.
        </p>
      )}
      <div className={classes.actions}>
        <Button onPress={() => setConfigurationDialog('closed')}>Cancel</Button>
        <Button
          kind="primary"
          isDisabled={imported === null}
          onPress={() => {
            if (imported !== null) void apply(imported);
          }}
        >
          Put this policy in force
        </Button>
      </div>
    </div>
  );
}

/** Where the text comes from: files, or the clipboard. */
function Source({ onRead }: { readonly onRead: (files: readonly SettingsFile[]) => void }) {
  const { chooseConfiguration } = useActions();
  const [text, setText] = useState('');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onRead([{ name: 'pasted text', text }]);
      }}
    >
      <p className={classes.lead}>
        nginx, Apache, Tomcat (<code>server.xml</code>, <code>java.security</code>), stunnel,
        Keycloak, HAProxy, Envoy, NetScaler, F5. Nothing of it is executed, included or fetched.
      </p>
      <TextField className={classes.field ?? ''} value={text} onChange={setText} autoFocus>
        <Label>The text of the configuration</Label>
        <TextArea className={classes.text ?? ''} rows={12} spellCheck={false} />
      </TextField>
      <div className={classes.actions}>
        <Button
          icon={FileText}
          onPress={() =>
            void chooseConfiguration().then((files) => {
              if (files !== null) onRead(files);
            })
          }
        >
          Choose files…
        </Button>
        <Button kind="primary" type="submit" isDisabled={text.trim() === ''}>
          Read
        </Button>
      </div>
    </form>
  );
}

/** Which server, virtual host or service of the configuration is meant. */
function ServerMenu(props: {
  readonly imported: ImportedSettings;
  readonly onChoose: (name: string) => void;
}) {
  const { choices, chosen } = props.imported;
  return (
    <MenuButton
      label="Server"
      placement="bottom start"
      trigger={
        <Button>
          {chosen?.name ?? 'Server'} <ChevronDown size={14} aria-hidden="true" />
        </Button>
      }
    >
      <MenuChoice
        label="Server"
        selected={String(
          choices.findIndex(({ file, line }) => file === chosen?.file && line === chosen.line),
        )}
      >
        {choices.map(({ name, file, line }, index) => (
          <MenuItem
            key={`${file} ${line}`}
            id={String(index)}
            text={name}
            detail={`${file}:${line}`}
            onAction={() => props.onChoose(name)}
          />
        ))}
      </MenuChoice>
    </MenuButton>
  );
}
