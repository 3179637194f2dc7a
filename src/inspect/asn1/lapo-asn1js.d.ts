/** What is used of the library; it brings no types of its own. */
declare module '@lapo/asn1js' {
  export class ASN1 {
    /** Throws on anything that is not one TLV. */
    static decode(octets: Uint8Array, offset?: number): ASN1;
    /** Throws on contents that the type does not allow; null for a type that it does not know. */
    content(maxLength?: number): string | null;
  }
}

declare module '@lapo/asn1js/oids.js' {
  /** By dotted form; `d` describes, `c` names where it comes from, `w` marks what must not be used. */
  export const oids: Readonly<
    Record<string, { readonly d: string; readonly c?: string; readonly w?: boolean } | undefined>
  >;
}
