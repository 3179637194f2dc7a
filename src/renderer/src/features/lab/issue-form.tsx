import { type FormEvent, useState } from 'react';
import type { LabKeyType } from '#shared/model/lab.ts';
import type { FieldProblem } from '#shared/model/settings.ts';
import { Button } from '../../components/button.tsx';
import { ChoiceList } from '../../components/choice-list.tsx';
import classes from '../../components/dialog-form.module.css';
import { FormField } from '../../components/form-field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useActions, useStateReader } from '../../store/workbench-context.tsx';
import { type ClientDraft, freeName, toRequest, type UriChoice } from './issue-request.ts';

const keyTypes: readonly { readonly value: LabKeyType; readonly text: string }[] = [
  { value: 'p256', text: 'P-256' },
  { value: 'p384', text: 'P-384' },
  { value: 'rsa2048', text: 'RSA 2048' },
  { value: 'ed25519', text: 'Ed25519' },
];

const uriChoices: readonly {
  readonly value: UriChoice;
  readonly text: string;
  readonly detail: string;
}[] = [
  { value: 'one', text: 'One: the lab’s responder', detail: 'The usual case.' },
  {
    value: 'two',
    text: 'Two: the lab’s responder, then the backup',
    detail: 'Only the first is asked; the backup may say something else.',
  },
  { value: 'none', text: 'None', detail: 'No AIA: only a configured responder can be asked.' },
  { value: 'custom', text: 'Others', detail: 'Any URIs, in the order in which they shall stand.' },
];

/** Issues a client in one step. */
export function IssueForm({ onDone }: { readonly onDone: () => void }) {
  const { issueClient } = useActions();
  const readState = useStateReader();
  const [draft, setDraft] = useState<ClientDraft>(() => ({
    name: freeName(readState().lab?.certificates ?? []),
    keyType: 'p256',
    validDays: '365',
    uris: 'one',
    customUris: '',
  }));
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [isBusy, setBusy] = useState(false);
  const change = (patch: Partial<ClientDraft>) => {
    setDraft({ ...draft, ...patch });
    setProblems([]);
  };
  const problemOf = (field: string) =>
    problems.find((problem) => problem.field === field)?.message ?? null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const request = toRequest(draft);
    if (!request.ok) return setProblems(request.error);
    setBusy(true);
    const refused = await issueClient(request.value);
    setBusy(false);
    if (refused === null) onDone();
    else setProblems(refused);
  };

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <FormField
        label="Name"
        value={draft.name}
        problem={problemOf('name')}
        isFirst
        onChange={(name) => change({ name })}
      />
      <div className={classes.pair}>
        <div className={classes.line}>
          <span>Key</span>
          <div>
            <Segmented
              label="Key type"
              value={draft.keyType}
              choices={keyTypes}
              onChange={(keyType) => change({ keyType })}
            />
          </div>
        </div>
      </div>
      {draft.keyType === 'ed25519' && (
        <p className={classes.hint}>
          Browsers and this window’s TLS cannot present an Ed25519 certificate: it is for OCSP
          checks.
        </p>
      )}
      <FormField
        label="Valid for, days"
        type="number"
        value={draft.validDays}
        problem={problemOf('validDays')}
        onChange={(validDays) => change({ validDays })}
      />
      <ChoiceList
        label="OCSP URIs in its AIA"
        value={draft.uris}
        choices={uriChoices}
        onChange={(uris) => change({ uris })}
      />
      {draft.uris === 'custom' && (
        <FormField
          label="URIs, separated by spaces"
          face="mono"
          value={draft.customUris}
          problem={problemOf('ocspUris')}
          placeholder="http://ocsp.example/ http://backup.example/"
          onChange={(customUris) => change({ customUris })}
        />
      )}
      {problemOf('') !== null && <p className={classes.problem}>{problemOf('')}</p>}
      <div className={classes.actions}>
        <Button onPress={onDone}>Cancel</Button>
        <Button kind="primary" type="submit" isDisabled={isBusy}>
          {isBusy ? 'Issuing…' : 'Issue'}
        </Button>
      </div>
    </form>
  );
}
