import { toSafeText } from '#shared/wording/safe-text.ts';
import { Button } from '../../components/button.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './opening-strip.module.css';

/** How far the opening of a large input is, with a way to end it. */
export function OpeningStrip() {
  const opening = useWorkbench((state) => state.opening);
  const { cancelOpening } = useActions();
  if (opening === null) return null;
  const { origin, done, total } = opening;
  const percent = Math.floor((done / total) * 100);
  return (
    <section className={classes.strip} aria-label="Opening">
      <span className={classes.words}>Opening {toSafeText(origin)}</span>
      <progress className={classes.bar} aria-label="Progress" value={done} max={total} />
      <span className={classes.percent}>{percent} %</span>
      <Button onPress={() => void cancelOpening()}>Cancel</Button>
    </section>
  );
}
