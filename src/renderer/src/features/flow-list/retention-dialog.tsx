import { useState } from 'react';
import type { Retention } from '#shared/model/settings.ts';
import { ChoiceList } from '../../components/choice-list.tsx';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './retention-dialog.module.css';

/** How many flows the workspace keeps, and for how long; the oldest go first. */
export function RetentionDialog() {
  const isOpen = useWorkbench((state) => state.retentionDialog === 'open');
  const { setRetentionDialog } = useActions();
  return (
    <ModalDialog
      title="How many flows are kept"
      isOpen={isOpen}
      onClose={() => setRetentionDialog('closed')}
      width={420}
    >
      <RetentionForm />
    </ModalDialog>
  );
}

const ages = [
  { value: 'none', text: 'as long as there is room for them' },
  { value: '1', text: 'for a day' },
  { value: '7', text: 'for a week' },
  { value: '30', text: 'for 30 days' },
  { value: '365', text: 'for a year' },
] as const;

function RetentionForm() {
  const retention = useWorkbench((state) => state.settings.retention);
  const total = useWorkbench((state) => state.statistics.total);
  const { setSettings } = useActions();
  const [problem, setProblem] = useState<string | null>(null);
  const keep = (change: Partial<Retention>) =>
    setSettings({ retention: { ...retention, ...change } });
  const commitNumber = async (text: string) => {
    const digits = text.trim().replaceAll(/[, ]/g, '');
    const number = Number(digits);
    const isGood = /^\d+$/.test(digits) && number >= 100 && number <= 1_000_000;
    setProblem(isGood ? null : 'Write a whole number from 100 to 1,000,000.');
    if (isGood) await keep({ maxFlows: number });
    return isGood;
  };
  const age = ages.find(({ value }) => value === String(retention.maxDays)) ?? ages[0];
  return (
    <div className={classes.form}>
      <TextInput
        label="At most"
        value={retention.maxFlows.toLocaleString('en')}
        problem={problem}
        description={`${total.toLocaleString('en')} are kept now; what is too much is deleted for good.`}
        onCommit={commitNumber}
      />
      <ChoiceList
        label="Each of them"
        value={age.value}
        choices={ages}
        onChange={(value) => void keep({ maxDays: value === 'none' ? null : Number(value) })}
      />
    </div>
  );
}
