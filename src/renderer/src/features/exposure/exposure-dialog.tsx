import { useEffect, useState } from 'react';
import type { Exposure, ExposureHabits } from '#shared/model/exposure.ts';
import { defaultHabits } from '#shared/model/exposure.ts';
import type { Policy } from '#shared/model/policy.ts';
import { exposureFormula, exposureSentence, exposureSpan } from '#shared/wording/exposure.ts';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './exposure-dialog.module.css';
import { ExposureParts } from './exposure-parts.tsx';
import { ExposurePicture } from './exposure-picture.tsx';
import { HabitsForm } from './habits-form.tsx';
import { MeasurePanel } from './measure-panel.tsx';

/** How long a certificate that is revoked now is still admitted under the policy in force, and why. */
export function ExposureDialog() {
  const isOpen = useWorkbench((state) => state.exposureDialog === 'open');
  const { setExposureDialog } = useActions();
  return (
    <ModalDialog
      title="How long a revoked certificate still gets in"
      isOpen={isOpen}
      onClose={() => setExposureDialog('closed')}
      width={940}
    >
      <OfPolicy />
    </ModalDialog>
  );
}

function OfPolicy() {
  const policy = useWorkbench((state) => state.policies.current);
  const own = useWorkbench((state) => state.mtls.settings.recheck);
  const labNextUpdate = useWorkbench(
    (state) => state.lab?.behaviour.nextUpdateSeconds ?? defaultHabits.responder.nextUpdateSeconds,
  );
  const [habits, setHabits] = useState<ExposureHabits>(() => ({
    responder: { ...defaultHabits.responder, nextUpdateSeconds: labNextUpdate },
    server: { ...defaultHabits.server, recheck: own },
  }));
  const exposure = useExposure(policy, habits);
  if (exposure === null) return <p className={classes.note}>Reckoning…</p>;
  if (typeof exposure === 'string') return <p className={classes.note}>{exposure}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.body} aria-label="Exposure" tabIndex={0}>
      <div className={classes.head}>
        <strong className={classes.number} data-endless={exposure.seconds === null}>
          {numberWords(exposure.seconds)}
        </strong>
        <div>
          <p role="status">{exposureSentence(exposure)}</p>
          <p className={classes.formula}>{exposureFormula(exposure)}</p>
        </div>
      </div>
      <ExposurePicture exposure={exposure} />
      <ExposureParts exposure={exposure} />
      <MeasurePanel key={JSON.stringify(habits)} policy={policy} habits={habits} />
      <HabitsForm habits={habits} onChange={setHabits} />
    </section>
  );
}

/** The exposure; a string says why it cannot be reckoned. The one before stays while the next is reckoned. */
function useExposure(policy: Policy, habits: ExposureHabits): Exposure | string | null {
  const { readExposure } = useActions();
  const [exposure, setExposure] = useState<Exposure | string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void readExposure(policy, habits).then((result) => {
      if (isCurrent) setExposure(result.ok ? result.value : result.error);
    });
    return () => {
      isCurrent = false;
    };
  }, [readExposure, policy, habits]);
  return exposure;
}

function numberWords(seconds: number | null): string {
  if (seconds === null) return 'No end';
  return seconds === 0 ? 'At once' : exposureSpan(seconds);
}
