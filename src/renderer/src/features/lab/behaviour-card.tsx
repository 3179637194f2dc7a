import { useState } from 'react';
import {
  defaultBehaviour,
  type LabCertificate,
  type ResponderBehaviour,
} from '#shared/model/lab.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { Segmented } from '../../components/segmented.tsx';
import { useActions, useStateReader, useWorkbench } from '../../store/workbench-context.tsx';
import { BehaviourForm } from './behaviour-form.tsx';
import { behaviourWords } from './behaviour-words.ts';
import { FaultList } from './fault-list.tsx';
import classes from './lab-certificate-detail.module.css';

/** Whether the responder answers about this certificate as about all, or in a way of its own. */
export function BehaviourCard({ certificate }: { readonly certificate: LabCertificate }) {
  const { id, behaviour } = certificate;
  const faults = useWorkbench((state) => state.faults);
  const signers = useWorkbench((state) => state.signers);
  const { setCertificateBehaviour } = useActions();
  const readState = useStateReader();
  const [problem, setProblem] = useState<string | null>(null);
  const set = async (next: ResponderBehaviour | null) => {
    const refused = await setCertificateBehaviour(id, next);
    setProblem(refused?.[0]?.message ?? null);
    return refused;
  };
  /** It begins as the responder's own, without a fault that only the whole responder can have. */
  const begin = () => {
    const { lab } = readState();
    const shared = lab?.behaviour ?? defaultBehaviour;
    const isForAll = faults.find((fault) => fault.id === shared.fault)?.scope === 'responder';
    return set(isForAll ? { ...shared, fault: null } : shared);
  };
  return (
    <section className={cx(classes.card, behaviour !== null && classes.own)}>
      <h3>
        How the responder answers about it
        <Segmented
          label="How the responder answers about this certificate"
          value={behaviour === null ? 'all' : 'own'}
          choices={[
            { value: 'all', text: 'As about all' },
            { value: 'own', text: 'Its own way' },
          ]}
          onChange={(value) => void (value === 'all' ? set(null) : begin())}
        />
      </h3>
      <div className={classes.body}>
        {problem !== null && <p role="alert">{problem}</p>}
        {behaviour === null ? (
          <p className={classes.hint}>
            A fault or a signer can be set for this certificate alone, while all others are answered
            properly.
          </p>
        ) : (
          <>
            <p className={classes.sentence}>{behaviourWords(behaviour, faults, signers)}</p>
            <BehaviourForm
              behaviour={behaviour}
              onPatch={(patch) => set({ ...behaviour, ...patch })}
            />
            <FaultList
              fault={behaviour.fault}
              scope="certificate"
              onChange={(fault) => void set({ ...behaviour, fault })}
            />
            <div className={classes.row}>
              <Button onPress={() => void set(null)}>Answer as about all</Button>
            </div>
          </>
        )}
      </div>
    </section>
  );
}
