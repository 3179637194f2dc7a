import type { FieldNode } from '#shared/model/inspection.ts';

/** The number of the CA's certificate and of its key, in the lower and the upper 16 bits. */
export function certificateAuthorityVersion(field: FieldNode): FieldNode {
  const number = Number(field.value ?? '');
  if (!Number.isInteger(number) || number < 0 || number >= 2 ** 32) return field;
  const [certificate, key] = [number & 0xffff, number >>> 16];
  const value = `V${certificate}.${key}: certificate ${certificate} of the CA, key ${key}`;
  return { ...field, value, face: 'text' };
}

/** The template by its identifier and version: its name stays in the directory. */
export function templateText(field: FieldNode): FieldNode {
  const [id, major, minor] = field.children.map(({ value }) => value);
  if (id === undefined || id === null) return field;
  const version = major === undefined ? '' : `, version ${[major, minor ?? '0'].join('.')}`;
  return { ...field, value: `${id}${version}`, face: 'mono' };
}
