const forms = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?\s*(?:Z|UTC)?)?$/i;

/** The moment that a person typed, in UTC: `2026-01-31`, `2026-01-31 12:00`, `2026-01-31T12:00:00Z`; null for any other text. */
export function parseTypedTime(text: string): number | null {
  const [, day, minute = '00:00', second = '00'] = forms.exec(text.trim()) ?? [];
  if (day === undefined) return null;
  const local = `${day}T${minute}:${second}`;
  const at = Date.parse(`${local}Z`);
  // 30 February is no day.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(local) ? at : null;
}

/** A moment as it can be typed again. */
export function toTypedTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
