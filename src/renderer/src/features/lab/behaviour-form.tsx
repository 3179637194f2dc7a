import { useState } from 'react';
import type { ResponderBehaviour } from '#shared/model/lab.ts';
import { defaultBehaviour } from '#shared/model/lab.ts';
import type { FieldProblem } from '#shared/model/settings.ts';
import { mustWords } from '#shared/wording/lab-certificate.ts';
import { ChoiceList } from '../../components/choice-list.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { formatDuration, parseDuration } from '../../format/duration.ts';
import { useWorkbench } from '../../store/workbench-context.tsx';
import classes from './behaviour-form.module.css';

/** Puts a part of a behaviour into force; the answer is what was refused, or null. */
export type PatchBehaviour = (
  patch: Partial<ResponderBehaviour>,
) => Promise<readonly FieldProblem[] | null>;

interface FormProps {
  readonly behaviour: ResponderBehaviour;
  readonly onPatch: PatchBehaviour;
}

/** How answers are made when nothing is wrong with them: signer, times, nonce, latency. */
export function BehaviourForm({ behaviour, onPatch }: FormProps) {
  const signers = useWorkbench((state) => state.signers);
  return (
    <div className={classes.form}>
      <ChoiceList
        label="Answers are signed by"
        value={behaviour.signer}
        choices={signers.map(({ id, title, instruction }) => ({
          value: id,
          text: title,
          detail: mustWords(instruction),
        }))}
        onChange={(signer) => void onPatch({ signer })}
      />
      <div className={classes.pair}>
        <Line label="Names itself">
          <Segmented
            label="ResponderID"
            value={behaviour.responderIdBy}
            choices={[
              { value: 'name', text: 'by name' },
              { value: 'key', text: 'by key' },
            ]}
            onChange={(responderIdBy) => void onPatch({ responderIdBy })}
          />
        </Line>
        <DurationLine
          label="Waits before it answers"
          field="latencyMs"
          ms={behaviour.latencyMs}
          bareUnit="ms"
          onCommit={(latencyMs) => onPatch({ latencyMs })}
        />
      </div>
      <NextUpdate behaviour={behaviour} onPatch={onPatch} />
      <Line label="If the request carries a nonce">
        <Segmented
          label="Nonce"
          value={behaviour.nonce}
          choices={[
            { value: 'echo', text: 'Echo it' },
            { value: 'ignore', text: 'Leave it out' },
            { value: 'wrong', text: 'Another one' },
          ]}
          onChange={(nonce) => void onPatch({ nonce })}
        />
      </Line>
    </div>
  );
}

function NextUpdate({ behaviour, onPatch }: FormProps) {
  const { nextUpdateSeconds } = behaviour;
  const isSet = nextUpdateSeconds !== null;
  return (
    <div className={classes.pair}>
      <Line label="nextUpdate">
        <Segmented
          label="nextUpdate"
          value={isSet ? 'interval' : 'absent'}
          choices={[
            { value: 'interval', text: 'Interval' },
            { value: 'absent', text: 'Absent' },
          ]}
          onChange={(value) =>
            void onPatch({
              nextUpdateSeconds: value === 'absent' ? null : defaultBehaviour.nextUpdateSeconds,
            })
          }
        />
      </Line>
      {isSet && (
        <DurationLine
          label="after thisUpdate"
          field="nextUpdateSeconds"
          ms={nextUpdateSeconds * 1_000}
          bareUnit="s"
          onCommit={(ms) => onPatch({ nextUpdateSeconds: Math.round(ms / 1_000) })}
        />
      )}
    </div>
  );
}

function DurationLine(props: {
  readonly label: string;
  readonly field: string;
  readonly ms: number;
  readonly bareUnit: 'ms' | 's';
  readonly onCommit: (ms: number) => Promise<readonly FieldProblem[] | null>;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const commit = async (text: string) => {
    const parsed = parseDuration(text, props.bareUnit);
    if (!parsed.ok) {
      setProblem(parsed.error);
      return false;
    }
    const refused = await props.onCommit(parsed.value);
    setProblem(refused?.[0]?.message ?? null);
    return refused === null;
  };
  return (
    <TextInput
      label={props.label}
      value={formatDuration(props.ms)}
      problem={problem}
      onCommit={commit}
    />
  );
}

function Line(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className={classes.line}>
      <span>{props.label}</span>
      <div>{props.children}</div>
    </div>
  );
}
