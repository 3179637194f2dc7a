import { useContext } from 'react';
import { ComboBoxStateContext, Input, type InputProps } from 'react-aria-components';

/** The field of a combobox that opens the whole list at every click, also when it has the focus already. */
export function ComboInput(props: InputProps) {
  const state = useContext(ComboBoxStateContext);
  return <Input {...props} spellCheck={false} onClick={() => state?.open(null, 'manual')} />;
}
