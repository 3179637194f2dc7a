import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { ExportChoice, ExportForm } from '#shared/model/object-view.ts';
import { IconButton } from '../../components/button.tsx';
import { MenuButton, MenuItem } from '../../components/menu.tsx';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { Pkcs12Form } from '../../components/pkcs12-form.tsx';
import { useActions } from '../../store/workbench-context.tsx';

const forms: readonly {
  readonly form: ExportForm;
  readonly text: string;
  readonly detail: string;
}[] = [
  { form: 'pem', text: 'PEM…', detail: 'text, as most programs read it' },
  { form: 'der', text: 'DER…', detail: 'the octets as they are' },
  { form: 'pkcs7', text: 'PKCS#7…', detail: 'with the issuers that are loaded' },
  {
    form: 'pkcs12',
    text: 'PKCS#12 with its key…',
    detail: 'under a password; only you may read it',
  },
  { form: 'text', text: 'Text…', detail: 'as openssl -text prints it' },
  { form: 'json', text: 'JSON…', detail: 'as revoscope inspect --json prints it' },
];

/** The files that an object can leave as. */
export function ExportMenu({ id, name }: { readonly id: string; readonly name: string }) {
  const { listExports, exportObject } = useActions();
  const [choices, setChoices] = useState<readonly ExportChoice[]>([]);
  const [isSealing, setSealing] = useState(false);
  const refusalOf = (wanted: ExportForm) =>
    choices.find(({ form }) => form === wanted)?.refusal ?? null;
  const choose = (form: ExportForm) => {
    if (form === 'pkcs12') setSealing(true);
    else void exportObject(id, { as: form });
  };
  return (
    <>
      <MenuButton
        label="Export"
        trigger={<IconButton icon={FileDown} label="Export" />}
        onOpen={() => void listExports(id).then(setChoices)}
      >
        {forms.map(({ form, text, detail }) => {
          const refusal = refusalOf(form);
          return (
            <MenuItem
              key={form}
              text={text}
              detail={refusal ?? detail}
              isDisabled={refusal !== null}
              onAction={() => choose(form)}
            />
          );
        })}
      </MenuButton>
      <ModalDialog
        title={`Export ${name} as PKCS#12`}
        isOpen={isSealing}
        onClose={() => setSealing(false)}
        width={480}
      >
        <Pkcs12Form
          onSave={(seal) => exportObject(id, { as: 'pkcs12', ...seal })}
          onDone={() => setSealing(false)}
        />
      </ModalDialog>
    </>
  );
}
