import { parseCitation } from '../format/citation.ts';
import { useActions } from '../store/workbench-context.tsx';
import classes from './citation.module.css';

/** A citation whose clauses open in the browser. */
export function Citation({ citation }: { readonly citation: string }) {
  const { openExternal } = useActions();
  return parseCitation(citation).map(({ text, url }) =>
    url === null ? (
      text
    ) : (
      <button
        key={text}
        type="button"
        className={classes.link}
        title={`Read ${citation}`}
        onClick={() => void openExternal(url)}
      >
        {shortCitation(text)}
      </button>
    ),
  );
}

/** `RFC 6960 §3.2 item 1` as `§3.2 (1)`; other documents keep their number. */
function shortCitation(text: string): string {
  return text
    .replace(/^RFC 6960 (?=§)/, '')
    .replace(/^RFC /, '')
    .replace(/ item (\d+)$/, ' ($1)');
}
