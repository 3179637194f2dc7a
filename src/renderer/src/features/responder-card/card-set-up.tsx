import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { CertificatePicker } from '../../components/certificate-picker.tsx';
import { FormField } from '../../components/form-field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { CardPlanList } from './card-plan-list.tsx';
import classes from './card-set-up.module.css';

/** Which responder is asked, about whom, and what exactly will be sent. */
export function CardSetUp() {
  const order = useWorkbench((state) => state.card.order);
  const problems = useWorkbench((state) => state.card.problems);
  const isRunning = useWorkbench((state) => state.card.run.state === 'running');
  const createdAt = useWorkbench((state) => state.lab?.createdAt ?? null);
  const { patchCardOrder, planCard, askCard } = useActions();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another issuer, or another lab, is asked about otherwise
  useEffect(() => void planCard(), [planCard, order.issuer, createdAt]);
  return (
    <div className={classes.columns}>
      <form
        className={classes.form}
        aria-label="Responder"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isRunning) void askCard();
        }}
      >
        <p className={classes.lead}>
          What does a responder answer, and how: hashes, nonces, several certificates at once,
          unknown serial numbers, its signer, freshness, caching. Each line shows the exchange that
          proves it.
        </p>
        {problems[''] !== undefined && (
          <p className={classes.problem} role="alert">
            {problems['']}
          </p>
        )}
        <Uri />
        <Issuer />
        <FormField
          label="Milliseconds between two questions"
          type="number"
          value={order.intervalMs < 0 ? '' : String(order.intervalMs)}
          problem={problems.intervalMs ?? null}
          description="No responder is hurried: one question at a time."
          onChange={(text) =>
            patchCardOrder({ intervalMs: /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : -1 })
          }
        />
        <button type="submit" hidden>
          Ask
        </button>
      </form>
      <CardPlanList />
    </div>
  );
}

function Uri() {
  const uri = useWorkbench((state) => state.card.order.uri);
  const problem = useWorkbench((state) => state.card.problems.uri ?? null);
  const suggested = useSuggestedUri();
  const { patchCardOrder } = useActions();
  return (
    <div className={classes.line}>
      <FormField
        label="URI of the responder"
        face="mono"
        value={uri}
        problem={problem}
        placeholder="http://ocsp.example.com/"
        onChange={(text) => patchCardOrder({ uri: text })}
      />
      {suggested !== null && suggested !== uri && (
        <div>
          <Button kind="quiet" onPress={() => patchCardOrder({ uri: suggested })}>
            Take {suggested}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The URI that certificates of the chosen issuer name. */
function useSuggestedUri(): string | null {
  return useWorkbench(({ card, lab, certificates }) => {
    const { issuer } = card.order;
    if (issuer.kind === 'lab') {
      return (
        lab?.certificates.find(({ ocspUris, role }) => role === 'client' && ocspUris.length > 0)
          ?.ocspUris[0] ?? null
      );
    }
    const issued = certificates.find(
      ({ issuerFingerprint, summary }) =>
        issuerFingerprint === issuer.fingerprint && summary.ocspUris.length > 0,
    );
    return issued?.summary.ocspUris[0] ?? null;
  });
}

function Issuer() {
  const issuer = useWorkbench((state) => state.card.order.issuer);
  const certificates = useWorkbench((state) => state.certificates);
  const { patchCardOrder, showScreen } = useActions();
  const authorities = certificates.filter(({ summary }) => summary.isCa);
  const [first] = authorities;
  return (
    <div className={classes.line}>
      <span>Whose certificates are asked about</span>
      <div className={classes.row}>
        <Segmented
          label="Issuer"
          value={issuer.kind}
          choices={[
            { value: 'lab', text: 'The lab’s CA' },
            { value: 'loaded', text: 'A loaded CA' },
          ]}
          onChange={(kind) => {
            if (kind === 'lab') patchCardOrder({ issuer: { kind } });
            else if (first !== undefined) {
              patchCardOrder({ issuer: { kind, fingerprint: first.summary.fingerprint } });
            }
          }}
        />
        {authorities.length === 0 && (
          <Button kind="quiet" onPress={() => showScreen('certificates')}>
            Load a CA first…
          </Button>
        )}
      </div>
      {issuer.kind === 'loaded' && (
        <CertificatePicker
          label="Issuing CA"
          certificates={authorities}
          chosen={issuer.fingerprint}
          placeholder="Choose a CA"
          onChoose={(fingerprint) => patchCardOrder({ issuer: { kind: 'loaded', fingerprint } })}
        />
      )}
    </div>
  );
}
