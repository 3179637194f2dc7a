import { Search } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { ByteRange } from '#shared/model/inspection.ts';
import type {
  CrlAnswer,
  CrlCheck,
  CrlJudgement,
  SerialLookUp,
} from '#shared/model/object-judgement.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { Button } from '../../../components/button.tsx';
import { Citation } from '../../../components/citation.tsx';
import { OutcomeMark, StatusChip } from '../../../components/status-mark.tsx';
import { useActions } from '../../../store/workbench-context.tsx';
import { Agreements } from './agreements.tsx';
import classes from './judged-tab.module.css';

/** Whether a CRL can be relied on, what it says of the loaded certificates, and of a serial number that is typed. */
export function CrlVerdict(props: {
  readonly id: string;
  readonly judgement: CrlJudgement;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { id, judgement, onRange } = props;
  const { isReliable, checks, answers, agreements } = judgement;
  return (
    <>
      <section className={classes.card} aria-label="Whether it can be relied on">
        <h3>
          <StatusChip
            tone={isReliable ? 'good' : 'revoked'}
            text={isReliable ? 'reliable' : 'not reliable'}
          />
          <span className={classes.subject}>
            {isReliable ? 'It can be relied on' : 'It cannot be relied on'}
          </span>
        </h3>
        <ul className={classes.checks}>
          {checks.map((check) => (
            <Check key={check.id} check={check} />
          ))}
        </ul>
      </section>
      <LookUp id={id} onRange={onRange} />
      <Answers answers={answers} />
      <Agreements agreements={agreements} other="an OCSP response" />
    </>
  );
}

function Check({ check }: { readonly check: CrlCheck }) {
  return (
    <li>
      <OutcomeMark outcome={check.outcome} />
      <span>{check.message}</span>
      <small>
        <Citation citation={check.citation} />
      </small>
    </li>
  );
}

function LookUp(props: { readonly id: string; readonly onRange: (range: ByteRange) => void }) {
  const { id, onRange } = props;
  const { lookUpSerial } = useActions();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<SerialLookUp | string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const result = await lookUpSerial(id, typed);
    setFound(result.ok ? result.value : result.error);
  };
  return (
    <section className={classes.card} aria-label="Look a serial number up">
      <form className={classes.lookUp} onSubmit={(event) => void submit(event)}>
        <TextField
          value={typed}
          onChange={(next) => {
            setTyped(next);
            setFound(null);
          }}
          className={classes.field ?? ''}
        >
          <Label>Serial number</Label>
          <Input placeholder="0x1F4, 01:F4, 500" spellCheck={false} autoComplete="off" />
        </TextField>
        <Button type="submit" icon={Search} isDisabled={typed.trim() === ''}>
          Look up
        </Button>
      </form>
      <div role="status">{found !== null && <Found found={found} onRange={onRange} />}</div>
    </section>
  );
}

function Found(props: {
  readonly found: SerialLookUp | string;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { found, onRange } = props;
  if (typeof found === 'string') return <p className={classes.words}>{found}</p>;
  switch (found.outcome) {
    case 'not-a-serial':
      return (
        <p className={classes.words}>
          That is no serial number: write hex (0x1F4, 01:F4) or decimal (500).
        </p>
      );
    case 'not-listed':
      return (
        <p className={classes.words}>
          {toReadableSerial(found.serialNumber)} is not listed among{' '}
          {found.entries.toLocaleString('en')} {found.entries === 1 ? 'entry' : 'entries'}.
        </p>
      );
    case 'listed':
      return (
        <p className={classes.words}>
          <StatusChip tone="revoked" text="revoked" /> {toReadableSerial(found.serialNumber)} since{' '}
          {toReadableUtc(found.revocationTime)}, {found.reason ?? 'no reason given'}
          {found.invalidityDate !== null &&
            `; not to be relied on since ${toReadableUtc(found.invalidityDate)}`}
          .{' '}
          <button type="button" className={classes.link} onClick={() => onRange(found.range)}>
            Show the bytes
          </button>
        </p>
      );
  }
}

function Answers({ answers }: { readonly answers: readonly CrlAnswer[] }) {
  const { showObject } = useActions();
  if (answers.length === 0) {
    return (
      <p className={classes.note}>
        No certificate of its issuer is loaded, so none was looked up. Open one to see what the CRL
        says of it.
      </p>
    );
  }
  return (
    <section className={classes.card} aria-label="Loaded certificates of its issuer">
      <h3>Loaded certificates of its issuer</h3>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Certificate</th>
            <th scope="col">Serial number</th>
            <th scope="col">It says</th>
          </tr>
        </thead>
        <tbody>
          {answers.map(({ fingerprint, subject, serialNumber, status, ...revocation }) => (
            <tr key={fingerprint}>
              <td>
                <button
                  type="button"
                  className={classes.link}
                  onClick={() => showObject(fingerprint)}
                >
                  {subject}
                </button>
              </td>
              <td>{toReadableSerial(serialNumber)}</td>
              <td>
                {status === 'revoked' ? (
                  <>
                    <StatusChip tone="revoked" text="revoked" />{' '}
                    {revocation.revocationTime !== null &&
                      `since ${toReadableUtc(revocation.revocationTime)}, ${revocation.reason ?? 'no reason given'}`}
                  </>
                ) : (
                  'not listed'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
