import { useState } from 'react';
import classes from './long-text.module.css';

/** Characters that are shown of a text at first; up to a half more stand without a button. */
const shownFirst = 600;

/** A text that may have ten thousand characters: the beginning of it, and the rest when it is asked for. */
export function LongText({ text }: { readonly text: string }) {
  const [isOpen, setOpen] = useState(false);
  if (text.length <= shownFirst * 1.5) return text;
  return (
    <>
      {isOpen ? text : `${text.slice(0, shownFirst)}…`}{' '}
      <button type="button" className={classes.more} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Show less' : `Show all ${text.length.toLocaleString('en')} characters`}
      </button>
    </>
  );
}
