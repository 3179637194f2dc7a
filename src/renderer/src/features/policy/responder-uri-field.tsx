import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { cx } from '../../components/class-names.ts';
import { Popup } from '../../components/popup.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { selectPresentedLabel, selectPresentedUris } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './policy-bar.module.css';
import { PolicyField } from './policy-field.tsx';

const noUris: readonly string[] = [];

/** The responder to ask; left empty, the first OCSP URI of the certificate's AIA is shown in its place. */
export function ResponderUriField() {
  const configured = useWorkbench((state) => state.policies.current.responderUri);
  const problem = useWorkbench((state) => state.policyProblems.responderUri ?? null);
  const label = useWorkbench(selectPresentedLabel);
  const presentedUris = useWorkbench(selectPresentedUris);
  const { patchPolicy, forgetField } = useActions();
  // What was refused goes with the field: nobody could mend it any more.
  useEffect(() => () => forgetField('responderUri'), [forgetField]);
  const aiaUris = presentedUris ?? noUris;

  return (
    <PolicyField
      label="Responder URI"
      term="responder-uri"
      area="uri"
      note={
        label === null ? null : <AiaNote label={label} uris={aiaUris} configured={configured} />
      }
    >
      <TextInput
        label="Responder URI"
        labelView="hidden"
        face="mono"
        id="responder-uri"
        value={configured ?? ''}
        commit="live"
        problem={problem}
        placeholder={placeholder(presentedUris === null, aiaUris)}
        onCommit={(text) => patchPolicy({ responderUri: text.trim() === '' ? null : text.trim() })}
      />
    </PolicyField>
  );
}

function placeholder(isNothingChosen: boolean, uris: readonly string[]): string {
  if (isNothingChosen) return 'from the certificate’s AIA';
  return uris[0] === undefined ? 'none in AIA' : `AIA → ${uris[0]}`;
}

/** What becomes of the URIs in the certificate: used, ignored, or missing. */
function AiaNote(props: {
  readonly label: string;
  readonly uris: readonly string[];
  readonly configured: string | null;
}) {
  const { uris, configured } = props;
  if (uris.length === 0) {
    return configured === null ? (
      <span className={cx(classes.note, classes.warning)}>no URI to ask</span>
    ) : null;
  }
  const ignored = configured === null ? uris.slice(1) : uris;
  if (ignored.length === 0) return null;
  const words = configured === null ? `${ignored.length} more ignored` : 'AIA ignored';
  return (
    <Popup
      label="OCSP URIs of the certificate"
      width={360}
      trigger={<Button className={classes.note ?? ''}>{words}</Button>}
    >
      <div className={classes.form}>
        <h3 className={classes.title}>OCSP URIs in the AIA of {props.label}</h3>
        <ul className={classes.list}>
          {uris.map((uri) => (
            <li key={uri} className={cx(ignored.includes(uri) && classes.ignored)}>
              {uri} {ignored.includes(uri) ? '(ignored)' : '(used)'}
            </li>
          ))}
        </ul>
        <p className={classes.hint}>
          {configured === null
            ? 'Where a certificate names several responders, only the first is asked.'
            : 'The configured responder is asked instead of those in the certificate.'}
        </p>
      </div>
    </Popup>
  );
}
