import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { PolicyList } from '#shared/model/settings.ts';
import { MenuButton, MenuChoice, MenuItem, MenuLine } from '../../components/menu.tsx';
import { selectIsPolicyChanged } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './policy-bar.module.css';
import { PolicyField } from './policy-field.tsx';
import { type NameRequest, PolicyNameDialog } from './policy-name-dialog.tsx';

/** The named policies: apply, save, rename, duplicate, delete. */
export function PolicyMenu() {
  const policies = useWorkbench((state) => state.policies);
  const {
    applyPolicy,
    deletePolicy,
    updatePolicy,
    importPolicy,
    exportPolicy,
    setSetUpDialog,
    setConfigurationDialog,
    setWhatIfDialog,
    setExposureDialog,
  } = useActions();
  const isChanged = useWorkbench(selectIsPolicyChanged);
  const [request, setRequest] = useState<NameRequest | null>(null);
  const based = policies.saved.find(({ id }) => id === policies.basedOn) ?? null;
  return (
    <PolicyField label="Policy" area="name">
      <MenuButton
        label="Policies"
        placement="bottom start"
        trigger={
          <Button className={classes.value ?? ''}>
            <PolicyName policies={policies} />
            <ChevronDown size={14} aria-hidden="true" />
          </Button>
        }
      >
        {policies.saved.length > 0 && (
          <MenuChoice label="Saved policies" selected={based?.id ?? null}>
            {policies.saved.map(({ id, name }) => (
              <MenuItem key={id} id={id} text={name} onAction={() => void applyPolicy(id)} />
            ))}
          </MenuChoice>
        )}
        {policies.saved.length > 0 && <MenuLine />}
        <MenuItem
          id="set-up"
          text="Set up OCSP checking…"
          onAction={() => setSetUpDialog('open')}
        />
        <MenuItem
          id="what-if"
          text="What would change…"
          detail="over the recorded flows, before it is in force"
          onAction={() => setWhatIfDialog('open')}
        />
        <MenuItem
          id="exposure"
          text="Exposure…"
          detail="how long a revoked certificate still gets in"
          onAction={() => setExposureDialog('open')}
        />
        {based !== null && (
          <MenuItem
            id="update"
            text={`Update “${based.name}”`}
            detail={isChanged ? 'with what is in force now' : 'nothing has changed'}
            isDisabled={!isChanged}
            onAction={() => void updatePolicy(based.id)}
          />
        )}
        <MenuItem
          id="save"
          text={based === null ? 'Save as…' : `Duplicate “${based.name}”…`}
          onAction={() =>
            setRequest({ kind: 'save', suggested: based === null ? '' : `${based.name} copy` })
          }
        />
        {based !== null && (
          <MenuItem
            id="rename"
            text={`Rename “${based.name}”…`}
            onAction={() => setRequest({ kind: 'rename', id: based.id, suggested: based.name })}
          />
        )}
        {based !== null && (
          <MenuItem
            id="delete"
            text={`Delete “${based.name}”`}
            tone="danger"
            onAction={() => void deletePolicy(based.id)}
          />
        )}
        <MenuLine />
        <MenuItem
          id="import"
          text="Import…"
          detail="a policy file, JSON"
          onAction={() => void importPolicy()}
        />
        <MenuItem
          id="export"
          text="Export…"
          detail="what is in force, as JSON"
          onAction={() => void exportPolicy()}
        />
        <MenuItem
          id="import-configuration"
          text="From a server’s configuration…"
          detail="nginx, Apache, Tomcat, stunnel and others"
          onAction={() => setConfigurationDialog('import')}
        />
        <MenuItem
          id="export-configuration"
          text="As a server’s configuration…"
          detail="a snippet, with what it cannot say"
          onAction={() => setConfigurationDialog('export')}
        />
      </MenuButton>
      <PolicyNameDialog request={request} onDone={() => setRequest(null)} />
    </PolicyField>
  );
}

function PolicyName({ policies }: { readonly policies: PolicyList }) {
  const isChanged = useWorkbench(selectIsPolicyChanged);
  const based = policies.saved.find(({ id }) => id === policies.basedOn);
  if (based === undefined) return <span>Unnamed</span>;
  return (
    <span>
      {based.name}
      {isChanged && <span className={classes.changed}> unsaved changes</span>}
    </span>
  );
}
