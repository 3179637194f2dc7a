import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { noFallbackByCause, type Policy } from '#shared/model/policy.ts';
import { MenuButton, MenuChoice, MenuItem } from '../../components/menu.tsx';
import { SecondsInput } from '../../components/seconds-input.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useWorkbench } from '../../store/workbench-context.tsx';
import classes from './what-if-dialog.module.css';

const ofBar = 'in-force';

/** A policy to look at: one that there is, and what of it decides on an answer that is there already. */
export function PolicyDraft(props: {
  readonly draft: Policy;
  readonly onChange: (draft: Policy) => void;
}) {
  const { draft, onChange } = props;
  const policies = useWorkbench((state) => state.policies);
  const [base, setBase] = useState<string>(ofBar);
  const named = policies.saved.find(({ id }) => id === base);
  const patch = (change: Partial<Policy>) => onChange({ ...draft, ...change });
  const begin = (id: string, policy: Policy) => {
    setBase(id);
    onChange(policy);
  };
  return (
    <div className={classes.draft}>
      <Field label="Begin with">
        <MenuButton
          label="Policies"
          placement="bottom start"
          trigger={
            <Button className={classes.value ?? ''}>
              <span>{named?.name ?? 'The policy in force'}</span>
              <ChevronDown size={14} aria-hidden="true" />
            </Button>
          }
        >
          <MenuChoice label="Policies" selected={base}>
            <MenuItem
              id={ofBar}
              text="The policy in force"
              onAction={() => begin(ofBar, policies.current)}
            />
            {policies.saved.map(({ id, name, policy }) => (
              <MenuItem key={id} id={id} text={name} onAction={() => begin(id, policy)} />
            ))}
          </MenuChoice>
        </MenuButton>
      </Field>
      <Field label="OCSP checking">
        <Segmented
          label="OCSP checking"
          value={draft.ocsp}
          choices={[
            { value: 'enabled', text: 'Enabled' },
            { value: 'not-enabled', text: 'Not enabled' },
          ]}
          onChange={(ocsp) => patch({ ocsp })}
        />
      </Field>
      <Field label="If unknown or failed">
        <Segmented
          label="Fallback"
          value={draft.fallback}
          choices={[
            { value: 'allow', text: 'Allow' },
            { value: 'block', text: 'Block' },
          ]}
          onChange={(fallback) => patch({ fallback, fallbackByCause: noFallbackByCause })}
        />
      </Field>
      <SecondsInput
        label="Maximum age"
        seconds={draft.maxAgeSeconds}
        empty="any age"
        onChange={(maxAgeSeconds) => patch({ maxAgeSeconds })}
      />
      <SecondsInput
        label="Clock skew"
        seconds={draft.skewSeconds}
        onChange={(seconds) => patch({ skewSeconds: seconds ?? 0 })}
      />
      <Severity
        label="SHA-1 signatures"
        value={draft.sha1Signatures}
        onChange={(sha1Signatures) => patch({ sha1Signatures })}
      />
      <Severity
        label="Small keys"
        value={draft.smallKeys}
        onChange={(smallKeys) => patch({ smallKeys })}
      />
      <Severity
        label="Encoding not strict"
        value={draft.encoding}
        onChange={(encoding) => patch({ encoding })}
      />
    </div>
  );
}

function Field(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={classes.field}>
      <span className={classes.label}>{props.label}</span>
      {props.children}
    </div>
  );
}

function Severity(props: {
  readonly label: string;
  readonly value: 'warn' | 'fail';
  readonly onChange: (value: 'warn' | 'fail') => void;
}) {
  return (
    <Field label={props.label}>
      <Segmented
        label={props.label}
        value={props.value}
        choices={[
          { value: 'warn', text: 'Warn' },
          { value: 'fail', text: 'Fail' },
        ]}
        onChange={props.onChange}
      />
    </Field>
  );
}
