import { useState } from 'react';
import type { DecideAs } from '#shared/model/decide-as.ts';
import type { JudgeSetting } from '#shared/model/judged-by.ts';
import { ChoiceList } from '../../components/choice-list.tsx';
import { ProgramChoice } from '../../components/program-choice.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './mtls-panel.module.css';

/** Who decides once the chain holds: we by the policy, or another program by its own rules and settings. */
export function DecideAsForm() {
  const chosen = useWorkbench((state) => state.mtls.decideAs);
  const programs = useWorkbench((state) => state.programs);
  const { setDecideAs } = useActions();
  const program = programs.find(({ id }) => id === chosen?.judge) ?? null;
  return (
    <>
      <h3>Decide as</h3>
      <ProgramChoice
        label="Decide as"
        programs={programs}
        chosen={chosen}
        onChoose={(wanted) => void setDecideAs(wanted)}
      />
      <p className={classes.note}>
        {program === null
          ? 'Choose another program to see here what your production server would do, against the lab’s faults.'
          : `Once the chain holds, ${program.name} ${program.version} decides by its own rules on what the responder says; the policy’s checks are shown beside it.`}
      </p>
      {chosen !== null &&
        program?.settings.map((setting) => (
          <Setting key={`${program.id}/${setting.name}`} setting={setting} chosen={chosen} />
        ))}
    </>
  );
}

function Setting({
  setting,
  chosen,
}: {
  readonly setting: JudgeSetting;
  readonly chosen: DecideAs;
}) {
  const { name, kind, words, fallback, about } = setting;
  const { setDecideAs } = useActions();
  const [problem, setProblem] = useState<string | null>(null);
  const value = chosen.settings[name] ?? fallback;
  const set = async (text: string) => {
    const refused = await setDecideAs({
      ...chosen,
      settings: { ...chosen.settings, [name]: text },
    });
    setProblem(refused);
    return refused === null;
  };
  if (kind === 'flag' || kind === 'choice') {
    return (
      <ChoiceList
        label={`${name}: ${about}`}
        value={value}
        choices={words.map((word) => ({ value: word, text: word }))}
        onChange={(word) => void set(word)}
      />
    );
  }
  return (
    <TextInput
      label={name}
      face="mono"
      value={value}
      problem={problem}
      description={about}
      onCommit={(text) => set(text.trim())}
    />
  );
}
