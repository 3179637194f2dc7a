import type { InspectedKind, InspectedObject } from '#shared/model/inspection.ts';
import { toBase64, toHex, toPem } from '../format/bytes.ts';
import { useActions } from '../store/workbench-context.tsx';
import { MenuItem } from './menu.tsx';

const pemLabels: Readonly<Partial<Record<InspectedKind, string>>> = {
  certificate: 'CERTIFICATE',
  'ocsp-request': 'OCSP REQUEST',
  'ocsp-response': 'OCSP RESPONSE',
};

const fileNames: Readonly<Partial<Record<InspectedKind, string>>> = {
  certificate: 'certificate.cer',
  'ocsp-request': 'request.orq',
  'ocsp-response': 'response.ors',
};

/** Menu items that copy the bytes of an object in the usual spellings, or save them. */
export function ByteCopyItems({ object }: { readonly object: InspectedObject }) {
  const { copyText, saveFile } = useActions();
  const { bytes, kind } = object;
  const label = pemLabels[kind];
  return (
    <>
      {label !== undefined && (
        <MenuItem text="Copy as PEM" onAction={() => void copyText(toPem(label, bytes), 'PEM')} />
      )}
      <MenuItem text="Copy as base64" onAction={() => void copyText(toBase64(bytes), 'Base64')} />
      <MenuItem text="Copy as hex" onAction={() => void copyText(toHex(bytes), 'Hex')} />
      <MenuItem
        text="Save to a file…"
        onAction={() => void saveFile(fileNames[kind] ?? 'object.der', bytes)}
      />
    </>
  );
}
