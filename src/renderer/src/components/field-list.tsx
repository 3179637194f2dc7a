import type { ByteRange, FieldNode } from '#shared/model/inspection.ts';
import { cx } from './class-names.ts';
import classes from './field-list.module.css';
import { LongText } from './long-text.tsx';

/** Decoded fields as a person reads them; a field with bytes leads to them. */
export function FieldList(props: {
  readonly fields: readonly FieldNode[];
  readonly onRange: ((range: ByteRange) => void) | null;
}) {
  return (
    <div className={classes.list}>
      {props.fields.map((field, index) => (
        // Fields have no identity but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Field key={index} field={field} depth={0} onRange={props.onRange} />
      ))}
    </div>
  );
}

function Field(props: {
  readonly field: FieldNode;
  readonly depth: number;
  readonly onRange: ((range: ByteRange) => void) | null;
}) {
  const { field, depth, onRange } = props;
  const { range } = field;
  return (
    <>
      <div className={cx(classes.row, depth === 0 && field.value === null && classes.group)}>
        <span className={classes.label} style={{ paddingLeft: depth * 12 }}>
          {range !== null && onRange !== null ? (
            <button
              type="button"
              className={classes.link}
              title={bytesWords(range)}
              onClick={() => onRange(range)}
            >
              {field.label}
            </button>
          ) : (
            field.label
          )}
        </span>
        {field.value !== null && (
          <span className={cx(classes.value, field.face === 'mono' && classes.mono)}>
            <LongText text={field.value} />
          </span>
        )}
      </div>
      {field.children.map((child, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Field key={index} field={child} depth={depth + 1} onRange={onRange} />
      ))}
    </>
  );
}

/** What a click on a field does. */
export function bytesWords({ offset, length }: ByteRange): string {
  return `Show bytes ${offset} to ${offset + length - 1}`;
}
