import { ChevronDown, FileDown } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { MenuButton, MenuItem } from '../../components/menu.tsx';
import { useActions } from '../../store/workbench-context.tsx';

/** The files that a lab certificate can leave as. */
export function ExportMenu({ id }: { readonly id: string }) {
  const { exportLabCertificate, setLabDialog } = useActions();
  return (
    <MenuButton
      label="Export"
      trigger={
        <Button icon={FileDown}>
          Export <ChevronDown size={12} aria-hidden="true" />
        </Button>
      }
    >
      <MenuItem
        text="Certificate as PEM…"
        detail="with its intermediate, without the key"
        onAction={() => void exportLabCertificate(id, { as: 'certificate' })}
      />
      <MenuItem
        text="Certificate and private key as PEM…"
        detail="for curl, openssl, servers; only you may read the file"
        onAction={() => void exportLabCertificate(id, { as: 'certificate-and-key' })}
      />
      <MenuItem
        text="PKCS#12 with a password…"
        detail="for browsers and key stores"
        onAction={() => setLabDialog({ kind: 'export', id })}
      />
    </MenuButton>
  );
}
