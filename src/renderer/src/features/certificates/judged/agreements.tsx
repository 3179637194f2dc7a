import type { Agreement } from '#shared/model/object-judgement.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { OutcomeMark } from '../../../components/status-mark.tsx';
import { useActions } from '../../../store/workbench-context.tsx';
import classes from './judged-tab.module.css';

/** Whether OCSP and CRL say the same, for each object of the other kind that is open. */
export function Agreements(props: {
  readonly agreements: readonly Agreement[];
  /** `a CRL`, `an OCSP response`. */
  readonly other: string;
}) {
  const { agreements, other } = props;
  if (agreements.length === 0) {
    return (
      <p className={classes.note}>
        Open {other} of the same issuer to see whether OCSP and CRL agree.
      </p>
    );
  }
  return (
    <section className={classes.card} aria-label="OCSP and CRL">
      <h3>OCSP and CRL</h3>
      {agreements.map((agreement) => (
        <One key={agreement.otherId} agreement={agreement} />
      ))}
    </section>
  );
}

function One({ agreement }: { readonly agreement: Agreement }) {
  const { showObject } = useActions();
  const { other, otherId, compared, disagreements } = agreement;
  const doAgree = disagreements.length === 0;
  return (
    <div className={classes.agreement}>
      <p>
        <OutcomeMark outcome={doAgree ? 'pass' : 'fail'} />
        <span>
          {doAgree ? 'Agrees' : 'Does not agree'} with{' '}
          <button type="button" className={classes.link} onClick={() => showObject(otherId)}>
            {other}
          </button>{' '}
          ({compared === 1 ? '1 serial number' : `${compared} serial numbers`} compared)
        </span>
      </p>
      {disagreements.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Serial number</th>
              <th scope="col">OCSP says</th>
              <th scope="col">CRL says</th>
            </tr>
          </thead>
          <tbody>
            {disagreements.map(({ serialNumber, ocsp, crl }) => (
              <tr key={serialNumber}>
                <td>{toReadableSerial(serialNumber)}</td>
                <td>{ocsp}</td>
                <td>{crl}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
