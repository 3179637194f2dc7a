import { TriangleAlert } from 'lucide-react';
import { fallbackText } from '#shared/model/fallback-cause.ts';
import type { ImportEntry, ImportedSettings } from '#shared/model/settings-of-others.ts';
import { wordsFor } from '#shared/wording/policy-field.ts';
import classes from './configuration-dialog.module.css';

/** The policy that a configuration means, and where each part of it comes from. */
export function ImportedPolicy({ imported }: { readonly imported: ImportedSettings }) {
  const { policy, version, warnings, mapped, assumed, lost, silent } = imported;
  const isOff = policy.ocsp === 'not-enabled';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.result} aria-label="What it means" tabIndex={0}>
      <p className={classes.verdict} data-off={isOff}>
        <strong>
          {isOff ? 'OCSP is not asked about clients.' : 'OCSP is asked about clients.'}
        </strong>{' '}
        {isOff ? '' : `Fallback: ${fallbackText(policy)}. `}
        Defaults are those of {version}.
      </p>
      {warnings.map((entry) => (
        <p key={entry.says} className={classes.warning}>
          <TriangleAlert size={14} aria-hidden="true" />
          <span>{entry.says}</span>
        </p>
      ))}
      <Entries title="Mapped" about="theirs, and ours" list={mapped} imported={imported} />
      <Entries
        title="Assumed"
        about="not written: the product’s default"
        list={assumed}
        imported={imported}
      />
      <Entries title="Lost" about="theirs, with no field here" list={lost} imported={imported} />
      <Entries title="Silent" about="ours, with no words there" list={silent} imported={imported} />
    </section>
  );
}

function Entries(props: {
  readonly title: string;
  readonly about: string;
  readonly list: readonly ImportEntry[];
  readonly imported: ImportedSettings;
}) {
  const { title, about, list, imported } = props;
  if (list.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>
        {title} <span>{about}</span>
      </h3>
      <ul className={classes.entries}>
        {list.map(({ origin, field, says }) => (
          <li key={`${field} ${origin?.file} ${origin?.line} ${says}`}>
            <p>
              {field !== null && <strong>{wordsFor(imported.policy, field)}: </strong>}
              {says}
            </p>
            {origin !== null && (
              <p className={classes.origin}>
                <span>
                  {origin.file}:{origin.line}
                </span>
                <code>{origin.text}</code>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
