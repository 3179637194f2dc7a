/** The lab: its CA, its responder, its scenarios. */
export function LabPage() {
  return <section aria-label="Lab" />;
}
