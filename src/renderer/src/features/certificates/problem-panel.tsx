import { CircleAlert, Info, X } from 'lucide-react';
import type { LoadReport } from '#shared/model/certificate.ts';
import { loadProblemPlace, loadProblemRemedy } from '#shared/wording/load-problem.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { findObject } from '../../store/selectors.ts';
import type { Problem } from '../../store/state.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './problem-panel.module.css';

/** What went wrong and has not been dismissed: the input, the cause, and what to do. */
export function ProblemPanel() {
  const problems = useWorkbench((state) => state.problems);
  const { dismissProblem, dismissAllProblems, setLabDialog } = useActions();
  if (problems.length === 0) return null;
  return (
    <section className={classes.panel} aria-label="Problems">
      {problems.length > 1 && (
        <div className={classes.all}>
          <span>{problems.length} problems</span>
          <Button kind="quiet" onPress={dismissAllProblems}>
            Dismiss all
          </Button>
        </div>
      )}
      {problems.map((problem) => (
        <div key={problem.id} className={classes.problem} data-kind={problem.kind} role="alert">
          {problem.kind === 'notice' ? (
            <Info size={15} aria-hidden="true" />
          ) : (
            <CircleAlert size={15} aria-hidden="true" />
          )}
          <ProblemWords problem={problem} />
          {problem.kind === 'command' && problem.remedy === 'reset-lab' && (
            <Button onPress={() => setLabDialog({ kind: 'reset' })}>Reset the lab…</Button>
          )}
          {problem.kind === 'load' && <LookButton id={problem.report.opened[0]} />}
          <IconButton
            icon={X}
            label="Dismiss"
            size="small"
            onPress={() => dismissProblem(problem.id)}
          />
        </div>
      ))}
    </section>
  );
}

function ProblemWords({ problem }: { readonly problem: Problem }) {
  switch (problem.kind) {
    case 'load':
      return <LoadWords report={problem.report} />;
    case 'command':
      return (
        <p className={classes.words}>
          <strong>{problem.title}.</strong> {problem.message}
        </p>
      );
    case 'notice':
      return <p className={classes.words}>{problem.message}</p>;
  }
}

/** Leads to what is open of an input that could not be used. */
function LookButton({ id }: { readonly id: string | undefined }) {
  const isOpen = useWorkbench((state) => id !== undefined && findObject(state, id) !== null);
  const { showObject, showScreen } = useActions();
  if (id === undefined || !isOpen) return null;
  const show = () => {
    showObject(id);
    showScreen('certificates');
  };
  return <Button onPress={show}>Look into it</Button>;
}

function notLoaded({ opened }: LoadReport): string {
  return opened.length === 0
    ? 'could not be loaded.'
    : 'could not be loaded as a certificate. It is open as far as it can be read.';
}

/** More problems of one input than this are counted, not listed. */
const listed = 5;

function LoadWords({ report }: { readonly report: LoadReport }) {
  const loaded = report.added.length + report.alreadyLoaded.length;
  const rest = report.problems.length - listed;
  return (
    <div className={classes.words}>
      <p>
        <strong>{report.origin}</strong>{' '}
        {loaded === 0
          ? notLoaded(report)
          : `was loaded in part: ${loaded === 1 ? '1 certificate' : `${loaded} certificates`} of it.`}
      </p>
      <ul>
        {report.problems.slice(0, listed).map((problem) => {
          const place = loadProblemPlace(problem);
          return (
            <li key={`${problem.code}/${problem.message}/${place}`}>
              {problem.message}
              {place !== null && <code> {place}</code>}
              <span className={classes.remedy}> {loadProblemRemedy(problem)}</span>
            </li>
          );
        })}
        {rest > 0 && <li>and {rest} more of the same input</li>}
      </ul>
    </div>
  );
}
