/** Another program that decides in our place, and how it is set, by its own names. */
export interface DecideAs {
  /** The id of the program, such as `nginx-1.22`. */
  readonly judge: string;
  readonly settings: Readonly<Record<string, string>>;
}
