import { toReadableUtc } from '#shared/wording/time.ts';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './compare-runs-dialog.module.css';

/** Two runs, before and after a change of a configuration: only what differs. */
export function CompareRunsDialog() {
  const comparison = useWorkbench((state) => state.matrix.comparison);
  const { closeComparison } = useActions();
  return (
    <ModalDialog
      title="What differs between the two runs"
      isOpen={comparison !== null}
      onClose={closeComparison}
      width={820}
    >
      <Changes />
    </ModalDialog>
  );
}

function Changes() {
  const comparison = useWorkbench((state) => state.matrix.comparison);
  const runs = useWorkbench((state) => state.matrix.runs);
  if (comparison === null) return null;
  const { before, after, changes } = comparison;
  const timeOf = (id: string) => {
    const run = runs.find((each) => each.id === id);
    return run === undefined ? '' : toReadableUtc(run.startedAt);
  };
  if (changes === null) return <p className={classes.note}>Comparing…</p>;
  if (changes.length === 0) {
    return (
      <p className={classes.note}>
        Nothing differs between {timeOf(before)} and {timeOf(after)}.
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.body} aria-label="Differences" tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Server</th>
            <th scope="col">Case</th>
            <th scope="col">{timeOf(before)}</th>
            <th scope="col">{timeOf(after)}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={`${change.target} ${change.title}`}>
              <td className={classes.target}>{change.target}</td>
              <td>{change.title}</td>
              <td>{change.before}</td>
              <td>
                <strong>{change.after}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
