import { useMemo } from 'react';
import { kindWords } from '#shared/wording/object-kind.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './key-matches.module.css';

/** The most objects of one key that are listed. */
const listed = 12;

/** What else is open that belongs to the same key: its certificates, its request, the key itself. */
export function KeyMatches(props: { readonly id: string; readonly keyPin: string | null }) {
  const { id, keyPin } = props;
  const certificates = useWorkbench((state) => state.certificates);
  const objects = useWorkbench((state) => state.objects);
  const { showObject } = useActions();
  const matches = useMemo(() => {
    if (keyPin === null) return [];
    return [
      ...objects
        .filter((object) => object.keyPin === keyPin)
        .map((object) => ({
          id: object.id,
          text: object.title,
          kind: kindWords(object.kind).one,
        })),
      ...certificates
        .filter((certificate) => certificate.keyPin === keyPin)
        .map(({ summary }) => ({
          id: summary.fingerprint,
          text: summary.label,
          kind: 'certificate',
        })),
    ].filter((match) => match.id !== id);
  }, [certificates, objects, id, keyPin]);
  if (matches.length === 0) return null;
  return (
    <section className={classes.matches} aria-label="Same key">
      <h3>The same key</h3>
      <ul>
        {matches.slice(0, listed).map((match) => (
          <li key={match.id}>
            <button type="button" onClick={() => showObject(match.id)}>
              {match.text}
            </button>
            <span>{match.kind}</span>
          </li>
        ))}
        {matches.length > listed && <li>and {matches.length - listed} more</li>}
      </ul>
    </section>
  );
}
