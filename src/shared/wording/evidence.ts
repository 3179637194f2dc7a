/** What a person calls a piece of evidence whose name is not one of a standard's own; `thisUpdate` stays as it is. */
const words: Readonly<Record<string, string>> = {
  notConfigured: 'as the configured responder',
  notIssuer: 'as the issuing CA',
  notDelegated: 'as a delegate',
};

/** The name of a piece of evidence in words. */
export function evidenceName(name: string): string {
  return words[name] ?? name;
}
